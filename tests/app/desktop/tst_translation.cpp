// SPDX-FileCopyrightText: The Crosstalk authors
// SPDX-License-Identifier: GPL-3.0-or-later
// The second language: all of it is there, fits its source, and is spoken.
#include "app/desktop/views/language.h"
#include "app/desktop/views/mainwindow.h"
#include "app/desktop/workbench.h"
#include "tests/app/desktop/temporarysettings.h"

#include <QMenuBar>
#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>

using namespace crosstalk;

namespace {

struct Message
{
    QString source;
    QString translation;
    bool isFinished = false;
};

QList<Message> readMessages(const QString &fileName)
{
    QList<Message> result;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return result;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (!xml.readNextStartElement())
            continue;
        if (xml.name() == QLatin1String("message"))
            result << Message();
        else if (xml.name() == QLatin1String("source"))
            result.last().source = xml.readElementText();
        else if (xml.name() == QLatin1String("translation")) {
            result.last().isFinished = !xml.attributes().hasAttribute(QLatin1String("type"));
            result.last().translation = xml.readElementText();
        }
    }
    return result;
}

/// "%1", "%2" … in order of their numbers.
QStringList placeholders(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("%\\d"));
    QStringList result;
    for (auto each = form.globalMatch(text); each.hasNext();)
        result << each.next().captured();
    result.sort();
    return result;
}

qsizetype mnemonics(QString text)
{
    return text.remove(QStringLiteral("&&")).count(QLatin1Char('&'));
}

} // namespace

class tst_translation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allOfItIsThere();
    void eachFitsItsSource();
    void theWindowSpeaksIt();
    void otherLanguagesStayEnglish();

private:
    const QString m_file = QStringLiteral(CROSSTALK_SOURCE_DIR "/resources/translations/crosstalk-desktop_de.ts");
    test::TemporarySettings m_settings{QStringLiteral("tst_translation")};
};

void tst_translation::allOfItIsThere()
{
    // What the sources say today, merged into a copy: nothing in it may be left to do.
    QTemporaryDir folder;
    const QString copy = folder.filePath(QStringLiteral("copy_de.ts"));
    QVERIFY(QFile::copy(m_file, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(CROSSTALK_SOURCE_DIR));
    lupdate.start(QStringLiteral(CROSSTALK_LUPDATE),
                  {QStringLiteral("-silent"), QStringLiteral("app/desktop"), QStringLiteral("app/engine"),
                   QStringLiteral("client"), QStringLiteral("-I"), QStringLiteral("."), QStringLiteral("-no-obsolete"),
                   QStringLiteral("-locations"), QStringLiteral("none"), QStringLiteral("-ts"), copy});
    QVERIFY(lupdate.waitForFinished());
    QCOMPARE(lupdate.exitCode(), 0);
    const QList<Message> messages = readMessages(copy);
    QVERIFY(messages.size() > 500);
    for (const Message &message : messages)
        QVERIFY2(message.isFinished && !message.translation.isEmpty(), qPrintable(message.source));
}

void tst_translation::eachFitsItsSource()
{
    for (const Message &message : readMessages(m_file)) {
        const QByteArray both = (message.source + QStringLiteral(" | ") + message.translation).toUtf8();
        QVERIFY2(placeholders(message.source) == placeholders(message.translation), both);
        QVERIFY2(mnemonics(message.source) == mnemonics(message.translation), both);
        QVERIFY2(message.source.endsWith(u'…') == message.translation.endsWith(u'…'), both);
    }
}

void tst_translation::theWindowSpeaksIt()
{
    QVERIFY(speak(QLocale(QLocale::German)));
    Workbench workbench((Cluster::Options()));
    const MainWindow window(&workbench);
    QStringList menus;
    for (const QAction *action : window.menuBar()->actions())
        menus << action->text().remove(QLatin1Char('&'));
    QVERIFY2(menus.contains(QStringLiteral("Ansicht")), qPrintable(menus.join(QStringLiteral(", "))));
    QVERIFY2(menus.contains(QStringLiteral("Hilfe")), qPrintable(menus.join(QStringLiteral(", "))));
}

void tst_translation::otherLanguagesStayEnglish()
{
    QVERIFY(!speak(QLocale(QLocale::C)));
    QVERIFY(!speak(QLocale(QLocale::Swahili)));
}

QTEST_MAIN(tst_translation)
#include "tst_translation.moc"
