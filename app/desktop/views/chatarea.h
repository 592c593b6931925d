// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The open chats: side by side in a grid that suits their number and the room there is, or one at a time behind tabs,
// some of them torn off to windows of their own.

#include <QHash>
#include <QList>
#include <QScrollArea>

class QTabBar;

namespace crosstalk {

class Chat;
class ChatWindow;
class TornOffChat;

/// How many columns make @p count tiles come nearest to a readable shape in @p area. Where some of its height is taken
/// by what comes and goes, @p area is without that, so that the tiles do not change places for it.
int tileColumns(int count, QSize area);

class ChatArea : public QScrollArea
{
    Q_OBJECT
public:
    enum class Arrangement { Tiles, Tabs };

    explicit ChatArea(QWidget *parent = nullptr);
    ~ChatArea() override;

    /// The grid suits the height of @p whole, in which this stands with what comes and goes above it.
    void setWhole(const QWidget *whole) { m_whole = whole; }
    /// Shown while there is no chat.
    void setPlaceholder(const QString &text);
    void insert(int position, ChatWindow *window);
    void remove(ChatWindow *window);
    /// All of them, at once: nothing of a window may be on the call stack.
    void clear();
    const QList<ChatWindow *> &windows() const { return m_windows; }
    /// Null where @p chat has none.
    ChatWindow *windowOf(const Chat *chat) const;
    /// The one that has the focus or had it last; null where there is none.
    ChatWindow *current() const;
    /// Brings it to the front, wherever it is, with the cursor where the next message is written.
    void activate(ChatWindow *window);
    void focusNext(int step);

    Arrangement arrangement() const { return m_arrangement; }
    void setArrangement(Arrangement arrangement);
    bool isTornOff(const ChatWindow *window) const { return tornOff(window) != nullptr; }
    /// @param geometry as tornOffGeometries() had it; empty: where and as large as the desktop likes.
    void tearOff(ChatWindow *window, const QByteArray &geometry = {});
    /// Of the windows that are torn off, by the names that their sessions get when they are restored.
    QHash<QString, QByteArray> tornOffGeometries() const;
    /// Nothing where it is not torn off.
    void putBack(ChatWindow *window);
    void putAllBack();

Q_SIGNALS:
    /// Another one is current(), or has been torn off or put back.
    void currentChanged();
    /// It is to have what the main window's menus have.
    void windowOpened(QWidget *window);
    /// For the chat that is current now.
    void menuRequested(const QPoint &globalPos);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    TornOffChat *tornOff(const ChatWindow *window) const;
    QList<ChatWindow *> placed() const;
    void setCurrent(ChatWindow *window);
    void enter(ChatWindow *window);
    void nameTab(int tab);
    void fillTabs();
    void reveal(ChatWindow *window);
    void arrange();
    void arrangeTabs();
    void arrangeTiles();

    const QWidget *m_whole = nullptr;
    QString m_placeholder;
    QList<ChatWindow *> m_windows; ///< All, also those torn off.
    QList<TornOffChat *> m_tornOff;
    ChatWindow *m_current = nullptr;
    Arrangement m_arrangement = Arrangement::Tiles;
    QTabBar *m_tabs; ///< One for each that is not torn off.
};

} // namespace crosstalk
