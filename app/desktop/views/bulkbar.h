// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace crosstalk {

class BulkSend;

/// A slim line over the input: several lines can go out as messages of their own; or how far such a sending has got.
class BulkBar : public QWidget
{
    Q_OBJECT
public:
    explicit BulkBar(const BulkSend *bulk, QWidget *parent = nullptr);

    /// That what is in the input would make so many messages.
    void offer(int messages);

    /// "Send as 12 messages".
    static QString offerWords(int messages);

Q_SIGNALS:
    void sendEachRequested();
    void cancelRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QString tooMuchWords() const;
    void update();
    void fit();

    const BulkSend *m_bulk;
    int m_offered = 0;
    QLabel *m_words;
    QToolButton *m_button;
};

} // namespace crosstalk
