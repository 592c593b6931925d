// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Few rows go to the clipboard at once, many in slices, and all of them together.
#include "app/desktop/views/copyrows.h"

#include <QApplication>
#include <QClipboard>
#include <QListView>
#include <QProgressDialog>
#include <QPushButton>
#include <QStringListModel>
#include <QTest>

using namespace crosstalk;

class tst_copyrows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fewAtOnce();
    void manyTogether();
    void leavesOutWhatIsRemovedMeanwhile();
    void canBeCancelled();
    void givesUpWhenNoRowIsWhatItWas();
    void latestOneCounts();
    void viewMayGoMeanwhile();

private:
    static constexpr int many = 5 * CopyRows::mostAtOnce;
    static QString copied() { return QApplication::clipboard()->text(); }
    static QStringList lines(int from, int to)
    {
        QStringList result;
        for (int i = from; i < to; ++i)
            result << QStringLiteral("line %1").arg(i);
        return result;
    }
    bool isUnderWay() const { return m_view->findChild<QProgressDialog *>(); }
    void copyAll()
    {
        m_view->selectAll();
        CopyRows::copyCells(m_view.get());
    }

    std::unique_ptr<QStringListModel> m_model;
    std::unique_ptr<QListView> m_view;
};

void tst_copyrows::init()
{
    QApplication::clipboard()->setText(QStringLiteral("before"));
    m_view = std::make_unique<QListView>();
    m_model = std::make_unique<QStringListModel>(lines(0, many));
    m_view->setModel(m_model.get());
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
}

void tst_copyrows::fewAtOnce()
{
    m_model->setStringList({QString(), QStringLiteral("one"), QString(), QStringLiteral("three")});
    copyAll();
    QCOMPARE(copied(), QStringLiteral("\none\n\nthree"));
    QVERIFY(!isUnderWay());
}

void tst_copyrows::manyTogether()
{
    copyAll();
    QVERIFY(isUnderWay());
    QCOMPARE(copied(), QStringLiteral("before"));
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(copied(), lines(0, many).join(QLatin1Char('\n')));
}

void tst_copyrows::leavesOutWhatIsRemovedMeanwhile()
{
    constexpr int gone = 1000;
    copyAll();
    m_model->removeRows(many - gone, gone); // Not taken yet.
    m_model->removeRows(gone, gone);
    m_model->insertRows(0, 1); // Nor selected.
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(copied(), (lines(0, gone) + lines(2 * gone, many - gone)).join(QLatin1Char('\n')));
}

void tst_copyrows::canBeCancelled()
{
    copyAll();
    m_view->findChild<QProgressDialog *>()->findChild<QPushButton *>()->click();
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(copied(), QStringLiteral("before"));
}

void tst_copyrows::givesUpWhenNoRowIsWhatItWas()
{
    copyAll();
    m_model->setStringList({QStringLiteral("other")});
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(copied(), QStringLiteral("before"));
}

void tst_copyrows::latestOneCounts()
{
    copyAll();
    m_view->setCurrentIndex(m_model->index(7));
    CopyRows::copyCells(m_view.get());
    QCOMPARE(copied(), QStringLiteral("line 7"));
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(copied(), QStringLiteral("line 7"));
}

void tst_copyrows::viewMayGoMeanwhile()
{
    copyAll();
    m_view.reset();
    QCoreApplication::processEvents();
    QCOMPARE(copied(), QStringLiteral("before"));
}

QTEST_MAIN(tst_copyrows)
#include "tst_copyrows.moc"
