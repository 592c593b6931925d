// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: MIT
#pragma once

// Whether a server that somebody else runs can be talked to: its URL checked, then one connection tried and closed.
// Where that comes to nothing, what answers there is asked once more, to say what it is.

#include "app/engine/firstwords.h"
#include "client/chatclient.h"
#include "shared/result.h"

#include <memory>

namespace crosstalk {

class Reach : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultTimeout{5000};

    explicit Reach(QObject *parent = nullptr);
    ~Reach() override;

    /// @p text as a person writes it: ws:// may be left out. An Error says what is wrong with it.
    static Result<QUrl> readUrl(const QString &text);

    bool isTrying() const { return m_client != nullptr; }
    /// Connects as @p user, in one of dialectNames(): reached() or failed() follows, once, not much later than
    /// @p timeout and never before this returns. One that is under way is given up.
    void start(const QUrl &url, const QString &dialect, const QString &user,
               std::chrono::milliseconds timeout = defaultTimeout);
    /// Neither signal follows.
    void cancel();

Q_SIGNALS:
    void reached();
    void failed(const crosstalk::Error &error);

private:
    void onStateChanged(ChatClient::State state, const QString &reason);
    void onSaid(const MessageReceived &message);
    void onMisunderstood(const Error &error);
    void succeed();
    void giveUp(const Error &error);

    struct Later
    {
        void operator()(QObject *object) const { object->deleteLater(); }
    };
    QTimer m_greeting;  ///< For what a server of another dialect says first.
    FirstWords m_words; ///< Of what let nobody in.
    QString m_reason;   ///< Why, as the client tells it.
    bool m_wasOpen = false;
    std::unique_ptr<ChatClient, Later> m_client; ///< May be on the call stack when it has done its work.
};

} // namespace crosstalk
