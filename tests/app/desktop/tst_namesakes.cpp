// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// One user in several chats: a name for the server, another for the account.
#include "app/desktop/views/newchatdialog.h"
#include "tests/app/desktop/desk.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace crosstalk;
using namespace crosstalk::test;

class tst_namesakes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void talkToEachOther_data();
    void talkToEachOther();
    void areToldApart();
    void nameOfAClosedChatIsFreeAgain();
    void comeBackFromAPlan();
    void dialogTakesAnyName();
    void dialogSaysWhatIsWrong_data();
    void dialogSaysWhatIsWrong();

private:
    static Chat *open(Desk &desk, const QString &instance, const QString &dialect = QStringLiteral("crosstalk"))
    {
        const auto chat =
            desk.workbench.openChat({instance, QStringLiteral("lobby"), QStringLiteral("alice"), dialect});
        return chat ? *chat : nullptr;
    }
    static const ChatLine *line(Chat *chat, const QString &text)
    {
        for (int row = 0; row < chat->model()->rowCount(); ++row)
            if (chat->model()->line(row).text == text)
                return &chat->model()->line(row);
        return nullptr;
    }

    TemporarySettings m_settings{QStringLiteral("tst_namesakes")};
};

void tst_namesakes::talkToEachOther_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<QString>("instance");
    for (const char *dialect : {"crosstalk", "plain"})
        for (const char *instance : {"a", "b"})
            QTest::addRow("%s, %s", dialect, instance) << QString::fromUtf8(dialect) << QString::fromUtf8(instance);
}

void tst_namesakes::talkToEachOther()
{
    QFETCH(QString, dialect);
    QFETCH(QString, instance);
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Chat *first = open(desk, QStringLiteral("a"), dialect);
    Chat *second = open(desk, instance, dialect);
    QVERIFY(first && second);
    QTRY_VERIFY(first->isJoined() && second->isJoined());
    QCOMPARE(second->user(), QStringLiteral("alice"));
    QVERIFY(first->name() != second->name());

    first->say(QStringLiteral("to my namesake"));
    second->say(QStringLiteral("to mine"));
    QTRY_VERIFY(line(second, QStringLiteral("to my namesake")));
    QTRY_VERIFY(line(first, QStringLiteral("to mine")));
    for (const auto &[chat, text] :
         {std::pair(second, QStringLiteral("to my namesake")), {first, QStringLiteral("to mine")}}) {
        QCOMPARE(line(chat, text)->kind, ChatLine::Kind::Received);
        QVERIFY(line(chat, text)->from.startsWith(QStringLiteral("alice")));
    }
    // In their own windows they show once, and have arrived with everybody.
    const auto isThrough = [](const Chat *from, const ChatLine *own) {
        return own && own->kind == ChatLine::Kind::Own && own->from == from->user() &&
               own->mark.kind == DeliveryMark::Kind::Delivered;
    };
    QTRY_VERIFY(isThrough(first, line(first, QStringLiteral("to my namesake"))));
    QTRY_VERIFY(isThrough(second, line(second, QStringLiteral("to mine"))));
    QCOMPARE(first->model()->rowCount(), 2);
    QCOMPARE(second->model()->rowCount(), 2);
    const auto totals = desk.workbench.bench()->totals();
    QCOMPARE(totals.twice, 0u);
    QCOMPARE(totals.missing, 0u);
}

void tst_namesakes::areToldApart()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Chat *second = open(desk, QStringLiteral("c"));
    QTRY_VERIFY(second->isJoined());
    QCOMPARE(second->name(), QStringLiteral("alice (2)"));
    ClusterModel *tree = desk.workbench.bench()->clusterModel();
    const QModelIndex sessions = tree->section(ClusterModel::Sessions);
    QTRY_COMPARE(tree->rowCount(sessions), 4);
    QCOMPARE(tree->index(3, 0, sessions).data().toString(), QStringLiteral("alice (2)"));
    QVERIFY(desk.window.findChild<ChatArea *>()->windowOf(second)->title().startsWith(QStringLiteral("alice (2)")));

    desk.workbench.cluster()->instance(QStringLiteral("c"))->freeze();
    desk.chatWindow(QStringLiteral("bob"))->chat()->say(QStringLiteral("who is there?"));
    QTRY_VERIFY2(desk.markOfLast(QStringLiteral("bob")).contains(QStringLiteral("alice (2)")),
                 qPrintable(desk.markOfLast(QStringLiteral("bob"))));
}

void tst_namesakes::nameOfAClosedChatIsFreeAgain()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    Chat *before = desk.workbench.bench()->chats().at(0);
    desk.workbench.removals()->closeChat(before);
    Chat *after = open(desk, QStringLiteral("b"));
    QVERIFY(after);
    QTRY_VERIFY(after->isJoined());
    desk.workbench.removals()->undo();
    QTRY_VERIFY(before->isJoined());
    after->say(QStringLiteral("still somebody else"));
    QTRY_VERIFY(line(before, QStringLiteral("still somebody else")));
    QCOMPARE(line(before, QStringLiteral("still somebody else"))->kind, ChatLine::Kind::Received);
}

void tst_namesakes::comeBackFromAPlan()
{
    ClusterPlan plan;
    {
        Desk desk;
        QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
        QVERIFY(open(desk, QStringLiteral("b")));
        QVERIFY(open(desk, QStringLiteral("a")));
        plan = *ClusterPlan::fromJson(desk.workbench.plan().toJson());
    }
    Workbench workbench(options(), plan);
    // Not even before any could be opened is one forgotten for the other.
    QVERIFY(workbench.plan() == plan);
    workbench.start();
    const auto &chats = workbench.bench()->chats();
    QTRY_COMPARE_WITH_TIMEOUT(chats.size(), 5, startTimeout);
    QTRY_VERIFY(std::all_of(chats.begin(), chats.end(), [](const Chat *chat) { return chat->isJoined(); }));
    QStringList names;
    for (const Chat *chat : chats)
        names << chat->name() + QLatin1Char('@') + chat->instance().name;
    QCOMPARE(names, QStringList({QStringLiteral("alice@a"), QStringLiteral("bob@b"), QStringLiteral("carol@c"),
                                 QStringLiteral("alice (2)@b"), QStringLiteral("alice (3)@a")}));
    QVERIFY(workbench.plan() == plan);
    QCOMPARE(workbench.freeUser(), QStringLiteral("dave"));
}

void tst_namesakes::dialogTakesAnyName()
{
    Desk desk;
    QTRY_VERIFY_WITH_TIMEOUT(desk.isReady(), startTimeout);
    NewChatDialog dialog(&desk.workbench, QStringLiteral("b"), &desk.window);
    dialog.open();
    auto *user = dialog.findChildren<QLineEdit *>().at(1);
    QCOMPARE(user->text(), QStringLiteral("dave"));
    user->setText(QStringLiteral("alice"));
    QTest::keyClick(user, Qt::Key_Return);
    QVERIFY(dialog.chat());
    QCOMPARE(dialog.chat()->user(), QStringLiteral("alice"));
    QCOMPARE(dialog.chat()->instance().name, QStringLiteral("b"));
}

void tst_namesakes::dialogSaysWhatIsWrong_data()
{
    QTest::addColumn<int>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("no user") << 1 << QString() << QStringLiteral("no user name");
    QTest::newRow("long user") << 1 << QString(65, QChar(0xe4)) << QStringLiteral("128 bytes");
    QTest::newRow("odd user") << 1 << QStringLiteral("al\x7fice") << QStringLiteral("not to be seen");
    QTest::newRow("no room") << 0 << QString() << QStringLiteral("no name of a room");
    QTest::newRow("long room") << 0 << QString(129, QLatin1Char('r')) << QStringLiteral("128 bytes");
}

void tst_namesakes::dialogSaysWhatIsWrong()
{
    QFETCH(int, field);
    QFETCH(QString, text);
    QFETCH(QString, words);
    Workbench workbench(options());
    NewChatDialog dialog(&workbench, QString());
    auto *line = dialog.findChildren<QLineEdit *>().at(field);
    const QString fine = line->text();
    const QPushButton *open = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    const auto labels = dialog.findChildren<QLabel *>();
    const auto trouble = std::find_if(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->accessibleName().startsWith(QStringLiteral("Why"));
    });
    QVERIFY(trouble != labels.end());
    QVERIFY((*trouble)->isHidden());
    line->setText(text);
    QVERIFY(!(*trouble)->isHidden());
    QVERIFY2((*trouble)->text().contains(words), qPrintable((*trouble)->text()));
    QVERIFY(!open->isEnabled());
    line->setText(fine);
    QVERIFY((*trouble)->isHidden());
    QVERIFY(open->isEnabled());
}

QTEST_MAIN(tst_namesakes)
#include "tst_namesakes.moc"
