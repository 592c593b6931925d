// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is chosen once, in the settings and in the dialog.
#include "app/desktop/views/preferencesdialog.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace crosstalk;

namespace {

Preferences unusual()
{
    Preferences preferences;
    preferences.serverProgram = QStringLiteral("/bin/true");
    preferences.redisProgram = QStringLiteral("/bin/cat");
    preferences.brokerPort = 7001;
    preferences.firstPort = 9001;
    preferences.prefix = QStringLiteral("mine");
    preferences.plainChannel = QStringLiteral("chat");
    preferences.instances = 5;
    preferences.restoresCluster = false;
    preferences.theme = Theme::Dark;
    return preferences;
}

template<class Widget>
Widget *named(const QWidget &dialog, const QString &name)
{
    const auto widgets = dialog.findChildren<Widget *>();
    for (Widget *widget : widgets)
        if (widget->accessibleName() == name)
            return widget;
    return nullptr;
}

} // namespace

class tst_preferences : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QSettings().clear(); }
    void areKept();
    void nonsenseInTheSettingsIsNotTaken();
    void becomeOptionsOfACluster();
    void onlySomeConcernTheCluster();
    void dialogShowsAndTakesAll();
    void dialogSaysWhatIsWrong();
    void everyControlHasAName();

private:
    test::TemporarySettings m_settings{QStringLiteral("tst_preferences")};
};

void tst_preferences::areKept()
{
    QVERIFY(Preferences::load() == Preferences());
    unusual().save();
    QVERIFY(Preferences::load() == unusual());
}

void tst_preferences::nonsenseInTheSettingsIsNotTaken()
{
    QSettings settings;
    settings.setValue(QStringLiteral("broker/port"), 70000);
    settings.setValue(QStringLiteral("server/firstPort"), -4);
    settings.setValue(QStringLiteral("cluster/instances"), QStringLiteral("many"));
    settings.setValue(QStringLiteral("server/prefix"), QString());
    settings.setValue(QStringLiteral("window/theme"), QStringLiteral("pink"));
    const Preferences preferences = Preferences::load();
    QCOMPARE(preferences.brokerPort, 65535);
    QCOMPARE(preferences.firstPort, 0);
    QCOMPARE(preferences.instances, 1);
    QCOMPARE(preferences.prefix, QStringLiteral("crosstalk"));
    QCOMPARE(preferences.theme, Theme::System);
}

void tst_preferences::becomeOptionsOfACluster()
{
    const Cluster::Options options = unusual().clusterOptions(4);
    QCOMPARE(options.instances, 4);
    QCOMPARE(options.serverProgram, QStringLiteral("/bin/true"));
    QCOMPARE(options.broker.program, QStringLiteral("/bin/cat"));
    QCOMPARE(options.broker.port, 7001);
    QCOMPARE(options.firstPort, 9001);
    QCOMPARE(options.prefix, QStringLiteral("mine"));
    QCOMPARE(options.plainChannel, QStringLiteral("chat"));
}

void tst_preferences::onlySomeConcernTheCluster()
{
    Preferences other;
    other.theme = Theme::Dark;
    other.restoresCluster = false;
    other.instances = 7;
    QVERIFY(!other.changeCluster(Preferences()));
    other.prefix = QStringLiteral("mine");
    QVERIFY(other.changeCluster(Preferences()));
}

void tst_preferences::dialogShowsAndTakesAll()
{
    PreferencesDialog dialog(unusual());
    QVERIFY(dialog.preferences() == unusual());
    dialog.show();
    auto *theme = named<QComboBox>(dialog, QStringLiteral("Theme"));
    QVERIFY(theme);
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QTest::keyClick(theme, Qt::Key_Up);
    QCOMPARE(dialog.preferences().theme, Theme::Light);
    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::RestoreDefaults)->click();
    QVERIFY(dialog.preferences() == Preferences());
}

void tst_preferences::dialogSaysWhatIsWrong()
{
    PreferencesDialog dialog((Preferences()));
    QPushButton *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    auto *wrong = named<QLabel>(dialog, QStringLiteral("What is wrong"));
    QVERIFY(ok->isEnabled());
    const auto refuses = [&](const QString &words) { return !ok->isEnabled() && wrong->text().contains(words); };

    auto *server = named<QLineEdit>(dialog, QStringLiteral("Server program"));
    QTest::keyClicks(server, QStringLiteral("/no/such/program"));
    QVERIFY2(refuses(QStringLiteral("/no/such/program")), qPrintable(wrong->text()));
    server->clear();
    QVERIFY(ok->isEnabled());
    auto *prefix = named<QLineEdit>(dialog, QStringLiteral("Prefix of the channels on the broker"));
    prefix->clear();
    QVERIFY(refuses(QStringLiteral("1 to 128 bytes")));
    QTest::keyClicks(prefix, QStringLiteral("p"));
    named<QSpinBox>(dialog, QStringLiteral("Broker port"))->setValue(9005);
    QVERIFY(ok->isEnabled());
    named<QSpinBox>(dialog, QStringLiteral("Port of the first instance"))->setValue(9001);
    QVERIFY(refuses(QStringLiteral("9001 to 9026")));
}

void tst_preferences::everyControlHasAName()
{
    PreferencesDialog dialog((Preferences()));
    int seen = 0;
    const auto widgets = dialog.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        // What is inside a spin box is spoken for by it; and so is the list of a combo box, a window of its own, which
        // some versions of Qt make only as it drops down.
        const bool isControl = widget->focusPolicy() != Qt::NoFocus && widget->parentWidget()->focusPolicy() == 0 &&
                               widget->window() == &dialog;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (!isControl)
            continue;
        ++seen;
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 widget->metaObject()->className());
    }
    QVERIFY(seen > 10);
}

QTEST_MAIN(tst_preferences)
#include "tst_preferences.moc"
