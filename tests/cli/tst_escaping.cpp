// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Neither what a script prints nor what somebody typed steers the terminal of whoever reads it.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

/// An escape sequence, a window title, a carriage return, a C1 control and a bidi override, in UTF-8.
const QByteArray hostile = "a\x1b[2J\x1b]0;X\x07\rb\xc2\x9b"
                           "c\xe2\x80\xae"
                           "d";
const QByteArray seen = "a\\x1b[2J\\x1b]0;X\\x07\\x0db\\x9bc\\u202ed";

/// As `cat -v` would: everything that a terminal could take for more than writing.
bool isHarmless(const QByteArray &bytes)
{
    for (const QChar character : QString::fromUtf8(bytes)) {
        const auto code = character.unicode();
        if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code <= 0x9f) || code == 0x202e)
            return false;
    }
    return true;
}

} // namespace

class EscapingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatAScriptPrintsIsSeen_data();
    void whatAScriptPrintsIsSeen();
    void whatAFileHoldsMakesNoLine();
    void whatIsRecordedIsOneLine_data();
    void whatIsRecordedIsOneLine();
    void anAbortIsNeverHeldBack();

private:
    [[nodiscard]] Called plainly(const QStringList &arguments) const
    {
        return m_ctl->call(QStringList{u"--workspace"_s, m_demo.path()} + arguments);
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void EscapingTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
    QVERIFY(m_demo.write(u"scripts/hostile.txt"_s, hostile + '\n'));
    auto profile = m_demo.json(u"cutover.json"_s);
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"readyz"_s] =
        QJsonObject{{u"source"_s, u"command"_s}, {u"command"_s, u"cat scripts/hostile.txt; exit 1"_s}};
    profile[u"criteria"_s] = criteria;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
}

void EscapingTest::whatAScriptPrintsIsSeen_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("preflight") << QStringList{u"preflight"_s, u"--only"_s, u"readyz"_s};
    QTest::newRow("with JSON") << QStringList{u"--json"_s, u"preflight"_s, u"--only"_s, u"readyz"_s};
    QTest::newRow("dashboard") << QStringList{u"dashboard"_s};
}

void EscapingTest::whatAScriptPrintsIsSeen()
{
    QFETCH(QStringList, arguments);
    const auto called = plainly(arguments);
    QVERIFY2(called.ended && called.exitCode == 1, called.text().constData());
    QVERIFY2(called.err.contains(seen), called.text().constData());
    QVERIFY2(isHarmless(called.err), called.err.toPercentEncoding().constData());
    if (arguments.first() == u"--json"_s)
        QVERIFY(!called.json().isEmpty());
    else
        QVERIFY2(isHarmless(called.out), called.out.toPercentEncoding().constData());
}

void EscapingTest::whatAFileHoldsMakesNoLine()
{
    const QString stage = u"var/rollout/desired_stage.txt"_s;
    const auto stood = m_demo.read(stage);
    QVERIFY(m_demo.write(stage, "5\x1b]0;X\x07\n\xe2\x9c\x93 GO\n"));
    const auto drifted = plainly({u"status"_s});
    QVERIFY(m_demo.write(stage, stood));
    QVERIFY2(drifted.exitCode == 0, drifted.text().constData());
    QVERIFY2(drifted.out.contains("5\\x1b]0;X\\x07\\x0a\xe2\x9c\x93 GO"), drifted.text().constData());
    QVERIFY2(isHarmless(drifted.out), drifted.out.toPercentEncoding().constData());

    const auto before = m_demo.read(u"cutover.json"_s);
    auto profile = m_demo.json(u"cutover.json"_s);
    profile[u"version"_s] = u"2.0\u001b]0;X\u0007\n✓ GO"_s;
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    const auto called = plainly({u"status"_s});
    QVERIFY(m_demo.write(u"cutover.json"_s, before));
    QVERIFY2(called.exitCode == 3 && called.err.count('\n') == 1, called.text().constData());
    QVERIFY2(isHarmless(called.err), called.err.toPercentEncoding().constData());
}

void EscapingTest::whatIsRecordedIsOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString typed = QString::fromUtf8(hostile);
    QTest::newRow("pause") << QStringList{u"pause"_s, u"--by"_s, u"a\u001b]0;X\u0007\n"_s};
    QTest::newRow("resume") << QStringList{u"resume"_s, u"--by"_s, typed};
    QTest::newRow("confirm") << QStringList{u"confirm"_s, u"freeze"_s, u"--by"_s, typed};
    QTest::newRow("its note") << QStringList{u"confirm"_s, u"freeze"_s, u"--by"_s, u"Somebody"_s, u"--note"_s, typed};
    QTest::newRow("note") << QStringList{u"note"_s, u"readyz"_s, u"one\ntwo"_s};
    QTest::newRow("turned") << QStringList{u"note"_s, u"readyz"_s, u"one\u202etwo"_s};
    QTest::newRow("enrol") << QStringList{u"keys"_s, u"enrol"_s, u"--name"_s, typed, u"--passphrase-file"_s, u"-"_s};
    QTest::newRow("sign") << QStringList{
        u"sign"_s, u"no-go"_s, u"--key"_s, u"0011223344"_s, u"--reason"_s, u"Storm in\nthe region."_s, u"--dry-run"_s};
}

void EscapingTest::whatIsRecordedIsOneLine()
{
    QFETCH(QStringList, arguments);
    const auto called = (*m_ctl)(arguments);
    QVERIFY2(called.ended && called.exitCode == 2, called.text().constData());
    QCOMPARE(called.errorCode(), u"usage"_s);
    QVERIFY2(called.err.contains("one line of plain text"), called.text().constData());
    QVERIFY2(isHarmless(called.err) && called.err.count('\n') == 1, called.err.toPercentEncoding().constData());
}

void EscapingTest::anAbortIsNeverHeldBack()
{
    const auto called = (*m_ctl)({u"abort"_s, u"--by"_s, u"a\u001b]0;X\u0007"_s, u"--reason"_s, u"one\ntwo"_s});
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY(called.json()[u"stood_down"_s].toBool());
    const auto file = m_ctl->file(u"ledger.jsonl"_s);
    QCOMPARE((*m_ctl)({u"ledger"_s, u"export"_s, file}).exitCode, 0);
    QFile exported(file);
    QVERIFY(exported.open(QIODevice::ReadOnly));
    const auto lines = exported.readAll();
    QVERIFY2(lines.contains("a\\\\x1b]0;X\\\\x07"), lines.constData());
    QVERIFY2(!lines.contains("one\\ntwo"), lines.constData());
}

QTEST_GUILESS_MAIN(EscapingTest)

#include "tst_escaping.moc"
