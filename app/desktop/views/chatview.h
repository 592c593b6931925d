// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace crosstalk {

class ChatModel;

/// The lines of a chat. Follows the newest one unless the reader has scrolled away from it.
class ChatView : public QListView
{
    Q_OBJECT
public:
    explicit ChatView(ChatModel *model, QWidget *parent = nullptr);

    bool isFollowing() const { return m_isFollowing; }
    /// Shown while there is no line yet.
    void setPlaceholder(const QString &text);
    void scrollToNewest();
    /// The selected lines, in their order, as text to the clipboard.
    void copySelection() const;

Q_SIGNALS:
    void followingChanged(bool isFollowing);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setFollowing(bool isFollowing);

    ChatModel *m_model;
    QString m_placeholder;
    bool m_isFollowing = true;
};

} // namespace crosstalk
