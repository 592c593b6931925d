// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// A tool bar keeps its buttons in sight as long as it can, whatever its words are.
#include "app/desktop/views/fittingtoolbar.h"
#include "app/desktop/views/style.h"

#include <QAction>
#include <QApplication>
#include <QHelpEvent>
#include <QLayout>
#include <QMainWindow>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <memory>

using namespace crosstalk;

class tst_fittingtoolbar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void textsGoFromTheMiddleOnly_data();
    void textsGoFromTheMiddleOnly();
    void noMoreGoThanHaveTo();
    void whatIsNotSeenTakesNoRoom();
    void textsComeBackWithSomeRoom();
    void newWordsAreFitted();
    void newButtonsAreFitted();
    void iconsSayInTheirTipsWhatTheyAre();
    void wordsThatChangeMoveNothing();
    void onlyThenSomethingFallsOff();

private:
    QToolButton *button(const QAction *action) const
    {
        return qobject_cast<QToolButton *>(m_bar->widgetForAction(const_cast<QAction *>(action)));
    }
    bool hasText(const QAction *action) const
    {
        return button(action)->toolButtonStyle() == Qt::ToolButtonTextBesideIcon;
    }
    void setWidth(int width)
    {
        m_window->resize(width, 200);
        QTRY_COMPARE(m_bar->width(), width);
    }
    int fullWidth() const { return m_bar->sizeHint().width(); } ///< With the texts that it has.
    void shrinkTo(int icons)
    {
        while (m_bar->icons() < icons)
            setWidth(fullWidth() - 1);
        QCOMPARE(m_bar->icons(), icons);
    }
    QAction *make(const QString &text) const
    {
        QPixmap some(16, 16);
        some.fill(Qt::black);
        auto *action = new QAction(QIcon(some), text, m_window.get());
        action->setToolTip(QStringLiteral("What it does"));
        return action;
    }

    std::unique_ptr<QMainWindow> m_window;
    FittingToolBar *m_bar = nullptr;
    QList<QAction *> m_actions; ///< Two at the left, two in the middle, one at the right.
};

void tst_fittingtoolbar::init()
{
    m_window = std::make_unique<QMainWindow>();
    m_bar = new FittingToolBar(QStringLiteral("bar"), m_window.get());
    m_bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_bar->setMovable(false);
    m_window->addToolBar(m_bar);
    m_actions.clear();
    for (const char *text : {"Begin it", "Another", "Freeze all of it", "Thaw all of it", "Report of it"})
        m_actions << make(QLatin1String(text));
    m_bar->addActions(m_actions.first(2));
    m_bar->addSeparator();
    m_bar->addActions(m_actions.mid(2, 2));
    m_bar->addSeparator();
    m_bar->addAction(m_actions.last());
    m_window->resize(900, 200);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_COMPARE(m_bar->width(), 900);
    QCOMPARE(m_bar->icons(), 0);
}

void tst_fittingtoolbar::textsGoFromTheMiddleOnly_data()
{
    QTest::addColumn<bool>("isOurStyle");
    QTest::newRow("the desktop's style") << false;
    QTest::newRow("our style") << true;
}

void tst_fittingtoolbar::textsGoFromTheMiddleOnly()
{
    QFETCH(bool, isOurStyle);
    const auto style = std::make_unique<QuietStyle>();
    if (isOurStyle) {
        m_bar->setStyle(style.get());
        for (QWidget *each : m_bar->findChildren<QWidget *>())
            each->setStyle(style.get());
    }
    setWidth(fullWidth());
    QCOMPARE(m_bar->icons(), 0);
    shrinkTo(2);
    for (int i = 0; i < m_actions.size(); ++i)
        QCOMPARE(hasText(m_actions.at(i)), i != 2 && i != 3);
    for (const QAction *action : std::as_const(m_actions))
        QVERIFY(button(action)->isVisible());
    m_window.reset();
}

void tst_fittingtoolbar::noMoreGoThanHaveTo()
{
    setWidth(fullWidth() - 1);
    QTRY_COMPARE(m_bar->icons(), 1);
    QVERIFY(!hasText(m_actions.at(2))); // The first of them.
    QVERIFY(hasText(m_actions.at(3)));
    const int without = fullWidth();
    setWidth(without);
    QCOMPARE(m_bar->icons(), 1);
    setWidth(without - 1);
    QTRY_COMPARE(m_bar->icons(), 2);
}

void tst_fittingtoolbar::whatIsNotSeenTakesNoRoom()
{
    m_actions.at(2)->setVisible(false);
    setWidth(fullWidth() - 1);
    QTRY_VERIFY(!hasText(m_actions.at(3)));
    QVERIFY(button(m_actions.last())->isVisible());
}

void tst_fittingtoolbar::textsComeBackWithSomeRoom()
{
    const int full = fullWidth();
    setWidth(full - 1);
    QTRY_VERIFY(m_bar->icons() > 0);
    setWidth(full);
    QVERIFY(m_bar->icons() > 0);
    setWidth(full + 40);
    QTRY_COMPARE(m_bar->icons(), 0);
    QVERIFY(hasText(m_actions.at(2)));
    QCOMPARE(fullWidth(), full);
}

void tst_fittingtoolbar::newWordsAreFitted()
{
    setWidth(fullWidth() + 40);
    m_actions.at(2)->setText(QStringLiteral("Freeze every one of those that are selected"));
    QTRY_VERIFY(m_bar->icons() > 0);
    m_actions.at(2)->setText(QStringLiteral("Freeze"));
    QTRY_COMPARE(m_bar->icons(), 0);
}

void tst_fittingtoolbar::newButtonsAreFitted()
{
    setWidth(fullWidth() + 40);
    QAction *heal = make(QStringLiteral("Heal all that has been broken"));
    m_bar->insertAction(m_bar->actions().at(3), heal);
    QTRY_VERIFY(!hasText(heal));
    heal->setVisible(false);
    QTRY_COMPARE(m_bar->icons(), 0);
}

void tst_fittingtoolbar::iconsSayInTheirTipsWhatTheyAre()
{
    setWidth(fullWidth() - 1);
    QTRY_VERIFY(m_bar->icons() > 0);
    QToolButton *freeze = button(m_actions.at(2));
    QHelpEvent help(QEvent::ToolTip, QPoint(3, 3), freeze->mapToGlobal(QPoint(3, 3)));
    QApplication::sendEvent(freeze, &help);
    QCOMPARE(QToolTip::text(), QStringLiteral("Freeze all of it\nWhat it does"));
    QToolTip::hideText();
}

void tst_fittingtoolbar::wordsThatChangeMoveNothing()
{
    QAction *freeze = m_actions.at(2);
    m_bar->keepRoomFor(freeze, {freeze->text(), QStringLiteral("Freeze")});
    m_bar->layout()->activate();
    const QRect before = button(m_actions.at(3))->geometry();
    freeze->setText(QStringLiteral("Freeze"));
    m_bar->layout()->activate();
    QCOMPARE(button(m_actions.at(3))->geometry(), before);
    shrinkTo(1);
    QVERIFY(button(freeze)->width() < 40);
}

void tst_fittingtoolbar::onlyThenSomethingFallsOff()
{
    shrinkTo(2);
    setWidth(fullWidth() - 1);
    QTRY_VERIFY(!button(m_actions.last())->isVisible());
    QVERIFY(button(m_actions.at(3))->isVisible());
}

QTEST_MAIN(tst_fittingtoolbar)
#include "tst_fittingtoolbar.moc"
