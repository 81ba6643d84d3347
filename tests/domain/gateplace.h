// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/gatewitness.h"
#include "domain/gateworld.h"
#include "domain/watch.h"

#include <map>
#include <random>
#include <string_view>

/// \file The place in which a random life is led: the ledger that two consoles share, the clock, the service and its
/// evidence, the watchers. Whatever it does it tells to the witness.

namespace cutover::domain::test {

/// What was reached, by name.
struct Tally
{
    std::map<std::string_view, qint64> counts;
    std::array<qint64, static_cast<std::size_t>(RefusalCode::RowNotGo) + 1> codes{};
    std::map<QString, qint64> names; ///< of the codes with a suffix, and of the stages

    void operator()(std::string_view what) { ++counts[what]; }
    void operator+=(const Tally &other)
    {
        for (const auto &[what, count] : other.counts)
            counts[what] += count;
        for (const auto &[what, count] : other.names)
            names[what] += count;
        for (std::size_t code = 0; code < codes.size(); ++code)
            codes.at(code) += other.codes.at(code);
    }
};

/// The ledger: entries in their order, and the last that decides (RULES section 4, point 6).
class Log
{
public:
    qint64 append(const RolloutEvent &event)
    {
        const auto index = m_entries.size();
        m_entries.append(event);
        m_state = advance(std::move(m_state), event, index);
        if (isDeciding(event))
            m_decided = index;
        return index;
    }
    /// Nothing where somebody decided after `expected`.
    [[nodiscard]] std::optional<qint64> appendIf(qint64 expected, const RolloutEvent &event)
    {
        return expected == m_decided ? std::optional(append(event)) : std::nullopt;
    }
    [[nodiscard]] qint64 decided() const { return m_decided; }
    [[nodiscard]] const RolloutState &state() const { return m_state; }
    [[nodiscard]] RolloutState fold(RolloutState state, qsizetype from) const
    {
        for (auto i = from; i < m_entries.size(); ++i)
            state = advance(std::move(state), m_entries.at(i), i);
        return state;
    }

private:
    [[nodiscard]] static bool isDeciding(const RolloutEvent &event)
    {
        return !std::holds_alternative<HoldCredited>(event) && !std::holds_alternative<TriggerFired>(event) &&
               !std::holds_alternative<RecoveryJudged>(event) && !std::holds_alternative<Confirmed>(event);
    }

    QList<RolloutEvent> m_entries;
    RolloutState m_state;
    qint64 m_decided = -1;
};

class Place
{
public:
    Place(std::mt19937 &random, Tally &tally)
        : m_random(random)
        , m_tally(tally)
    {
        m_world.rollout = {};
        Hands::statement(m_world.facts).reset();
        takeFacts();
        runRows();
    }

protected:
    int roll(int sides) { return std::uniform_int_distribution(0, sides - 1)(m_random); }
    [[nodiscard]] static QDateTime at(qint64 secs) { return target.addSecs(secs); }
    [[nodiscard]] QDateTime now() const { return at(m_now); }
    [[nodiscard]] SeriesMark mark() const { return {m_points.size(), now()}; }

    // --- time and watchers --------------------------------------------------------------------------------------
    void elapse(qint64 secs)
    {
        const bool isSeeing = !m_isFrozen && !m_witness.isBlind(m_now);
        qint64 watchedS = secs;
        if (!m_isWatched) { // a stand-by takes over what was silent for ten seconds
            watchedS = m_hasStandby ? std::max<qint64>(0, secs - 15) : 0;
            m_isWatched = watchedS > 0;
            m_hasStandby = m_hasStandby && !m_isWatched;
            m_countedMs = -1;
            if (m_isWatched)
                m_tally("a watcher took over");
        }
        m_now += secs;
        m_boot.ms += secs * 1000;
        m_witness.unwatchedS += secs;
        m_witness.withoutEvidenceS += secs;
        if (m_isWatched) {
            m_lease = WatchLease{u"holder"_s, 1, u"here"_s, m_boot, now()};
            m_witness.unwatchedS = 0;
        }
        if (isSeeing && watchedS > 0)
            serve(watchedS * 1000);
        takeSignals();
    }

    /// What the watcher counted, of which it has saved all but the last few seconds.
    void serve(qint64 ms)
    {
        const auto *present = m_log.state().present();
        if (!present || present->state != StageState::Holding || m_log.state().attemptState != AttemptState::Open)
            return;
        const QString hold = u"%1/%2"_s.arg(m_log.state().attemptId).arg(present->plan.percent);
        if (m_countedMs < 0 || m_counted != hold)
            m_countedMs = present->creditMs; // goes on from what was saved
        m_counted = hold;
        m_countedMs += ms;
        m_witness.attempt.servedMs += ms;
        const bool isServed = m_countedMs >= present->plan.holdS * 1000;
        const qint64 saved = isServed ? m_countedMs : std::max<qint64>(0, m_countedMs - roll(5'000));
        m_log.append(HoldCredited{present->plan.percent, saved, m_log.state().attemptId});
    }

    void killWatcher()
    {
        if (m_isWatched)
            m_tally("a watcher died");
        m_isWatched = false;
        m_countedMs = -1;
    }

    // --- the service --------------------------------------------------------------------------------------------
    void window(int stage, const std::function<void(Window &)> &edit)
    {
        if (m_witness.isRewritten || m_isFrozen)
            return;
        Window one{now(), stage, true, 0.8, 41.0, 181.0, 0.0002, 100, true};
        edit(one);
        m_witness.seen.append({m_now, one});
        m_world.series = Series(); // or the list would be copied
        m_points.append({one, now(), one.p50Ms, one.p99Ms, one.errorRate, false});
        m_world.series = Series(m_points);
    }

    void rewriteEvidence()
    {
        if (m_points.isEmpty())
            return;
        std::ignore = m_world.series.take(Evidence(), now());
        m_witness.isRewritten = true;
    }

    void takeSignals()
    {
        auto &w = m_witness;
        if (!m_isFrozen) {
            m_evidenceAt = m_now;
            w.withoutEvidenceS = 0;
            w.evidenceAt.reset();
        }
        m_world.now = now();
        m_world.live = {
            QString::fromLatin1(w.readyz), w.unreadablePolls, w.isTampered, now(), at(m_evidenceAt), !w.isUnreadable};
        if (w.unreadablePolls > 0)
            m_world.live.readyz.reset();
    }

    // --- what a promotion is judged by --------------------------------------------------------------------------
    void takeFacts()
    {
        auto &f = m_world.facts;
        const auto has = [this](Flaw flaw) { return (m_witness.flaws & flaw) != 0; };
        const auto only = [](bool is, const QString &what) { return is ? QStringList{what} : QStringList(); };
        Hands::inLedger(f) = !has(NotInThisLedger);
        Hands::broken(f) = only(has(BrokenSignature), u"A"_s);
        Hands::unauthorised(f) = only(has(Unauthorised), u"B"_s);
        Hands::trusted(f) = !has(UntrustedList);
        Hands::given(f) = has(NoQuorum) ? 0 : 1;
        Hands::version(f) = has(OtherVersion) ? u"2"_s : u"1.4.0"_s;
        Hands::environment(f) = has(OtherEnvironment) ? u"Staging"_s : u"Production"_s;
        Hands::profile(f) = only(has(ProfileEdited), u"/limits"_s);
        Hands::scripts(f) = only(has(ScriptEdited), u"s.sh"_s);
        Hands::sealedFiles(f) = only(has(SealedEdited), u"e.json"_s);
        Hands::removed(f) = only(has(SignerGone), u"C"_s);
        Hands::missingBaseline(f) = has(NoBaseline) ? u"/p99_ms"_s : QString();
        Hands::deployment(f) = deployment();
        using State = VerifiedFacts::LedgerState;
        Hands::ledger(f) = has(BadLedger)      ? State::Invalid
                           : has(UnseenLedger) ? State::Unattested
                           : has(FullDisk)     ? State::Unwritable
                                               : State::Good;
    }
    [[nodiscard]] Deployment deployment() const
    {
        return {u"c0ffee"_s, {{u"image"_s, QString::number(m_witness.deployed)}}};
    }

    void runRow(std::size_t i)
    {
        auto &row = m_world.rows.at(i);
        row.id = static_cast<CriterionId>(i);
        row.status = m_witness.badRows.at(i) ? Status::NoGo : Status::Go;
        row.measuredAt = now();
    }
    void runFour()
    {
        for (const auto i : {0, 1, 5, 6})
            runRow(static_cast<std::size_t>(i));
        m_witness.fourRowsAt = m_now;
    }
    void runRows()
    {
        for (std::size_t i = 0; i < rowCount; ++i)
            runRow(i);
        m_witness.rowsAt = m_witness.fourRowsAt = m_now;
    }

    /// As `state` says it, with the abort that is in no ledger yet.
    [[nodiscard]] Refusals judge(int percent, const RolloutState &state)
    {
        m_world.rollout = m_late ? advance(state, *m_late) : state;
        m_world.watched = isArmed(m_lease, m_boot, now());
        Hands::stage(m_world.facts) = m_stage;
        const auto refusals = m_world.judge(percent);
        for (const auto &refusal : refusals) {
            ++m_tally.codes.at(static_cast<std::size_t>(refusal.code));
            if (refusal.code == RefusalCode::PrecheckMissing || refusal.code == RefusalCode::RowNotGo)
                ++m_tally.names[refusalName(refusal)];
            if (refusal.code == RefusalCode::DecisionExpired)
                m_tally(m_witness.attempt.continuedAt   ? "a lapse of a continuation"
                        : m_witness.attempt.reached > 0 ? "a lapse of a rollout"
                                                        : "a lapse before the first stage");
        }
        return refusals;
    }

    std::mt19937 &m_random;
    Tally &m_tally;
    Witness m_witness;
    World m_world;
    Log m_log;
    qint64 m_now = -1'200;
    BootInstant m_boot{u"boot"_s, 1'000'000};
    QString m_stage; ///< desired_stage.txt
    QList<SeriesPoint> m_points;
    bool m_isFrozen = false; ///< the pipeline writes no evidence
    qint64 m_evidenceAt = -1'200;
    std::optional<WatchLease> m_lease;
    bool m_isWatched = false;
    bool m_hasStandby = false;
    qint64 m_countedMs = -1; ///< by the present watcher; -1: it has not looked yet
    QString m_counted;
    std::optional<AbortIntended> m_late;
};

} // namespace cutover::domain::test
