// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An abort wins: over another console's running promotion, over what a killed console left running, over a ledger that
// is gone and over a profile that is broken. Real processes on a real ledger.
#include "cli/cutoverctl.h"

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QString stageScript = u"pipeline/release/canary_step.sh"_s;
const QString abortScript = u"pipeline/release/abort.sh"_s;
constexpr int patienceMs = 30'000;

} // namespace

class AbortsCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anotherConsolesPromotionIsEnded();
    void whatAKilledConsoleLeftRunningIsEnded();
    void aStageWithoutALedgerIsAborted();
    void aBrokenProfileLeavesTheSignedCommand();

private:
    QString signGo();
    std::unique_ptr<QProcess> promoteSlowly();
    QString stage() const { return QString::fromUtf8(m_demo->read(u"var/rollout/desired_stage.txt"_s)).trimmed(); }
    bool slowDown() const
    {
        auto script = m_demo->read(stageScript);
        script.insert(script.indexOf('\n') + 1, "touch var/begun; sleep 3; touch var/went-on\n");
        return m_demo->write(stageScript, script);
    }
    bool changeProfile(const std::function<void(QJsonObject &)> &change) const
    {
        auto profile = QJsonDocument::fromJson(m_demo->read(u"cutover.json"_s)).object();
        change(profile);
        return m_demo->write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }

    std::unique_ptr<DemoWorkspace> m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void AbortsCliTest::init()
{
    m_demo = std::make_unique<DemoWorkspace>();
    m_ctl = std::make_unique<Cutoverctl>(m_demo->path());
    const auto laidOut = m_demo->init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY2(m_demo->serve(), qPrintable(m_demo->serviceOutput()));
}

/// From nothing to the first promotion's hour; empty, or what went wrong.
QString AbortsCliTest::signGo()
{
    const auto key =
        (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s},
                 passphrase)
            .json()[u"fingerprint"_s]
            .toString();
    const QStringList what{u"sign"_s, u"go"_s, u"--key"_s, key, u"--reason"_s, u"All twelve criteria are Go."_s};
    QList<QStringList> steps{{u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s},
                             {u"preflight"_s},
                             {u"confirm"_s, u"team-ready"_s, u"--by"_s, u"Demo lead"_s},
                             what};
    for (const auto &confirmed : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        steps.append({u"confirm"_s, confirmed, u"--by"_s, u"Demo lead"_s});
    for (auto step : steps) {
        if (step == what) {
            const auto draft = (*m_ctl)(step + QStringList{u"--dry-run"_s}).json();
            step += {u"--statement-sha256"_s, draft[u"statement_sha256"_s].toString(), u"--passphrase-file"_s, u"-"_s};
        }
        const auto called = (*m_ctl)(step, step.last() == u"-"_s ? passphrase : QByteArray());
        if (called.exitCode != 0)
            return step.join(u' ') + u": "_s + QString::fromUtf8(called.text());
    }
    return {};
}

std::unique_ptr<QProcess> AbortsCliTest::promoteSlowly()
{
    for (const auto &left : {u"var/begun"_s, u"var/went-on"_s}) // by the rehearsal
        QFile::remove(m_demo->path(left));
    auto promotion = m_ctl->start({u"--workspace"_s, m_demo->path(), u"--json"_s, u"promote"_s, u"10"_s});
    std::ignore = QTest::qWaitFor([this] { return m_demo->exists(u"var/begun"_s); }, patienceMs);
    // The ledger tells of the command a moment after it began.
    std::ignore = QTest::qWaitFor(
        [this] { return (*m_ctl)({u"status"_s}).json()[u"phase"_s].toString() == u"promoting"_s; }, patienceMs);
    return promotion;
}

void AbortsCliTest::anotherConsolesPromotionIsEnded()
{
    QVERIFY(slowDown());
    QCOMPARE(signGo(), QString());
    const auto promotion = promoteSlowly();
    const auto aborted = (*m_ctl)({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    const auto promoted = Cutoverctl::end(*promotion);
    QVERIFY2(promoted.exitCode == 1 && !promoted.json()[u"done"_s].toBool(), promoted.text().constData());
    QVERIFY(!m_demo->exists(u"var/went-on"_s));
    QCOMPARE(stage(), u"abort"_s);
    QCOMPARE((*m_ctl)({u"status"_s}).json()[u"phase"_s].toString(), u"aborted"_s);
}

void AbortsCliTest::whatAKilledConsoleLeftRunningIsEnded()
{
    QVERIFY(slowDown());
    QCOMPARE(signGo(), QString());
    const auto promotion = promoteSlowly();
    promotion->kill();
    std::ignore = Cutoverctl::end(*promotion);
    const auto aborted = (*m_ctl)({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(!m_demo->exists(u"var/went-on"_s));
    QCOMPARE(stage(), u"abort"_s);
}

void AbortsCliTest::aStageWithoutALedgerIsAborted()
{
    QCOMPARE(signGo(), QString());
    const auto promoted = (*m_ctl)({u"promote"_s, u"10"_s});
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    QVERIFY(QFile::remove(m_demo->path(u"var/cutover/ledger.sqlite"_s)));
    const auto aborted = (*m_ctl)({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(!aborted.json()[u"stood_down"_s].toBool());
    QCOMPARE(stage(), u"abort"_s);
}

void AbortsCliTest::aBrokenProfileLeavesTheSignedCommand()
{
    const auto own = u"pipeline/release/own-abort.sh"_s;
    QVERIFY(m_demo->write(own, ": \"${ABORT_TOKEN:?}\"\ntouch var/own-abort\n" + m_demo->read(abortScript)));
    QVERIFY(changeProfile([&own](QJsonObject &profile) {
        auto commands = profile[u"commands"_s].toObject();
        commands[u"abort"_s] = QJsonArray{u"bash"_s, own, u"--reason"_s, u"{reason}"_s};
        profile[u"commands"_s] = commands;
        profile[u"pass_environment"_s] = QJsonArray{u"ABORT_TOKEN"_s};
    }));
    m_ctl->set(u"ABORT_TOKEN"_s, u"of the session"_s);
    QCOMPARE(signGo(), QString());
    const auto promoted = (*m_ctl)({u"promote"_s, u"10"_s});
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    QVERIFY(m_demo->write(u"cutover.json"_s, "{"));
    const auto aborted = (*m_ctl)({u"abort"_s});
    QVERIFY2(aborted.exitCode == 0 && aborted.json()[u"aborted"_s].toBool(), aborted.text().constData());
    QVERIFY(m_demo->exists(u"var/own-abort"_s));
    QCOMPARE(stage(), u"abort"_s);
}

QTEST_GUILESS_MAIN(AbortsCliTest)

#include "tst_aborts_cli.moc"
