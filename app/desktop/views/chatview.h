// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The lines of a chat. Follows the newest one unless the reader has scrolled away from it; then what they read stays
// where it is, whatever comes, goes or changes its height. Lays out only what is near the lines it shows: a QListView
// would measure all of them at each change of its width.

#include "app/desktop/views/localactions.h"
#include "app/desktop/views/rowheights.h"

#include <QListView>

#include <optional>

namespace crosstalk {

class ChatDelegate;
class ChatModel;

class ChatView : public QListView
{
    Q_OBJECT
public:
    explicit ChatView(ChatModel *model, QWidget *parent = nullptr);

    bool isFollowing() const { return m_isFollowing; }
    /// Messages of others that came while the reader was not at the end, or not at this window.
    int unseen() const { return m_unseen; }
    /// The reader goes on: the line above what was unseen has done its work.
    void dismissDivider();
    /// Shown while there is no line yet.
    void setPlaceholder(const QString &text);
    /// Below the lines, for somebody else.
    void setRoomBelow(int pixels) { setViewportMargins(0, 0, 0, pixels); }
    /// What could not be sent can be sent again here.
    void setWritable(bool isWritable);
    /// See RowAction.
    const LocalActions *rowActions() const { return &m_rowActions; }
    /// See ResendAction.
    const LocalActions *resendActions() const { return &m_resendActions; }
    /// Marks occurrences of @p needle, those in line @p current (a serial) more strongly.
    void setSearch(const QString &needle, std::optional<quint64> current = {});
    /// The last row of which something is to be seen; -1 where there is none.
    int lastVisibleRow() const;
    void scrollToNewest();
    /// The selected lines, or else the current one, in their order and whole, as text to the clipboard.
    void copySelection();

    QRect visualRect(const QModelIndex &index) const override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    QModelIndex indexAt(const QPoint &point) const override;
    void doItemsLayout() override;
    void reset() override;
    void keyboardSearch(const QString &) override {} // There is a better one.

Q_SIGNALS:
    void followingChanged(bool isFollowing);
    void unseenChanged(int unseen);
    void resized();
    void wholeRequested(int row);
    void pathRequested(int row);
    void sendAgainRequested(int row);
    void sendAllAgainRequested();

protected:
    void dataChanged(const QModelIndex &from, const QModelIndex &to, const QList<int> &roles) override;
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void updateGeometries() override;
    int verticalOffset() const override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command) override;
    QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void scrollContentsBy(int dx, int dy) override;

    bool event(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QStyleOptionViewItem rowOption() const;
    void measure(int row);
    void measureDown(int row, int pixels);
    void measureUp(int row, int pixels);
    void arrange();
    void anchorAt(int value);
    void onScrolled(int value);
    void setFollowing(bool isFollowing);

    bool isReading() const;
    void noteNew(int first, int last);
    void noteSeen();
    void setDivider(std::optional<quint64> serial, int newMessages);
    void announce(int row, int event);
    void connectActions();
    void updateActions();
    void goToNewest();

    /// What stays in place: a line, and how much of it is above the view.
    struct Anchor
    {
        quint64 serial = 0;
        qint64 offset = 0;
    };

    ChatModel *m_model;
    ChatDelegate *m_delegate;
    QString m_placeholder;
    LocalActions m_rowActions;
    LocalActions m_resendActions;
    RowHeights m_heights;
    Anchor m_anchor;
    bool m_isFollowing = true;
    bool m_isArranging = false;
    bool m_isWritable = false;
    int m_unseen = 0;
    std::optional<quint64> m_divider; ///< Serial of the first unseen line.
    int m_width = 0;                  ///< For which the heights are.
    int m_top = 0;                    ///< Of this view in its window.
    QPersistentModelIndex m_pressed;  ///< Where the mouse began to select.
    int m_dragY = 0;
};

} // namespace crosstalk
