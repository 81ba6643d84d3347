// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The include table, executed over every file under src/.
#include "architecture/includerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::tests;

class IncludesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFolderIsARoomOfTheTable();
    void everyIncludeIsAllowed();
    void onlyDrawingRoomsIncludeWidgets();
    void domainIsPure();
    void forbiddenArrowIsFound_data();
    void forbiddenArrowIsFound();
    void allowedArrowPasses_data();
    void allowedArrowPasses();
};

void IncludesTest::everyFolderIsARoomOfTheTable()
{
    const QStringList folders = QDir(repository().filePath(u"src"_s)).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    QVERIFY(!folders.isEmpty());
    for (const QString &folder : folders)
        QVERIFY2(rooms().contains(folder), qPrintable(folder));
}

void IncludesTest::everyIncludeIsAllowed()
{
    const QList<SourceText> sources = programTexts();
    QVERIFY(!sources.isEmpty());
    QList<Violation> violations;
    for (const SourceText &source : sources)
        violations += forbiddenIncludes(source);
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

void IncludesTest::onlyDrawingRoomsIncludeWidgets()
{
    const QSet<QString> drawing{u"charts"_s, u"gui"_s, u"app"_s};
    for (auto room = rooms().cbegin(); room != rooms().cend(); ++room)
        QCOMPARE(room->libraries.contains(u"QtWidgets"_s), drawing.contains(room.key()));
}

void IncludesTest::domainIsPure()
{
    static const QRegularExpression impure(
        uR"(<(Q(File|Dir|SaveFile|Settings|Process|Timer|ElapsedTimer|DeadlineTimer|Thread|IODevice)\w*|fstream|filesystem|thread|iostream|unistd\.h|time\.h)>|\bcurrent(DateTime|Date|Time|SecsSinceEpoch|MSecsSinceEpoch)\w*\s*\(|\bnow\s*\(\s*\))"_s);
    QList<Violation> violations;
    for (const SourceText &source : programTexts()) {
        if (source.path.startsWith(u"src/domain/"))
            violations += linesMatching(source, impure, u"the domain knows no file, clock or thread"_s);
    }
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

void IncludesTest::forbiddenArrowIsFound_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("line");
    QTest::newRow("upwards") << u"domain"_s << u"#include \"ledger/ledger.h\""_s;
    QTest::newRow("upwards by one") << u"models"_s << u"#include \"gui/mainwindow.h\""_s;
    QTest::newRow("sideways") << u"crypto"_s << u"#include \"process/job.h\""_s;
    QTest::newRow("sideways, faces") << u"gui"_s << u"#include \"cli/verbs.h\""_s;
    QTest::newRow("into the demo") << u"app"_s << u"#include \"demo/service.h\""_s;
    QTest::newRow("demo beyond its row") << u"demo"_s << u"#include \"session/session.h\""_s;
    QTest::newRow("widgets in a model") << u"models"_s << u"#include <QWidget>"_s;
    QTest::newRow("widgets by module") << u"session"_s << u"#include <QtWidgets/QWidget>"_s;
    QTest::newRow("widgets, whole module") << u"cli"_s << u"#include <QtWidgets>"_s;
    QTest::newRow("gui in the ledger") << u"ledger"_s << u"#include <QColor>"_s;
    QTest::newRow("network in the domain") << u"domain"_s << u"#include <QNetworkAccessManager>"_s;
    QTest::newRow("old-style header") << u"domain"_s << u"#include <qwidget.h>"_s;
    QTest::newRow("openssl outside crypto") << u"pdf"_s << u"#include <openssl/cms.h>"_s;
    QTest::newRow("nlohmann outside formats") << u"session"_s << u"#include <nlohmann/json.hpp>"_s;
    QTest::newRow("qpdf outside pdf") << u"gui"_s << u"#include <qpdf/QPDF.hh>"_s;
    QTest::newRow("qtkeychain outside keychain") << u"cli"_s << u"#include <qt6keychain/keychain.h>"_s;
    QTest::newRow("a library of nobody") << u"ledger"_s << u"#include <sqlite3.h>"_s;
    QTest::newRow("not relative to src") << u"crypto"_s << u"#include \"digest.h\""_s;
    QTest::newRow("through the parent") << u"domain"_s << u"#include \"../ledger/ledger.h\""_s;
    QTest::newRow("spaced out") << u"domain"_s << u"  #  include  <QWidget>"_s;
    QTest::newRow("by macro") << u"domain"_s << u"#include HEADER"_s;
    QTest::newRow("room unknown") << u"helpers"_s << u"#include <vector>"_s;
    QTest::newRow("form outside gui") << u"models"_s << u"#include \"ui_mainwindow.h\""_s;
}

void IncludesTest::forbiddenArrowIsFound()
{
    QFETCH(QString, room);
    QFETCH(QString, line);
    const SourceText source{u"src/"_s + room + u"/made-up.cpp"_s, u"// made up\n"_s + line + u'\n'};
    const QList<Violation> violations = forbiddenIncludes(source);
    QCOMPARE(violations.size(), 1);
    QCOMPARE(violations.first().line, 2);
}

void IncludesTest::allowedArrowPasses_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QString>("line");
    QTest::newRow("downwards") << u"gui"_s << u"#include \"domain/row.h\""_s;
    QTest::newRow("own room") << u"crypto"_s << u"#include \"crypto/digest.h\""_s;
    QTest::newRow("own library") << u"crypto"_s << u"#include <openssl/evp.h>"_s;
    QTest::newRow("own Qt module") << u"charts"_s << u"#include <QChartView>"_s;
    QTest::newRow("Qt Core") << u"domain"_s << u"#include <QString>"_s;
    QTest::newRow("tl::expected") << u"domain"_s << u"#include <tl/expected.hpp>"_s;
    QTest::newRow("language") << u"domain"_s << u"#include <string_view>"_s;
    QTest::newRow("system") << u"process"_s << u"#include <sys/wait.h>"_s;
    QTest::newRow("moc") << u"checks"_s << u"#include \"runner.moc\""_s;
    QTest::newRow("form") << u"gui"_s << u"#include \"ui_mainwindow.h\""_s;
    QTest::newRow("commented out") << u"domain"_s << u"// #include <QWidget>"_s;
}

void IncludesTest::allowedArrowPasses()
{
    QFETCH(QString, room);
    QFETCH(QString, line);
    const QList<Violation> violations = forbiddenIncludes({u"src/"_s + room + u"/made-up.cpp"_s, line});
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

QTEST_GUILESS_MAIN(IncludesTest)

#include "tst_includes.moc"
