// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace crosstalk {

class PathModel;

/// The way of a message as a vertical line of hops. Its rows are wrapped to its width; a copy takes the whole way.
class PathView : public QListView
{
    Q_OBJECT
public:
    /// @p model must outlive it.
    explicit PathView(PathModel *model, QWidget *parent = nullptr);

    QAction *copyAction() const { return m_copy; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    PathModel *m_path;
    QAction *m_copy;
};

} // namespace crosstalk
