// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/commandline.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace cutover::process;
using cutover::domain::Command;

class TestCommandLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fillsWholeArguments()
    {
        const Command stage{{u"bash"_s, u"pipeline/release/canary_step.sh"_s, u"{stage}"_s}, {}};
        QCOMPARE(*renderCommand(stage, {{u"stage"_s, u"25"_s}}),
                 QStringList({u"bash"_s, u"pipeline/release/canary_step.sh"_s, u"25"_s}));
    }

    void valueIsNeverLookedAtAgain()
    {
        const Command abort{{u"abort.sh"_s, u"--reason"_s, u"{reason}"_s}, {}};
        const QString nasty = u"{stage} $(rm -rf /) '; \"{reason}\""_s;
        QCOMPARE(renderCommand(abort, {{u"reason"_s, nasty}, {u"stage"_s, u"10"_s}})->last(), nasty);
    }

    void shellStringRunsWithPipefail()
    {
        QCOMPARE(
            *renderCommand(Command{{}, u"jq '.a[-3:] | map({pass, burst})' x.json"_s}, {{u"stage"_s, u"1"_s}}),
            QStringList({u"bash"_s, u"-o"_s, u"pipefail"_s, u"-c"_s, u"jq '.a[-3:] | map({pass, burst})' x.json"_s}));
    }

    void bracesThatAreNoPlaceholderStay()
    {
        const Command find{{u"find"_s, u"."_s, u"-exec"_s, u"cat"_s, u"{}"_s, u"{a,b}"_s, u"{1x}"_s}, {}};
        QCOMPARE(*renderCommand(find, {{u"stage"_s, u"1"_s}}), find.arguments);
    }

    void refuses_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("shell");
        QTest::addColumn<CommandError::Code>("code");
        using Code = CommandError::Code;
        QTest::newRow("nothing") << QStringList() << QString() << Code::Empty;
        QTest::newRow("both") << QStringList{u"a"_s} << u"b"_s << Code::Empty;
        QTest::newRow("empty program") << QStringList{u""_s, u"x"_s} << QString() << Code::Empty;
        QTest::newRow("unknown") << QStringList{u"a"_s, u"{stagge}"_s} << QString() << Code::UnknownPlaceholder;
        QTest::newRow("spliced") << QStringList{u"a"_s, u"--reason={reason}"_s} << QString()
                                 << Code::SplicedPlaceholder;
        QTest::newRow("in a shell string")
            << QStringList() << u"abort.sh --reason \"{reason}\""_s << Code::ShellPlaceholder;
        QTest::newRow("as a shell string")
            << QStringList{u"bash"_s, u"-c"_s, u"{reason}"_s} << QString() << Code::ShellPlaceholder;
        QTest::newRow("as a login shell string")
            << QStringList{u"/bin/bash"_s, u"-lc"_s, u"{reason}"_s} << QString() << Code::ShellPlaceholder;
        QTest::newRow("inside a shell string")
            << QStringList{u"sh"_s, u"-c"_s, u"echo {reason}"_s} << QString() << Code::SplicedPlaceholder;
        QTest::newRow("as Python code") << QStringList{u"env"_s, u"python3"_s, u"-c"_s, u"{reason}"_s} << QString()
                                        << Code::ShellPlaceholder;
        QTest::newRow("as Perl code") << QStringList{u"perl"_s, u"-e"_s, u"{reason}"_s} << QString()
                                      << Code::ShellPlaceholder;
        QTest::newRow("NUL") << QStringList{u"a"_s, u"b\0c"_s} << QString() << Code::NulByte;
        QTest::newRow("NUL in a shell string") << QStringList() << u"b\0c"_s << Code::NulByte;
    }

    void refuses()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, shell);
        const auto rendered = renderCommand(Command{arguments, shell}, {{u"reason"_s, u"id"_s}, {u"stage"_s, u"10"_s}});
        QVERIFY(!rendered);
        QTEST(rendered.error().code, "code");
    }

    void valueWithNulIsRefused()
    {
        const auto rendered = renderCommand(Command{{u"a"_s, u"{reason}"_s}, {}}, {{u"reason"_s, u"x\0y"_s}});
        QVERIFY(!rendered);
        QCOMPARE(rendered.error().code, CommandError::Code::NulByte);
    }

    void scriptAfterAShellMayTakeAPlaceholder()
    {
        const Command abort{{u"bash"_s, u"abort.sh"_s, u"--reason"_s, u"{reason}"_s}, {}};
        QVERIFY(renderCommand(abort, {{u"reason"_s, u"x"_s}}).has_value());
    }

    void showsWhatCanBePasted()
    {
        QCOMPARE(displayCommand(QStringList{u"bash"_s, u"a b.sh"_s, u"it's"_s, u""_s, u"--x=1,2"_s, u"$HOME"_s}),
                 u"bash 'a b.sh' 'it'\\''s' '' --x=1,2 '$HOME'"_s);
        QCOMPARE(displayCommand(Command{{}, u"a | b 'c'"_s}), u"a | b 'c'"_s);
        QCOMPARE(displayCommand(Command{{u"s.sh"_s, u"{stage}"_s}, {}}), u"s.sh {stage}"_s);
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
