// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What needs no workspace: wrong usage is exit 2 with one JSON document, verbs to come say so, help says how.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

class UsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void signNamesWhatIsMissing_data();
    void signNamesWhatIsMissing();
    void everyVerbHasHelp_data();
    void everyVerbHasHelp();
    void theOverviewNamesEveryWord_data();
    void theOverviewNamesEveryWord();
    void whatGoesTogetherIsSaid();
    void helpAndVersion();
    void withoutJsonNothingIsOnStandardOutput();

private:
    Cutoverctl m_ctl{u"/nonexistent/workspace"_s};
};

void UsageTest::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto add = [](const char *line) {
        QTest::newRow(line) << QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
    };
    add("frobnicate");
    add("preflight --frobnicate");
    add("preflight --only nothing-of-that-name");
    add("confirm");
    add("confirm freeze");
    add("ceremony");
    add("ceremony frobnicate");
    add("ceremony begin");
    add("ceremony answer");
    add("ceremony answer readyz");
    add("ceremony answer nothing --by somebody");
    add("ceremony answer baselines --by somebody");
    add("ceremony answer readyz alerts --by somebody");
    add("ceremony end now");
    add("ceremony show all");
    add("note");
    add("note readyz");
    add("note nothing text");
    add("baseline");
    add("keys");
    add("keys frobnicate");
    add("keys enrol");
    add("keys export");
    add("keys remove");
    add("secret");
    add("secret set");
    add("signers");
    add("signers found");
    add("signers pin");
    add("signers pin 0011 2233");
    add("signers frobnicate");
    add("signers found --key 0011223344=desicion-maker --passphrase-file -");
    add("signers found --key 0011223344 --member certificate.pem= --passphrase-file -");
    add("recovery");
    add("recovery frobnicate");
    add("recovery drill now");
    add("rotation now");
    add("rehearse --steps ten");
    add("rehearse --abort-drill maybe");
    add("baseline frobnicate");
    add("secret frobnicate NAME");
    add("sign");
    add("sign maybe");
    add("sign go");
    add("sign go --key 0011223344");
    add("sign go --outcome validated --key 0011223344 --reason because");
    add("sign closing --key 0011223344 --reason because");
    add("sign closing --outcome well --key 0011223344 --reason because");
    add("sign closing --outcome validated --reason because");
    add("sign closing --outcome deviations --deviation text;owner --key 0011223344 --reason because");
    add("sign closing --outcome deviations --deviation text;owner;2026-02-30 --key 0011223344 --reason because");
    add("sign closing --outcome deviations --deviation ;owner;2026-03-09 --key 0011223344 --reason because");
    add("sign closing --outcome deviations --deviation text;;2026-03-09 --key 0011223344 --reason because");
    add("post-cutover now");
    add("promote");
    add("promote 11");
    add("promote 10 25");
    add("promote ten");
    add("resume");
    add("export");
    add("verify");
    add("evidence");
    add("evidence frobnicate");
    add("evidence seal");
    add("evidence seal --key 001122 --passphrase-file -");
    add("evidence verify now");
    add("policy");
    add("policy frobnicate");
    add("policy sign");
    add("policy sign --key 0011223344");
    add("policy sign FILE");
    add("policy sign FILE --key 001122 --passphrase-file -");
    add("ledger");
    add("ledger export");
    add("status now");
    add("dashboard all");
    add("confirm freeze war-room --by somebody");
    add("keys list all");
    add("ledger verify that file");
    add("ledger verify that");
    add("keys export 001122");
    add("keys remove no-digits-here");
    add("sign go --key 001122 --reason because-it-is-so --dry-run");
    add("sign go --key 0011223344 --reason because-it-is-so --statement-sha256 00");
    add("signers found --key 001122=decision-maker --passphrase-file -");
    add("signers found --key 0011223344 --member certificate.pem --passphrase-file -");
    add("--frobnicate status");
    add("status --workspace");
    add("--workspace= status");
}

void UsageTest::wrongUsageIsTwo()
{
    QFETCH(QStringList, arguments);
    const auto called = m_ctl(arguments);
    QVERIFY2(called.ended, called.text().constData());
    QVERIFY2(called.exitCode == 2, called.text().constData());
    const auto error = called.json()[u"error"_s].toObject();
    QVERIFY2(!error[u"code"_s].toString().isEmpty() && !error[u"text"_s].toString().isEmpty(),
             called.text().constData());
    QCOMPARE(error.keys(), (QStringList{u"code"_s, u"file"_s, u"line"_s, u"pointer"_s, u"text"_s}));
    QVERIFY2(!called.err.isEmpty(), "the message is on standard error too");
}

void UsageTest::signNamesWhatIsMissing_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QStringList>("named");
    const QString outcomes = u"validated, deviations or rolled-back"_s;
    QTest::newRow("what") << u"sign"_s << QStringList{u"go, no-go or closing"_s};
    QTest::newRow("what else") << u"sign maybe"_s << QStringList{u"“maybe”"_s, u"go, no-go or closing"_s};
    QTest::newRow("key and reason") << u"sign go"_s << QStringList{u"--key"_s, u"keys list"_s, u"--reason"_s};
    QTest::newRow("reason") << u"sign go --key 00112233"_s << QStringList{u"--reason"_s};
    QTest::newRow("all of a closing") << u"sign closing"_s
                                      << QStringList{u"--outcome"_s, outcomes, u"--key"_s, u"--reason"_s};
    QTest::newRow("outcome") << u"sign closing --key 00112233 --reason because"_s
                             << QStringList{u"--outcome"_s, outcomes};
    QTest::newRow("another outcome") << u"sign closing --key 00112233 --reason because --outcome well"_s
                                     << QStringList{u"“well”"_s, outcomes};
    QTest::newRow("an outcome of a GO") << u"sign go --key 00112233 --reason because --outcome validated"_s
                                        << QStringList{u"--outcome"_s, u"sign closing"_s};
}

void UsageTest::signNamesWhatIsMissing()
{
    QFETCH(QString, arguments);
    QFETCH(QStringList, named);
    const auto called = m_ctl(arguments.split(u' '));
    QCOMPARE(called.exitCode, 2);
    const auto text = called.json()[u"error"_s].toObject()[u"text"_s].toString();
    for (const auto &word : named)
        QVERIFY2(text.contains(word), qPrintable(text));
    if (!named.contains(u"--key"_s))
        QVERIFY2(!text.contains(u"--key"_s), "what is given is not asked for");
    const auto help = m_ctl.call({u"sign"_s, u"--help"_s});
    QVERIFY2(help.out.contains("--outcome") && help.out.contains("closing"), help.text().constData());
}

void UsageTest::everyVerbHasHelp_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char *line : {"init",
                             "preflight",
                             "pre-cutover",
                             "dashboard",
                             "confirm",
                             "note",
                             "baseline capture",
                             "ceremony show",
                             "ceremony begin",
                             "ceremony answer",
                             "ceremony end",
                             "keys enrol",
                             "keys import",
                             "keys request",
                             "keys install",
                             "keys renew",
                             "signers propose",
                             "signers approve",
                             "keys list",
                             "keys export",
                             "keys remove",
                             "secret set",
                             "signers found",
                             "signers show",
                             "signers pin",
                             "sign go",
                             "sign no-go",
                             "status",
                             "promote",
                             "pause",
                             "resume",
                             "abort",
                             "export",
                             "verify",
                             "ledger verify",
                             "ledger export",
                             "evidence seal",
                             "evidence verify",
                             "policy sign",
                             "policy verify",
                             "rotation",
                             "rehearse",
                             "recovery drill",
                             "sign closing",
                             "post-cutover",
                             "watch",
                             "trust show",
                             "trust time",
                             "trust forget",
                             "countersign"})
        QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
}

void UsageTest::everyVerbHasHelp()
{
    QFETCH(QStringList, arguments);
    const auto called = m_ctl.call(arguments + QStringList{u"--help"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(called.out.startsWith("Usage: cutoverctl " + arguments.join(u' ').toUtf8() + ' '),
             called.text().constData());
    const auto codes = called.out.mid(called.out.indexOf("\nExit codes:\n"));
    for (const char *code : {"  0  ", "  2  ", "  3  "})
        QVERIFY2(codes.contains(code), called.text().constData());
    const QStringList neverSayNo{u"ceremony show"_s, u"keys list"_s, u"keys export"_s, u"status"_s, u"trust show"_s};
    QCOMPARE(codes.contains("  1  "), !neverSayNo.contains(arguments.join(u' ')));
}

void UsageTest::theOverviewNamesEveryWord_data()
{
    QTest::addColumn<QString>("family");
    for (const char *family : {"ceremony", "keys", "signers", "trust", "evidence", "policy"})
        QTest::newRow(family) << QString::fromLatin1(family);
}

void UsageTest::theOverviewNamesEveryWord()
{
    QFETCH(QString, family);
    const auto overview = QString::fromUtf8(m_ctl.call({u"--help"_s}).out).split(u'\n');
    const auto line = overview.filter(u"  %1 "_s.arg(family)).value(0);
    // «Usage: cutoverctl keys enrol|list|… …»
    const auto words = QString::fromUtf8(m_ctl.call({family, u"--help"_s}).out).section(u' ', 3, 3).split(u'|');
    QVERIFY(words.size() > 1);
    for (const auto &word : words)
        QVERIFY2(line.contains(word), qPrintable(word + u": "_s + line));
}

void UsageTest::whatGoesTogetherIsSaid()
{
    const auto help = m_ctl.call({u"export"_s, u"--help"_s});
    QVERIFY2(help.out.contains("--bundle and --cutover stand alone"), help.text().constData());
    const auto both = m_ctl.call({u"export"_s, u"ID"_s, u"--bundle"_s, u"DIR"_s, u"--pdf"_s, u"FILE"_s});
    QCOMPARE(both.exitCode, 2);
    QVERIFY2(both.err.contains("--bundle stands alone"), both.text().constData());
}

void UsageTest::helpAndVersion()
{
    const auto help = m_ctl.call({u"--help"_s});
    QCOMPARE(help.exitCode, 0);
    for (const char *verb : {"preflight", "sign", "promote", "abort", "verify"})
        QVERIFY2(help.out.contains(verb), verb);
    for (const auto &family :
         {u"keys"_s, u"signers"_s, u"evidence"_s, u"policy"_s, u"recovery"_s, u"baseline"_s, u"secret"_s, u"ledger"_s})
        QVERIFY(m_ctl.call({family, u"--help"_s}).out.startsWith("Usage: cutoverctl " + family.toUtf8() + ' '));
    const auto version = m_ctl.call({u"--version"_s});
    QCOMPARE(version.exitCode, 0);
    QVERIFY(version.out.startsWith("cutoverctl "));
    QCOMPARE(m_ctl.call({}).exitCode, 2);
    // Wherever the other options stand.
    QCOMPARE(m_ctl({u"--help"_s}).out, help.out);
    QCOMPARE(m_ctl({u"-h"_s}).out, help.out);
    QCOMPARE(m_ctl({u"--version"_s}).out, version.out);
}

void UsageTest::withoutJsonNothingIsOnStandardOutput()
{
    const auto called = m_ctl.call({u"promote"_s, u"11"_s});
    QCOMPARE(called.exitCode, 2);
    QCOMPARE(called.out, QByteArray());
    QVERIFY(!called.err.isEmpty());
}

QTEST_GUILESS_MAIN(UsageTest)

#include "tst_usage.moc"
