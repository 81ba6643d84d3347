// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An abort wins: over another console's running promotion, over what a killed console left running, over a ledger that
// is gone and over a profile that is broken. Real processes on a real ledger.
#include "acceptance/decidedworld.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QString ownAbort = u"pipeline/release/own-abort.sh"_s;
constexpr int patienceMs = 30'000;

} // namespace

class AbortsCliTest : public QObject, private DecidedWorld
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void anotherConsolesPromotionIsEnded();
    void whatAKilledConsoleLeftRunningIsEnded();
    void aStageWithoutALedgerIsAborted();
    void aBrokenProfileLeavesTheSignedCommand();

private:
    std::unique_ptr<QProcess> promoteSlowly();
};

/// A stage command that takes its time where var/slow lies, and an abort command that needs a secret of the session's.
void AbortsCliTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    auto script = m_demo.read(stageScript);
    script.insert(script.indexOf('\n') + 1,
                  "[[ ! -e var/slow ]] || { touch var/begun; sleep 20; touch var/went-on; }\n");
    QVERIFY(m_demo.write(stageScript, script));
    QVERIFY(m_demo.write(ownAbort, ": \"${ABORT_TOKEN:?}\"\ntouch var/own-abort\n" + m_demo.read(abortScript)));
    auto profile = m_demo.json(u"cutover.json"_s);
    auto commands = profile[u"commands"_s].toObject();
    commands[u"abort"_s] = QJsonArray{u"bash"_s, ownAbort, u"--reason"_s, u"{reason}"_s};
    profile[u"commands"_s] = commands;
    profile[u"pass_environment"_s] = QJsonArray{u"ABORT_TOKEN"_s};
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    m_ctl.set(u"ABORT_TOKEN"_s, u"of the session"_s);
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    QCOMPARE(decide(), QString());
    QCOMPARE(keep(), QString());
}

void AbortsCliTest::init()
{
    QCOMPARE(restore(), QString());
    QVERIFY(!m_demo.exists(u"var/own-abort"_s));
}

std::unique_ptr<QProcess> AbortsCliTest::promoteSlowly()
{
    std::ignore = m_demo.write(u"var/slow"_s, {});
    auto promotion = m_ctl.start({u"--workspace"_s, m_demo.path(), u"--json"_s, u"promote"_s, u"10"_s});
    std::ignore = QTest::qWaitFor([this] { return m_demo.exists(u"var/begun"_s); }, patienceMs);
    // The ledger tells of the command a moment after it began.
    std::ignore = QTest::qWaitFor([this] { return status()[u"phase"_s].toString() == u"promoting"_s; }, patienceMs);
    return promotion;
}

void AbortsCliTest::anotherConsolesPromotionIsEnded()
{
    const auto promotion = promoteSlowly();
    const auto aborted = m_ctl({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    const auto promoted = Cutoverctl::end(*promotion);
    QVERIFY2(promoted.exitCode == 1 && !promoted.json()[u"done"_s].toBool(), promoted.text().constData());
    QVERIFY(!m_demo.exists(u"var/went-on"_s));
    QCOMPARE(stage(), u"abort"_s);
    QCOMPARE(status()[u"phase"_s].toString(), u"aborted"_s);
}

void AbortsCliTest::whatAKilledConsoleLeftRunningIsEnded()
{
    const auto promotion = promoteSlowly();
    promotion->kill();
    std::ignore = Cutoverctl::end(*promotion);
    const auto aborted = m_ctl({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(!m_demo.exists(u"var/went-on"_s));
    QCOMPARE(stage(), u"abort"_s);
}

void AbortsCliTest::aStageWithoutALedgerIsAborted()
{
    const auto promoted = m_ctl({u"promote"_s, u"10"_s});
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    QVERIFY(QFile::remove(m_demo.path(u"var/cutover/ledger.sqlite"_s)));
    const auto aborted = m_ctl({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(!aborted.json()[u"stood_down"_s].toBool());
    QCOMPARE(stage(), u"abort"_s);
}

void AbortsCliTest::aBrokenProfileLeavesTheSignedCommand()
{
    const auto promoted = m_ctl({u"promote"_s, u"10"_s});
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    QVERIFY(m_demo.write(u"cutover.json"_s, "{"));
    const auto status = m_ctl({u"status"_s});
    QVERIFY2(status.exitCode == 0 && status.json()[u"phase"_s] == u"holding"_s, status.text().constData());
    QVERIFY2(status.err.contains("cutover.json"), status.text().constData());
    for (const auto *verb : {"pause", "resume"}) {
        const auto said = m_ctl({QString::fromLatin1(verb), u"--by"_s, u"Release manager"_s});
        QVERIFY2(said.exitCode == 0, said.text().constData());
    }
    const auto promote = m_ctl({u"promote"_s, u"25"_s});
    QVERIFY2(promote.exitCode == 3, promote.text().constData());
    const auto aborted = m_ctl({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(m_demo.exists(u"var/own-abort"_s));
    QCOMPARE(stage(), u"abort"_s);
}

QTEST_GUILESS_MAIN(AbortsCliTest)

#include "tst_aborts_cli.moc"
