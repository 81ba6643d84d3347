// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acceptance/decidedworld.h"
#include "ledger/ledger.h"

#include <QElapsedTimer>
#include <QMap>
#include <QRandomGenerator>

/// \file A demo workspace with a signed GO in which processes are killed, and what must hold behind every kill: the
/// ledger verifies, nothing acknowledged is lost, every run of the stage command is of one start told before.

namespace cutover::cli::test {

using namespace cutover::ledger;
using namespace Qt::StringLiterals;

inline const QString runsFile = u"var/runs.log"_s;
inline constexpr int patienceMs = 60'000;
inline constexpr int settlesWithinMs = 30'000; ///< a take-over and a repeated abort lie within

class KillWorld : protected DecidedWorld
{
protected:
    using Problem = QString; ///< empty: none

    // the world
    [[nodiscard]] Problem measure();
    [[nodiscard]] Called timed(const QStringList &arguments);
    [[nodiscard]] Problem restore();
    [[nodiscard]] QByteArrayList runs() const;

    // acts
    [[nodiscard]] std::unique_ptr<QProcess> begin(const QStringList &arguments) const;
    [[nodiscard]] static QJsonObject stageOf(const QJsonObject &status, int percent);
    [[nodiscard]] Problem promote(int percent);
    [[nodiscard]] bool awaitPromotable(int percent) const;
    Called killWithin(QProcess &process, double from, double to, qint64 durationMs);
    static Called killLater(QProcess &victim, qint64 delayMs);
    [[nodiscard]] bool killWatcher(qint64 delayMs) const;
    [[nodiscard]] Problem note();

    // what must hold
    [[nodiscard]] Problem reopen();
    [[nodiscard]] Problem settled(int percent);
    [[nodiscard]] bool isTriggered(const QJsonObject &status);
    [[nodiscard]] Problem abortWins();
    [[nodiscard]] Problem judgeLedger();
    [[nodiscard]] Problem judgeRuns(const QList<Entry> &entries);

    QRandomGenerator m_random;
    QMap<QString, qint64> m_takes;        ///< ms that a verb takes when nobody kills it
    QMap<qint64, QString> m_acknowledged; ///< entries that a finished verb printed, with a text of theirs
    QMap<QString, int> m_found;           ///< after how many kills which state
    QMap<qint64, QString> m_settled;      ///< what another console told, by its entry; of the workspace as it is
    bool m_isFlying = false;              ///< a promotion has no outcome, as judged last
    int m_notes = 0;
    int m_exports = 0; ///< acknowledged ones, of the workspace as it is
};

// --- The world ---------------------------------------------------------------------------------------------------

/// What each verb takes, and that it goes through where nobody is killed.
inline QString KillWorld::measure()
{
    auto problem = restore();
    if (problem.isEmpty())
        problem = promote(10);
    if (problem.isEmpty())
        problem = note();
    if (problem.isEmpty() && timed({u"export"_s, m_decision, u"--pdf"_s, m_ctl.file(u"exported.pdf"_s)}).exitCode != 0)
        problem = u"export"_s;
    return problem.isEmpty() ? abortWins() : problem;
}

/// The hour of the first promotion, again.
inline QString KillWorld::restore()
{
    m_acknowledged.clear();
    m_exports = 0;
    auto problem = DecidedWorld::restore();
    for (const auto &what : std::exchange(m_settled, {}))
        ++m_found[u"settled by another: "_s + what];
    return problem;
}

inline QByteArrayList KillWorld::runs() const
{
    auto lines = m_demo.read(runsFile).split('\n');
    lines.removeAll(QByteArray());
    return lines;
}

// --- Acts --------------------------------------------------------------------------------------------------------

inline std::unique_ptr<QProcess> KillWorld::begin(const QStringList &arguments) const
{
    auto process = m_ctl.start(QStringList{u"--workspace"_s, m_demo.path(), u"--json"_s} + arguments);
    process->closeWriteChannel();
    return process;
}

inline QJsonObject KillWorld::stageOf(const QJsonObject &status, int percent)
{
    for (const auto &value : status[u"stages"_s].toArray())
        if (value.toObject()[u"percent"_s].toInt() == percent)
            return value.toObject();
    return {};
}

inline Called KillWorld::timed(const QStringList &arguments)
{
    QElapsedTimer clock;
    clock.start();
    auto called = m_ctl(arguments);
    m_takes[arguments.first()] = clock.elapsed();
    return called;
}

inline QString KillWorld::promote(int percent)
{
    const auto promoted = timed({u"promote"_s, QString::number(percent)});
    return promoted.exitCode == 0 ? Problem() : u"promote: "_s + QString::fromUtf8(promoted.text());
}

inline bool KillWorld::awaitPromotable(int percent) const
{
    return QTest::qWaitFor([&] { return stageOf(status(), percent)[u"promotable"_s].toBool(); }, patienceMs);
}

inline Called KillWorld::killLater(QProcess &victim, qint64 delayMs)
{
    QElapsedTimer clock;
    clock.start();
    std::ignore = QTest::qWaitFor([&] { return victim.state() == QProcess::NotRunning || clock.hasExpired(delayMs); },
                                  int(delayMs) + 10'000);
    victim.kill();
    return Cutoverctl::end(victim);
}

/// At a moment of what such a call takes when nobody kills it.
inline Called KillWorld::killWithin(QProcess &process, double from, double to, qint64 durationMs)
{
    return killLater(process, qint64((from + m_random.generateDouble() * (to - from)) * double(durationMs)));
}

inline bool KillWorld::killWatcher(qint64 delayMs) const
{
    QElapsedTimer clock;
    clock.start();
    const bool isThere = QTest::qWaitFor([&] { return clock.hasExpired(delayMs) && !watchers().isEmpty(); }, 10'000);
    for (const auto pid : watchers())
        ::kill(pid_t(pid), SIGKILL);
    return isThere;
}

/// An acknowledged entry, by a console that records: it settles what it finds.
inline QString KillWorld::note()
{
    const auto text = u"Note %1."_s.arg(++m_notes);
    const auto noted = timed({u"note"_s, u"readyz"_s, text});
    if (noted.exitCode != 0)
        return u"note: "_s + QString::fromUtf8(noted.text());
    m_acknowledged.insert(noted.json()[u"entry"_s].toInteger(), text);
    return {};
}

// --- What must hold ----------------------------------------------------------------------------------------------

inline QString KillWorld::judgeLedger()
{
    OpenOptions options;
    options.mode = OpenOptions::Mode::Inspect;
    options.stateFolder = m_ctl.file(u"state/cutover"_s);
    options.now = [] { return QDateTime::currentDateTimeUtc(); };
    const auto log = Ledger::open(m_demo.path(u"var/cutover/ledger.sqlite"_s), options);
    if (!log)
        return u"the ledger does not open: "_s + codeName(log.error().code);
    const auto report = (*log)->verify();
    const auto entries = (*log)->entries();
    if (!report.valid || !entries)
        return u"the ledger does not verify from %1"_s.arg(report.firstBad);
    for (auto it = m_acknowledged.cbegin(); it != m_acknowledged.cend(); ++it)
        if (it.key() >= entries->size() || !entries->at(it.key()).bytes.contains(it.value().toUtf8()))
            return u"acknowledged and lost: entry %1, %2"_s.arg(it.key()).arg(it.value());
    if (std::ranges::count(*entries, u"export"_s, &Entry::kind) < m_exports)
        return u"an acknowledged export is lost"_s;
    for (const auto &entry : *entries)
        if (entry.payload[u"settled"_s].toBool())
            m_settled.insert(entry.index, entry.kind + u' ' + entry.payload[u"result"_s].toString());
    return judgeRuns(*entries);
}

/// Every run of the stage command is of one start that the ledger told before, and none is of a stage that was reached.
inline QString KillWorld::judgeRuns(const QList<Entry> &entries)
{
    QMap<QByteArray, qint64> starts; // «percent pid»
    QMap<int, qint64> reached;
    qint64 open = -1;
    for (const auto &entry : entries) {
        const int percent = entry.payload[u"percent"_s].toInt();
        if (entry.kind == u"promotion_intent") {
            if (open >= 0)
                return u"entry %1 intends a promotion while that of %2 has no outcome"_s.arg(entry.index).arg(open);
            if (reached.contains(percent))
                return u"entry %1 promotes again to %2 %"_s.arg(entry.index).arg(percent);
            open = entry.index;
        } else if (entry.kind == u"promotion_started") {
            if (open < 0)
                return u"entry %1 starts what was not intended"_s.arg(entry.index);
            const auto leader = QByteArray::number(entry.payload[u"leader"_s].toInteger());
            starts.insert(QByteArray::number(percent) + ' ' + leader, entry.index);
        } else if (entry.kind == u"promotion_outcome") {
            if (open < 0)
                return u"entry %1 is a second outcome"_s.arg(entry.index);
            open = -1;
            if (entry.payload[u"result"_s] == u"done"_s)
                reached.insert(percent, entry.index);
        }
    }
    m_isFlying = open >= 0;
    const auto ran = runs();
    for (const auto &run : ran)
        if (!starts.contains(run) || ran.count(run) != 1)
            return u"the stage command ran untold, or twice: %1"_s.arg(QString::fromUtf8(run));
    return {};
}

/// Somebody opens the workspace again.
inline QString KillWorld::reopen()
{
    const auto problem = note();
    return problem.isEmpty() ? judgeLedger() : problem;
}

/// The watcher aborted by itself, as where this machine is too busy to answer readyz: that is the right state too.
inline bool KillWorld::isTriggered(const QJsonObject &status)
{
    const auto code = status[u"trigger"_s].toObject()[u"code"_s].toString();
    const bool isAborted = status[u"phase"_s] == u"aborted"_s || status[u"phase"_s] == u"aborting"_s;
    if (!isAborted || code.isEmpty())
        return false;
    ++m_found[u"aborted by the trigger "_s + code];
    return true;
}

/// The stage stands where the ledger and the world say, and can be gone on from.
inline QString KillWorld::settled(int percent)
{
    QJsonObject now;
    std::ignore = QTest::qWaitFor([this] { return judgeLedger().isEmpty() && !m_isFlying; }, settlesWithinMs);
    const auto isKnown = [&] {
        now = status();
        const auto state = stageOf(now, percent)[u"state"_s].toString();
        return !state.isEmpty() && state != u"promoting" && state != u"outcome_unknown";
    };
    if (!QTest::qWaitFor(isKnown, settlesWithinMs))
        return u"never settled: "_s + QString::fromUtf8(QJsonDocument(now).toJson());
    if (isTriggered(now))
        return judgeLedger();
    const auto state = stageOf(now, percent)[u"state"_s].toString();
    ++m_found[u"promote: "_s + state];
    const bool isReached = state == u"holding" || state == u"validated";
    if (isReached != (stage() == QString::number(percent)))
        return u"%1, and desired_stage.txt says “%2”"_s.arg(state, stage());
    QStringList codes;
    for (const auto &refusal : stageOf(now, percent)[u"refusals"_s].toArray())
        codes.append(refusal.toObject()[u"code"_s].toString());
    for (const auto &never : {u"ledger_invalid"_s, u"stage_drift"_s, u"decision_void"_s, u"aborted"_s})
        if (codes.contains(never))
            return never + u" after the kill"_s;
    return judgeLedger();
}

inline QString KillWorld::abortWins()
{
    const auto aborted = timed({u"abort"_s});
    if (aborted.exitCode != 0 || stage() != u"abort")
        return u"abort: "_s + QString::fromUtf8(aborted.text());
    const auto phase = [this] { return status()[u"phase"_s].toString(); };
    if (!QTest::qWaitFor([&] { return phase() == u"aborted"; }, settlesWithinMs))
        return u"aborted, and the phase is "_s + phase();
    return judgeLedger();
}

} // namespace cutover::cli::test
