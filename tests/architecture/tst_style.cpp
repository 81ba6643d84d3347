// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// House rules that no compiler enforces, read from the sources.
#include "architecture/includerules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace cutover::tests;

class StyleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topLevelHoldsOnlyWhatIsKnown();
    void everySourceNamesItsLicence();
    void nobodySwitchesQtRulesOff();
    void nobodyWaitsInANestedLoop();
    void lowerRoomsComposeNoSentence();
};

namespace {

const QString s_copyright = u"SPDX-FileCopyrightText: 2026 Cutover Console contributors"_s;
const QString s_licence = u"SPDX-License-Identifier: GPL-3.0-or-later"_s;

bool namesLicence(const SourceText &source)
{
    const QStringList head = source.text.split(u'\n').mid(0, 4);
    const auto has = [&head](const QString &words) {
        return std::any_of(head.cbegin(), head.cend(), [&words](const QString &line) { return line.endsWith(words); });
    };
    return has(s_copyright) && has(s_licence);
}

QList<SourceText> licensedTexts()
{
    const QStringList patterns{u"*.cpp"_s, u"*.h"_s, u"CMakeLists.txt"_s, u"*.cmake"_s, u"*.sh"_s, u"*.py"_s};
    QList<SourceText> texts = sourceTexts(u"src"_s, patterns) + sourceTexts(u"tests"_s, patterns);
    texts += sourceTexts(u"packaging/cmake"_s, patterns) + sourceTexts(u"packaging/packages"_s, {u"*.txt"_s});
    for (const QString &script : {u"run"_s, u"test"_s, u"session"_s, u"format"_s, u"common.sh"_s})
        texts += sourceTexts(u"packaging"_s, {script});
    return texts;
}

QList<Violation> matchesInProgram(const QRegularExpression &forbidden, const QString &why)
{
    QList<Violation> violations;
    for (const SourceText &source : programTexts())
        violations += linesMatching(source, forbidden, why);
    return violations;
}

} // namespace

void StyleTest::topLevelHoldsOnlyWhatIsKnown()
{
    const QSet<QString> known{u"CMakeLists.txt"_s,
                              u"CMakePresets.json"_s,
                              u"LICENSE"_s,
                              u"README.md"_s,
                              u"CHANGELOG.md"_s,
                              u"src"_s,
                              u"ui"_s,
                              u"resources"_s,
                              u"translations"_s,
                              u"packaging"_s,
                              u"tests"_s,
                              u"build"_s,
                              u"CMakeUserPresets.json"_s};
    const QStringList entries = repository().entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    for (const QString &entry : entries)
        QVERIFY2(known.contains(entry) || entry.startsWith(u"build-"), qPrintable(entry));
}

void StyleTest::everySourceNamesItsLicence()
{
    QList<Violation> violations;
    for (const SourceText &source : licensedTexts()) {
        if (!namesLicence(source))
            violations.append({source.path, 1, u"the two SPDX lines are missing"_s});
    }
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

void StyleTest::nobodySwitchesQtRulesOff()
{
    static const QRegularExpression directive(uR"(^\s*#\s*(define|undef)\s+QT_(NO|DISABLE)_\w+)"_s);
    const QList<Violation> violations = matchesInProgram(directive, u"Qt's rules are the build's to set"_s);
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

void StyleTest::nobodyWaitsInANestedLoop()
{
    static const QRegularExpression waiting(uR"(\bwaitFor[A-Z]\w*\s*\(|\bprocessEvents\s*\(|\bQEventLoop\b)"_s);
    const QList<Violation> violations = matchesInProgram(waiting, u"the interface thread never waits"_s);
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

void StyleTest::lowerRoomsComposeNoSentence()
{
    static const QRegularExpression translation(uR"((?<![\w.>:])tr\s*\(|\bQ_DECLARE_TR_FUNCTIONS\b|\bQT_TR)"_s);
    QList<Violation> violations;
    for (const Violation &found : matchesInProgram(translation, u"codes and data go up, models own the words"_s)) {
        if (rooms().value(found.path.section(u'/', 1, 1)).floor < 7)
            violations.append(found);
    }
    QVERIFY2(violations.isEmpty(), report(violations).constData());
}

QTEST_GUILESS_MAIN(StyleTest)

#include "tst_style.moc"
