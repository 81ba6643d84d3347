// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Signals while something runs: checks and a stage command are ended with all they started, what became of them is in
// the ledger; an abort is finished. Commands of the workspace wait for files, so that every moment is a chosen one.
#include "cli/cutoverctl.h"

#include <csignal>

using namespace cutover::cli::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray passphrase = "a passphrase of the test\n";
const QString person = u"Demo lead"_s;

// Each tells that it began and leaves a grandchild behind; the stage's and the check's wait for ever.
const QByteArray waitingCheck = R"(#!/usr/bin/env bash
if [ -e var/check-waits ]; then
    trap 'touch var/check-ended; exit 1' TERM
    sleep 1000 & echo $! >var/check-child.new; mv var/check-child.new var/check-child
    while :; do sleep 0.05; done
fi
echo "Circuit breaker state: enabled"
)";
const QByteArray waitingStage = R"(#!/usr/bin/env bash
if [ -e var/stage-waits ]; then
    trap 'touch var/stage-ended; exit 1' TERM
    sleep 1000 & echo $! >var/stage-child.new; mv var/stage-child.new var/stage-child
    while :; do sleep 0.05; done
fi
exec bash pipeline/release/canary_step.sh "$1"
)";
const QByteArray waitingAbort = R"(#!/usr/bin/env bash
printf 'the abort says so \033]0;X\007\r\342\200'
while [ ! -e var/abort-goes-on ]; do sleep 0.05; done
printf '\256.\n'
exec bash pipeline/release/abort.sh "$@"
)";

bool send(const QProcess &process, int signal)
{
    const auto id = static_cast<pid_t>(process.processId());
    return id > 0 && ::kill(id, signal) == 0; // 0 would be the test's own group
}

/// Gone, or waiting to be reaped.
bool hasEnded(const QByteArray &pid)
{
    QFile status(u"/proc/%1/stat"_s.arg(QString::fromLatin1(pid.trimmed())));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

} // namespace

class InterruptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void checksEndWithAllTheyStarted_data();
    void checksEndWithAllTheyStarted();
    void aReaderThatLeavesEndsNothing();
    void aGoIsSigned();
    void aPromotionIsEndedAndRecorded_data();
    void aPromotionIsEndedAndRecorded();
    void anAbortIsFinished();

private:
    [[nodiscard]] bool appears(const QString &file) const
    {
        return QTest::qWaitFor([&] { return m_demo.exists(file); }, 20'000);
    }
    [[nodiscard]] QStringList withWorkspace(const QStringList &arguments) const
    {
        return QStringList{u"--workspace"_s, m_demo.path(), u"--json"_s} + arguments;
    }
    [[nodiscard]] QJsonObject firstStage() const
    {
        return (*m_ctl)({u"status"_s}).json()[u"stages"_s].toArray().first().toObject();
    }

    DemoWorkspace m_demo;
    std::unique_ptr<Cutoverctl> m_ctl;
};

void InterruptionTest::initTestCase()
{
    const auto laidOut = m_demo.init();
    QVERIFY2(laidOut.succeeded(), qPrintable(laidOut.text()));
    QVERIFY(shortenHolds(m_demo));
    QVERIFY(m_demo.write(u"scripts/waiting_check.sh"_s, waitingCheck));
    QVERIFY(m_demo.write(u"scripts/waiting_stage.sh"_s, waitingStage));
    QVERIFY(m_demo.write(u"scripts/waiting_abort.sh"_s, waitingAbort));
    auto profile = m_demo.json(u"cutover.json"_s);
    auto criteria = profile[u"criteria"_s].toObject();
    criteria[u"pii-breaker"_s] =
        QJsonObject{{u"source"_s, u"command"_s}, {u"command"_s, QJsonArray{u"bash"_s, u"scripts/waiting_check.sh"_s}}};
    profile[u"criteria"_s] = criteria;
    profile[u"commands"_s] =
        QJsonObject{{u"stage"_s, QJsonArray{u"bash"_s, u"scripts/waiting_stage.sh"_s, u"{stage}"_s}},
                    {u"abort"_s, QJsonArray{u"bash"_s, u"scripts/waiting_abort.sh"_s, u"--reason"_s, u"{reason}"_s}}};
    QVERIFY(m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson()));
    QVERIFY2(m_demo.serve(), qPrintable(m_demo.serviceOutput()));
    m_ctl = std::make_unique<Cutoverctl>(m_demo.path());
}

void InterruptionTest::checksEndWithAllTheyStarted_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void InterruptionTest::checksEndWithAllTheyStarted()
{
    QFETCH(int, signal);
    for (const auto &file : {u"var/check-ended"_s, u"var/check-child"_s})
        QFile::remove(m_demo.path(file));
    QVERIFY(m_demo.write(u"var/check-waits"_s, {}));
    const auto process = m_ctl->start(withWorkspace({u"preflight"_s, u"--only"_s, u"pii-breaker"_s}));
    QVERIFY(appears(u"var/check-child"_s));
    QVERIFY(send(*process, signal));
    const auto called = Cutoverctl::end(*process);
    QFile::remove(m_demo.path(u"var/check-waits"_s));
    QVERIFY2(called.signal == signal, called.text().constData());
    QCOMPARE(called.errorCode(), u"cancelled"_s);
    QVERIFY2(called.err.contains("Ending the checks"), called.text().constData());
    QVERIFY(m_demo.exists(u"var/check-ended"_s)); // it was asked, before it was killed
    QVERIFY(hasEnded(m_demo.read(u"var/check-child"_s)));
}

void InterruptionTest::aReaderThatLeavesEndsNothing()
{
    const auto command = u"set -o pipefail; '%1' --workspace '%2' preflight --only pii-breaker | exec true"_s.arg(
        Cutoverctl::program(), m_demo.path());
    const auto called = Cutoverctl::end(*m_ctl->launch(u"bash"_s, {u"-c"_s, command}));
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
}

void InterruptionTest::aGoIsSigned()
{
    const auto key =
        (*m_ctl)({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s},
                 passphrase)
            .json()[u"fingerprint"_s]
            .toString();
    QCOMPARE((*m_ctl)({u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s}, passphrase).exitCode,
             0);
    const auto checked = (*m_ctl)({u"preflight"_s});
    QVERIFY2(checked.exitCode == 0, checked.text().constData());
    QCOMPARE((*m_ctl)({u"confirm"_s, u"team-ready"_s, u"--by"_s, person}).exitCode, 0);
    const QStringList order{u"sign"_s, u"go"_s, u"--key"_s, key, u"--reason"_s, u"All twelve criteria are Go."_s};
    const auto digest = (*m_ctl)(order + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto signedIt =
        (*m_ctl)(order + QStringList{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s}, passphrase);
    QVERIFY2(signedIt.exitCode == 0, signedIt.text().constData());
    for (const auto &what : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        QCOMPARE((*m_ctl)({u"confirm"_s, what, u"--by"_s, person}).exitCode, 0);
}

void InterruptionTest::aPromotionIsEndedAndRecorded_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void InterruptionTest::aPromotionIsEndedAndRecorded()
{
    QFETCH(int, signal);
    for (const auto &file : {u"var/stage-ended"_s, u"var/stage-child"_s})
        QFile::remove(m_demo.path(file));
    QVERIFY(m_demo.write(u"var/stage-waits"_s, {}));
    const auto process = m_ctl->start(withWorkspace({u"promote"_s, u"10"_s}));
    if (!appears(u"var/stage-child"_s)) {
        process->kill();
        QFAIL(Cutoverctl::end(*process).text().constData());
    }
    QVERIFY(send(*process, signal));
    QVERIFY(send(*process, signal)); // who presses once presses twice
    const auto called = Cutoverctl::end(*process);
    QFile::remove(m_demo.path(u"var/stage-waits"_s));
    QVERIFY2(called.signal == signal, called.text().constData());
    QVERIFY2(!called.json()[u"done"_s].toBool(true), called.text().constData());
    QVERIFY(hasEnded(m_demo.read(u"var/stage-child"_s)));
    QCOMPARE(firstStage()[u"state"_s].toString(), u"failed"_s);
    QVERIFY2(firstStage()[u"promotable"_s].toBool(), (*m_ctl)({u"status"_s}).text().constData());
    QVERIFY((*m_ctl)({u"ledger"_s, u"verify"_s}).json()[u"valid"_s].toBool());
}

void InterruptionTest::anAbortIsFinished()
{
    const auto promoted = (*m_ctl)({u"promote"_s, u"10"_s}); // what was ended may be pressed again
    QVERIFY2(promoted.exitCode == 0, promoted.text().constData());
    const auto process = m_ctl->start(withWorkspace({u"abort"_s, u"--reason"_s, u"the test says so"_s}));
    QByteArray said;
    const auto says = [&](const QByteArray &words, qsizetype times) {
        return QTest::qWaitFor([&] { return (said += process->readAllStandardError()).count(words) >= times; }, 60'000);
    };
    QVERIFY2(says("the abort says so", 1), said.constData());
    for (const int signal : {SIGINT, SIGINT, SIGTERM, SIGHUP})
        QVERIFY(send(*process, signal));
    QVERIFY2(says("goes on", 2), said.constData());
    QCOMPARE(process->state(), QProcess::Running);
    QVERIFY(m_demo.write(u"var/abort-goes-on"_s, {}));
    const auto called = Cutoverctl::end(*process);
    QVERIFY2(called.ended && called.exitCode == 0, called.text().constData());
    QVERIFY2(called.json()[u"aborted"_s].toBool(), called.text().constData());
    // Escaped, and so is a character that came in two pieces, one before the signals and one after.
    said += called.err;
    QVERIFY2(said.contains("the abort says so \\x1b]0;X\\x07\\x0d"), said.constData());
    QVERIFY2(said.contains("\\u202e."), said.constData());
    QCOMPARE(m_demo.read(u"var/rollout/desired_stage.txt"_s).trimmed(), QByteArray("abort"));
}

QTEST_GUILESS_MAIN(InterruptionTest)

#include "tst_interruption.moc"
