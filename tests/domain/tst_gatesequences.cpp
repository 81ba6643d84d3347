// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random lives of a cutover, promoted only where the gate allows: whatever happens in whatever order, no stage is
// reached that the rules would not have allowed. CUTOVER_SEED repeats a run.
#include "domain/gateworld.h"

#include <QTest>

#include <map>
#include <random>

using namespace cutover::domain;
using namespace cutover::domain::test;

namespace {

constexpr int sequences = 20'000;
constexpr int eventsEach = 60;

const QList<StagePlan> plans{{10, 900}, {25, 1800}, {50, 1800}, {100, 3600}}; // the checklist's

const QStringList mainRefusals{u"no_decision"_s,
                               u"not_in_ledger"_s,
                               u"signature_invalid"_s,
                               u"signers_untrusted"_s,
                               u"quorum_missing"_s,
                               u"too_early"_s,
                               u"decision_expired"_s,
                               u"decision_void"_s,
                               u"superseded"_s,
                               u"other_version"_s,
                               u"profile_changed"_s,
                               u"script_changed"_s,
                               u"precheck_missing"_s,
                               u"freeze_broken"_s,
                               u"out_of_order"_s,
                               u"already_promoted"_s,
                               u"hold_running"_s,
                               u"validation_failed"_s,
                               u"trigger_active"_s,
                               u"blind"_s,
                               u"validation_inconclusive"_s,
                               u"paused"_s,
                               u"stage_drift"_s,
                               u"aborted"_s,
                               u"outcome_unknown"_s,
                               u"promotion_in_flight"_s,
                               u"no_watcher"_s,
                               u"ledger_invalid"_s,
                               u"row_not_go"_s};

/// What was reached over all sequences.
struct Tally
{
    std::map<int, int> stages;
    std::map<QString, int> refusals;
    int aborts = 0;
    int standDowns = 0;
    int attempts = 0;
};

/// Knows the rules from the checklist and not from the state machine.
struct Witness
{
    bool decided = false; ///< a GO stands and nothing has ended it
    bool paused = false;
    bool spoilt = false;
    int reached = 0;     ///< stages of this attempt
    qint64 servedMs = 0; ///< of the present hold, while somebody watched
    bool wholly = false; ///< it was served when a promotion was tried that failed
    QDateTime firstAt;

    /// Empty, or the rule that a promotion now would break.
    [[nodiscard]] QString wrong(int percent, const QDateTime &now) const
    {
        if (!decided)
            return u"no decision, or it was ended by abort, NO-GO or stand-down"_s;
        if (paused)
            return u"the line is paused"_s;
        if (spoilt)
            return u"on facts that are no good"_s;
        if (reached >= plans.size() || plans.at(reached).percent != percent)
            return u"a stage skipped or repeated"_s;
        if (reached > 0 && !wholly && servedMs < plans.at(reached - 1).holdS * 1000)
            return u"a hold cut short"_s;
        if (reached == 0 && (now < target || now > target.addSecs(firstPromotionWithinS)))
            return u"a first promotion outside its window"_s;
        if (reached > 0 && firstAt.secsTo(now) > rolloutWithinS)
            return u"beyond 12 hours"_s;
        return {};
    }
};

class Life
{
public:
    Life(std::mt19937 &random, Tally &tally)
        : m_random(random)
        , m_tally(tally)
    {
        m_world.rollout = {};
        m_world.now = target.addSecs(-1200);
        m_world.touch();
    }

    /// One event; empty, or what went wrong.
    QString step()
    {
        if (m_world.rollout.inFlight())
            return roll(5) == 0 ? press() : (roll(5) == 0 ? happen() : endPromotion());
        switch (roll(8)) {
        case 0:
        case 1:
        case 2:
            return press();
        case 3:
            return happen();
        default:
            return prepare();
        }
    }

private:
    int roll(int sides) { return std::uniform_int_distribution(0, sides - 1)(m_random); }

    void elapse(qint64 secs)
    {
        m_world.pass(secs);
        m_witness.servedMs += m_world.watched ? secs * 1000 : 0;
    }

    QString press()
    {
        const auto *next = m_world.rollout.next();
        const int percent = next && roll(8) ? next->plan.percent : plans.at(roll(4)).percent;
        const auto refusals = m_world.judge(percent);
        for (const auto &refusal : refusals)
            ++m_tally.refusals[refusalName({refusal.code, {}})];
        if (!refusals.isEmpty())
            return {};
        if (const QString wrong = m_witness.wrong(percent, m_world.now); !wrong.isEmpty())
            return u"promoted to %1: %2"_s.arg(percent).arg(wrong);
        if (m_world.facts.desiredStage() == u"drift"_s)
            return u"promoted over a foreign value in the stage file"_s;
        m_world.intend(percent);
        m_witness.wholly = true;
        return m_world.rollout.anomaly ? u"what the gate allowed is an anomaly"_s : QString();
    }

    QString endPromotion()
    {
        const int percent = m_world.rollout.inFlight()->plan.percent;
        elapse(1);
        const int outcome = roll(10);
        if (outcome < 2) {
            m_world.end(percent, outcome == 0 ? PromotionResult::Unknown : PromotionResult::Failed);
            return {};
        }
        m_world.end(percent, PromotionResult::Done);
        if (!m_witness.decided)
            return {}; // it landed after its abort
        m_witness.firstAt = m_witness.reached == 0 ? m_world.now : m_witness.firstAt;
        ++m_witness.reached;
        m_witness.servedMs = 0;
        m_witness.wholly = false;
        ++m_tally.stages[percent];
        return {};
    }

    /// What people do towards the next promotion.
    QString prepare()
    {
        const auto &rollout = m_world.rollout;
        if (rollout.attemptState != AttemptState::Open || rollout.override) {
            if (!rollout.isUnderWay() && rollout.attemptState != AttemptState::Aborting && roll(2))
                decide();
            else if (rollout.attemptState == AttemptState::Aborting)
                m_world.apply(AbortEnded{roll(3) > 0, m_world.now});
            return {};
        }
        if (m_witness.spoilt && roll(2))
            mend();
        m_world.watched = m_world.watched || roll(2);
        if (m_witness.paused && roll(3)) {
            m_world.apply(LineResumed{u"x"_s, m_world.now});
            m_witness.paused = false;
        }
        const auto *present = rollout.present();
        if (!present) {
            elapse(roll(600));
            m_world.confirmAll(m_world.now.addSecs(roll(6) ? 0 : -4000));
            return {};
        }
        for (int i = 0; i < 3; ++i) {
            elapse(present->plan.holdS / 3 + roll(200) - 60);
            m_world.window(roll(40) ? present->plan.percent : 10, [this](Window &one) { spoil(one); });
        }
        return {};
    }

    void spoil(Window &one)
    {
        switch (roll(150)) {
        case 0:
            one.burst = 1.4 + roll(3) * 0.1;
            break;
        case 1:
            one.p99Ms = 190 + roll(40);
            break;
        case 2:
            one.errorRate = roll(8) * 0.001;
            break;
        case 3:
            one.pass = false;
            break;
        default:
            break;
        }
    }

    void decide()
    {
        auto statement = *World().facts.statement();
        statement.id = u"decision-%1"_s.arg(++m_ids);
        m_world.apply(DecisionSigned{m_ids, DecisionKind::Go, statement.id, m_world.now, plans});
        Hands::statement(m_world.facts) = statement;
        const bool paused = m_witness.paused;
        const bool spoilt = m_witness.spoilt;
        m_witness = {};
        m_witness.decided = true;
        m_witness.paused = paused;
        m_witness.spoilt = spoilt;
        ++m_tally.attempts;
    }

    void mend()
    {
        const auto stage = m_world.rollout.expectedStageText();
        World fresh;
        const auto statement = Hands::statement(m_world.facts);
        m_world.facts = fresh.facts;
        Hands::statement(m_world.facts) = statement;
        Hands::stage(m_world.facts) = stage;
        m_world.touch();
        m_witness.spoilt = false;
    }

    /// What nobody wants, in any state.
    QString happen()
    {
        auto &w = m_world;
        switch (roll(12)) {
        case 0:
            w.apply(AbortIntended{w.now, u"x"_s});
            Hands::stage(w.facts) = u"abort"_s;
            m_witness.decided = false;
            ++m_tally.aborts;
            return {};
        case 1:
            w.apply(DecisionSigned{++m_ids, DecisionKind::NoGo, u"no-%1"_s.arg(m_ids), w.now, {}});
            m_witness.decided = false;
            return {};
        case 2:
            if (w.rollout.isUnderWay())
                return {};
            w.apply(StoodDown{u"x"_s, w.now});
            m_witness.decided = false;
            ++m_tally.standDowns;
            return {};
        case 3:
        case 4:
            w.apply(LinePaused{u"x"_s, w.now});
            m_witness.paused = true;
            return {};
        case 5:
            w.watched = false;
            return {};
        case 6:
            if (const auto *present = w.rollout.present()) // a watcher that lost its lease tells of another attempt
                w.apply(HoldCredited{present->plan.percent, 999'999'999, u"past"_s});
            return {};
        case 7:
            elapse(roll(4 * 3600));
            return {};
        case 8:
            if (!w.rollout.stages.isEmpty() && !w.rollout.inFlight() && roll(10) == 0)
                w.apply(PromotionEnded{plans.at(roll(4)).percent, PromotionResult::Done, {}}); // a forged entry
            else if (const auto &old = w.rollout.decision; old && roll(10) == 0)
                w.apply(DecisionSigned{++m_ids, old->kind, old->decisionId, w.now, plans}); // an old one once more
            return {};
        default:
            spoilFacts();
            return {};
        }
    }

    void spoilFacts()
    {
        auto &f = m_world.facts;
        const bool before = m_witness.spoilt;
        m_witness.spoilt = true;
        switch (roll(14)) {
        case 0:
            Hands::inLedger(f) = false;
            break;
        case 1:
            Hands::broken(f) = {u"A"_s};
            break;
        case 2:
            Hands::trusted(f) = false;
            break;
        case 3:
            Hands::given(f) = 0;
            break;
        case 4:
            Hands::version(f) = u"2"_s;
            break;
        case 5:
            Hands::profile(f) = {u"/limits"_s};
            break;
        case 6:
            Hands::scripts(f) = {u"s.sh"_s};
            break;
        case 7:
            Hands::deployment(f).commit = u"other"_s;
            m_witness.spoilt = m_world.rollout.confirmations.contains(u"freeze"_s);
            break;
        case 8:
            Hands::stage(f) = u"drift"_s;
            m_witness.spoilt = false; // the script of the next promotion or abort overwrites it
            break;
        case 9:
            Hands::ledger(f) = VerifiedFacts::LedgerState::Invalid;
            break;
        case 10:
            m_world.live.evidenceReadable = false;
            m_witness.spoilt = false; // a new reading heals it
            break;
        case 11:
            m_world.live.tampered = true;
            m_witness.spoilt = false;
            break;
        case 12:
            m_world.rows[static_cast<std::size_t>(CriterionId::PiiBreaker)].status = Status::NoGo;
            m_witness.spoilt = false;
            break;
        default:
            m_world.rollout.confirmations.remove(u"war-room"_s);
            m_witness.spoilt = false;
            break;
        }
        m_witness.spoilt = m_witness.spoilt || before;
    }

    std::mt19937 &m_random;
    Tally &m_tally;
    World m_world;
    Witness m_witness;
    int m_ids = 0;
};

} // namespace

class GateSequencesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noLifeBreaksARule();
};

void GateSequencesTest::noLifeBreaksARule()
{
    bool given = false;
    const int chosen = qEnvironmentVariableIntValue("CUTOVER_SEED", &given);
    const unsigned seed = given ? static_cast<unsigned>(chosen) : std::random_device{}();
    qInfo("seed %u (CUTOVER_SEED=%d repeats it)", seed, static_cast<int>(seed));
    std::mt19937 random(seed);

    Tally tally;
    for (int sequence = 0; sequence < sequences; ++sequence) {
        Life life(random, tally);
        for (int event = 0; event < eventsEach; ++event) {
            const QString wrong = life.step();
            QVERIFY2(wrong.isEmpty(), qPrintable(u"sequence %1, event %2: %3"_s.arg(sequence).arg(event).arg(wrong)));
        }
    }

    qInfo("%d sequences of %d events: %d attempts, %d aborts, %d stand-downs", sequences, eventsEach, tally.attempts,
          tally.aborts, tally.standDowns);
    for (const auto &plan : plans) {
        qInfo("stage %d: %d", plan.percent, tally.stages[plan.percent]);
        QVERIFY(tally.stages[plan.percent] > 0);
    }
    for (const auto &name : mainRefusals) {
        qInfo("%s: %d", qPrintable(name), tally.refusals[name]);
        QVERIFY2(tally.refusals[name] > 0, qPrintable(name));
    }
    QVERIFY(tally.aborts > 0 && tally.standDowns > 0);
}

QTEST_GUILESS_MAIN(GateSequencesTest)

#include "tst_gatesequences.moc"
