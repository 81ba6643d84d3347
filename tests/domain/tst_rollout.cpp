// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The state machine over every pair of reachable state and event, from a table written by hand.
#include "domain/rollout.h"

#include <QTest>

#include <array>
#include <functional>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QList<StagePlan> plans{{10, 900}, {25, 1800}, {50, 1800}, {100, 3600}};

RolloutEvent go(const QString &id = u"a"_s)
{
    return DecisionSigned{3, DecisionKind::Go, id, noon, plans};
}
RolloutEvent noGo(const QString &id = u"n"_s)
{
    return DecisionSigned{4, DecisionKind::NoGo, id, noon.addSecs(5), plans};
}
RolloutEvent intend(int percent)
{
    return PromotionIntended{percent, noon.addSecs(10)};
}
RolloutEvent ended(int percent, PromotionResult result)
{
    return PromotionEnded{percent, result, {7, noon.addSecs(20)}};
}
RolloutEvent done(int percent)
{
    return ended(percent, PromotionResult::Done);
}
const RolloutEvent abortStarted = AbortIntended{noon.addSecs(30), u"auto-burst-1.62-over-1.5"_s};
const RolloutEvent abortRead = AbortEnded{true, noon.addSecs(40)};
const RolloutEvent abortUnread = AbortEnded{false, noon.addSecs(40)};
const RolloutEvent served = HoldCredited{100, 3'600'000, u"a"_s};
const Trigger burst{TriggerCode::Burst, 1.62, 1.5, noon.addSecs(29)};

RolloutEvent closed(ClosingOutcome outcome, const QString &attempt = u"a"_s, const QString &id = u"c"_s)
{
    return CutoverClosed{outcome, attempt, id, noon.addSecs(60)};
}
RolloutEvent continued(int from, const QString &id = u"b"_s)
{
    return DecisionSigned{5, DecisionKind::Go, id, noon.addSecs(45), plans, from};
}
const RolloutEvent stoodDown = StoodDown{u"somebody"_s, noon.addSecs(50)};

/// In one word an attempt's state, in four letters the stages: P pending, F in flight, H holding, V validated,
/// X failed, U unknown; then what stands beside.
QString shorthand(const RolloutState &state)
{
    constexpr std::array attempts{"none"_L1, "nogo"_L1, "open"_L1, "down"_L1, "aborting"_L1, "aborted"_L1, "closed"_L1};
    constexpr std::array stages{u'P', u'F', u'H', u'V', u'X', u'U'};
    QString text = attempts[static_cast<std::size_t>(state.attemptState)];
    if (!state.stages.isEmpty())
        text += u' ';
    for (const auto &stage : state.stages)
        text += QChar(stages[static_cast<std::size_t>(stage.state)]);
    if (state.override)
        text += u" +nogo"_s;
    if (state.pause)
        text += u" +paused"_s;
    if (state.anomaly)
        text += u" !"_s;
    return text;
}

struct NamedState
{
    const char *name;
    QList<RolloutEvent> events;
};

struct NamedEvent
{
    const char *name;
    RolloutEvent event;
};

/// One of every kind of state that a ledger can lead to.
const QList<NamedState> &states()
{
    static const QList<NamedState> all{
        {"none", {}},
        {"nogo", {noGo()}},
        {"nogo after go", {go(), noGo()}},
        {"open", {go()}},
        {"down", {go(), stoodDown}},
        {"promoting", {go(), intend(10)}},
        {"failed", {go(), intend(10), ended(10, PromotionResult::Failed)}},
        {"unknown", {go(), intend(10), ended(10, PromotionResult::Unknown)}},
        {"holding", {go(), intend(10), done(10)}},
        {"holding, nogo", {go(), intend(10), done(10), noGo()}},
        {"promoting next", {go(), intend(10), done(10), intend(25)}},
        {"aborting", {go(), intend(10), done(10), intend(25), abortStarted}},
        {"aborted", {go(), intend(10), done(10), abortStarted, abortRead}},
        {"at 100", {go(), intend(10), done(10), intend(25), done(25), intend(50), done(50), intend(100), done(100)}},
        {"through",
         {go(), intend(10), done(10), intend(25), done(25), intend(50), done(50), intend(100), done(100), served}},
        {"closed",
         {go(), intend(10), done(10), intend(25), done(25), intend(50), done(50), intend(100), done(100), served,
          closed(ClosingOutcome::Deviations)}},
    };
    return all;
}

const QList<NamedEvent> &events()
{
    static const QList<NamedEvent> all{
        {"go", go(u"b"_s)},
        {"nogo", noGo(u"m"_s)},
        {"intend 10", intend(10)},
        {"intend 25", intend(25)},
        {"intend 7", intend(7)},
        {"done 10", done(10)},
        {"done 25", done(25)},
        {"failed 10", ended(10, PromotionResult::Failed)},
        {"unknown 10", ended(10, PromotionResult::Unknown)},
        {"hold 10", HoldCredited{10, 5, u"a"_s}},
        {"abort", abortStarted},
        {"read back", abortRead},
        {"not read back", abortUnread},
        {"pause", LinePaused{u"somebody"_s, noon}},
        {"resume", LineResumed{u"somebody"_s, noon}},
        {"stand down", stoodDown},
        {"confirm", Confirmed{u"freeze"_s, u"somebody"_s, true, noon, {}}},
        {"trigger", TriggerFired{burst, u"a"_s}},
        {"recovered", RecoveryJudged{true, noon.addSecs(50), u"a"_s}},
        {"validated", closed(ClosingOutcome::Validated)},
        {"rolled back", closed(ClosingOutcome::RolledBack)},
        {"continued at 10", continued(10)},
        {"continued at 0", continued(0)},
    };
    return all;
}

/// Rows in the order of states(), columns in the order of events(). "=" is the same state, "!" an anomaly and nothing
/// else, "abort" means aborting with what was in flight unknown.
using Expected = QList<QList<const char *>>;
const Expected &expected()
{
    // go, nogo, intend 10, 25, 7, done 10, done 25, failed 10, unknown 10, hold 10, abort, read, unread, pause, resume,
    // stand down, confirm, trigger, recovered, validated, rolled back, continued at 10, at 0
    static const Expected all{
        {"open PPPP", "nogo +nogo", "!", "!", "!", "!", "!", "!", "!", "=", "aborting", "aborted",
         "=",         "= +paused",  "=", "=", "=", "=", "=", "!", "!", "!", "!"},
        {"open PPPP", "=", "!", "!", "!", "!", "!", "!", "!", "=", "aborting +nogo", "aborted +nogo", "=",
         "= +paused", "=", "=", "=", "=", "=", "!", "!", "!", "!"},
        {"open PPPP", "=", "!", "!", "!", "!", "!", "!", "!", "=", "aborting PPPP +nogo", "aborted PPPP +nogo", "=",
         "= +paused", "=", "=", "=", "=", "=", "!", "!", "!", "!"},
        {"open PPPP",
         "nogo PPPP +nogo",
         "open FPPP",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting PPPP",
         "aborted PPPP",
         "=",
         "= +paused",
         "=",
         "down PPPP",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"open PPPP",
         "nogo PPPP +nogo",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting PPPP",
         "aborted PPPP",
         "=",
         "= +paused",
         "=",
         "=",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"!",
         "open FPPP +nogo",
         "!",
         "!",
         "!",
         "open HPPP",
         "!",
         "open XPPP",
         "open UPPP",
         "=",
         "aborting UPPP",
         "aborted FPPP",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"!", "open XPPP +nogo", "open FPPP", "!", "!", "!", "!", "!", "!", "=", "aborting XPPP", "aborted XPPP",
         "=", "= +paused",       "=",         "!", "=", "=", "=", "!", "!", "!", "open XPPP"},
        {"!",
         "open UPPP +nogo",
         "!",
         "!",
         "!",
         "open HPPP",
         "!",
         "open XPPP",
         "=",
         "=",
         "aborting UPPP",
         "aborted UPPP",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"!",
         "open HPPP +nogo",
         "!",
         "open VFPP",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting HPPP",
         "aborted HPPP",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "=",
         "!"},
        {"!",
         "=",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting HPPP +nogo",
         "aborted HPPP +nogo",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "open HPPP",
         "!"},
        {"!",
         "open VFPP +nogo",
         "!",
         "!",
         "!",
         "!",
         "open VHPP",
         "!",
         "!",
         "=",
         "aborting VUPP",
         "aborted VFPP",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"!",
         "aborting VUPP +nogo",
         "!",
         "!",
         "!",
         "!",
         "aborting VHPP",
         "!",
         "!",
         "=",
         "=",
         "aborted VUPP",
         "=",
         "= +paused",
         "=",
         "=",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"open PPPP",
         "aborted HPPP +nogo",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting HPPP",
         "=",
         "=",
         "= +paused",
         "=",
         "=",
         "=",
         "=",
         "=",
         "!",
         "closed HPPP",
         "!",
         "!"},
        {"!",
         "open VVVH +nogo",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting VVVH",
         "aborted VVVH",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "!",
         "!",
         "!",
         "!"},
        {"!",
         "open VVVH +nogo",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "!",
         "=",
         "aborting VVVH",
         "aborted VVVH",
         "=",
         "= +paused",
         "=",
         "!",
         "=",
         "=",
         "=",
         "closed VVVH",
         "!",
         "!",
         "!"},
        {"open PPPP", "= +nogo", "!", "!", "!", "!", "!", "!", "!", "=", "aborting VVVH", "aborted VVVH", "=",
         "= +paused", "=",       "=", "=", "=", "=", "!", "!", "!", "!"},
    };
    return all;
}

RolloutState stateOf(const NamedState &named)
{
    RolloutState state;
    for (const auto &event : named.events)
        state = advance(std::move(state), event);
    return state;
}

} // namespace

class RolloutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPair_data();
    void everyPair();
    void anAnomalyStaysAndChangesNothingElse();
    void aStateIsAValue();
    void aDecisionCountsOnce();
    void aPromotionThatOutlivedItsAttemptIsOfThePast();
    void aFailedPromotionMayBePressedAgain();
    void aNewAttemptStartsAtItsFirstStage();
    void knowsWhereItStands();
    void theStageFileByTheLedger();
    void windowsAreTheRolloutsFromTheFirstPress();
    void aHoldIsServedByTimeThatWasWatched();
    void aHoldIsServedOnce();
    void aContinuationKeepsTheAttempt();
    void aLateAbortEndsItsOwnAttempt_data();
    void aLateAbortEndsItsOwnAttempt();
    void anAbortsEndIsOfItsOwnAttempt();
    void anAbortIsFoundWhereARolloutIsUnderWay_data();
    void anAbortIsFoundWhereARolloutIsUnderWay();
    void anAbortSaysWhatFiredAndWhetherItRecovered();
    void aClosingEndsTheAttempt();
    void whatWasClosedAsThroughMayBeAborted();
    void anAbortThatIsRepeatedIsTheSame();
    void whatIsToldOfAnotherAttemptChangesNothing();
};

void RolloutTest::everyPair_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("event");
    QTest::addColumn<QString>("after");
    QCOMPARE(expected().size(), states().size());
    for (int s = 0; s < states().size(); ++s) {
        QCOMPARE(expected().at(s).size(), events().size());
        for (int e = 0; e < events().size(); ++e)
            QTest::addRow("%s × %s", states().at(s).name, events().at(e).name)
                << s << e << QString::fromLatin1(expected().at(s).at(e));
    }
}

void RolloutTest::everyPair()
{
    QFETCH(int, state);
    QFETCH(int, event);
    QFETCH(QString, after);
    const auto before = stateOf(states().at(state));
    QVERIFY(!before.anomaly);
    const auto next = advance(before, events().at(event).event);
    if (after == u"!")
        after = shorthand(before) + u" !"_s;
    after.replace(u'=', shorthand(before));
    QCOMPARE(shorthand(next), after);
}

void RolloutTest::anAnomalyStaysAndChangesNothingElse()
{
    auto state = advance({}, intend(10));
    QVERIFY(state.anomaly);
    QVERIFY(state.stages.isEmpty());
    const auto first = state.anomaly;
    state = advance(std::move(state), go());
    state = advance(std::move(state), done(25));
    QCOMPARE(state.anomaly, first);
    state = advance(std::move(state), abortStarted);
    QCOMPARE(state.attemptState, AttemptState::Aborting); // an abort is always taken
    QCOMPARE(state.abortReason, u"auto-burst-1.62-over-1.5"_s);
    state = advance(std::move(state), AbortIntended{noon.addSecs(50), u"manual-rollback-again"_s});
    QCOMPARE(state.abortReason, u"auto-burst-1.62-over-1.5"_s); // why it was needed, and not what came to it
}

/// Looks keep copies on another thread: what goes on here must not reach them.
void RolloutTest::aStateIsAValue()
{
    for (const auto &named : states()) {
        const auto state = stateOf(named);
        const QString before = shorthand(state);
        for (const auto &[name, event] : events()) {
            std::ignore = advance(state, event);
            QCOMPARE(shorthand(state), before);
        }
    }
}

void RolloutTest::aDecisionCountsOnce()
{
    for (const auto &named : states()) {
        const auto before = stateOf(named);
        for (const auto &id : before.decisionIds + QSet<QString>{QString()})
            for (const auto &event : {go(id), noGo(id)}) {
                const auto after = advance(before, event);
                QCOMPARE(shorthand(after), shorthand(before) + u" !"_s);
                QCOMPARE(after.attempt, before.attempt);
                QCOMPARE(after.endedAt, before.endedAt);
                QCOMPARE(after.decision.has_value(), before.decision.has_value());
                QCOMPARE(after.override.has_value(), before.override.has_value());
            }
    }
    // Older ones too: two attempts lie between.
    auto state = stateOf({"", {go(), noGo(), go(u"b"_s), noGo(u"m"_s), go(u"c"_s), stoodDown}});
    QCOMPARE(state.decisionIds.size(), 5);
    QCOMPARE(shorthand(advance(state, go())), u"down PPPP !"_s);
    QCOMPARE(shorthand(advance(state, go(u"d"_s))), u"open PPPP"_s);
}

void RolloutTest::aPromotionThatOutlivedItsAttemptIsOfThePast()
{
    const auto state = stateOf({"", {go(), intend(10), abortStarted, abortRead, go(u"b"_s)}});
    auto late = std::get<PromotionEnded>(done(10));
    late.decisionId = u"a"_s;
    QCOMPARE(shorthand(advance(state, late)), u"open PPPP"_s);
    QCOMPARE(shorthand(advance(advance(state, intend(10)), late)), u"open FPPP"_s); // not the new one's outcome
    for (const auto &id : {QString(), u"b"_s, u"never signed"_s}) {
        late.decisionId = id;
        QCOMPARE(shorthand(advance(state, late)), u"open PPPP !"_s);
    }
    late.decisionId = u"b"_s;
    QCOMPARE(shorthand(advance(advance(state, intend(10)), late)), u"open HPPP"_s);
}

void RolloutTest::aFailedPromotionMayBePressedAgain()
{
    auto state = stateOf({"", {go(), intend(10), ended(10, PromotionResult::Failed), intend(10), done(10)}});
    QCOMPARE(shorthand(state), u"open HPPP"_s);
    state = stateOf({"", {go(), intend(10), done(10), intend(25), ended(25, PromotionResult::Failed), intend(25)}});
    QCOMPARE(shorthand(state), u"open VFPP"_s);
    state = stateOf({"", {go(), intend(10), ended(10, PromotionResult::Unknown), done(10)}}); // settled by the world
    QCOMPARE(shorthand(state), u"open HPPP"_s);
}

void RolloutTest::aNewAttemptStartsAtItsFirstStage()
{
    auto state = stateOf(states().at(12));
    QCOMPARE(state.attempt, 1);
    QCOMPARE(state.endedWith, u"abort"_s);
    QCOMPARE(state.endedAt, noon.addSecs(40));
    state = advance(std::move(state), go(u"b"_s));
    QCOMPARE(state.attempt, 2);
    QVERIFY(!state.abortedAt.isValid());
    QCOMPARE(state.decision->decisionId, u"b"_s);
    QCOMPARE(state.firstMark().at, QDateTime());
    QCOMPARE(state.endedWith, u"abort"_s); // what lies in the stage file
    QCOMPARE(shorthand(advance(std::move(state), intend(25))), u"open PPPP !"_s);

    // A second GO before the first promotion supersedes the one before: earlier confirmations do not count.
    auto again = DecisionSigned{9, DecisionKind::Go, u"c"_s, noon.addSecs(600), plans};
    QCOMPARE(advance(stateOf({"", {go()}}), again).endedAt, noon.addSecs(600));
    // They do not, whatever their clock said.
    const RolloutEvent frozen = Confirmed{u"freeze"_s, u"somebody"_s, true, noon.addSecs(9'000), {}};
    QVERIFY(stateOf({"", {go(), frozen}}).confirmations.contains(u"freeze"_s));
    QVERIFY(advance(stateOf({"", {go(), frozen}}), again).confirmations.isEmpty());
    for (const auto &end : {noGo(), stoodDown, abortStarted})
        QVERIFY(stateOf({"", {go(), frozen, end}}).confirmations.isEmpty());
    QVERIFY(stateOf({"", {go(), frozen, intend(10), done(10), noGo()}}).confirmations.contains(u"freeze"_s));
}

void RolloutTest::knowsWhereItStands()
{
    const auto state = stateOf({"", {go(), intend(10), done(10), intend(25)}});
    QVERIFY(state.isUnderWay());
    QCOMPARE(state.present()->plan.percent, 10);
    QCOMPARE(state.next()->plan.percent, 25);
    QCOMPARE(state.inFlight()->plan.percent, 25);
    QCOMPARE(state.firstMark().length, 7);
    QCOMPARE(state.stage(50)->state, StageState::Pending);
    QVERIFY(!state.stage(7));
    const auto top = stateOf(states().at(13));
    QVERIFY(!top.next());
    QCOMPARE(top.present()->plan.percent, 100);
    QVERIFY(!stateOf(states().at(3)).isUnderWay());
    QVERIFY(stateOf(states().at(6)).isUnderWay()); // a failed promotion may have done half of it
    QStringList names;
    for (int i = 0; i <= static_cast<int>(StageState::OutcomeUnknown); ++i)
        names.append(stageStateName(static_cast<StageState>(i)));
    QCOMPARE(names.join(u' '), u"pending promoting holding validated failed outcome_unknown"_s);
}

void RolloutTest::theStageFileByTheLedger()
{
    QVERIFY(!RolloutState().expectedStageText());
    QVERIFY(!stateOf({"", {go()}}).expectedStageText());
    QVERIFY(!stateOf({"", {go(), intend(10)}}).expectedStageText());
    QCOMPARE(stateOf({"", {go(), intend(10), done(10)}}).expectedStageText(), u"10"_s);
    QCOMPARE(stateOf({"", {go(), intend(10), done(10), intend(25)}}).expectedStageText(), u"10"_s);
    QCOMPARE(stateOf(states().at(13)).expectedStageText(), u"100"_s);
    QCOMPARE(stateOf(states().at(11)).expectedStageText(), u"abort"_s);
    QCOMPARE(stateOf(states().at(12)).expectedStageText(), u"abort"_s);

    QVERIFY(!stateOf({"", {go()}}).isDrifted(u"0"_s));
    QVERIFY(stateOf({"", {go()}}).isDrifted(u"10"_s));
    QVERIFY(!stateOf({"", {go(), intend(10)}}).isDrifted(u"10"_s)); // its command may have written
    QVERIFY(!stateOf({"", {go(), intend(10), done(10)}}).isDrifted(u"10"_s));
    QVERIFY(stateOf({"", {go(), intend(10), done(10)}}).isDrifted(u"25"_s));
    QVERIFY(stateOf({"", {go(), intend(10), done(10)}}).isDrifted(QString()));
    QVERIFY(stateOf({"", {go(), intend(10), done(10), intend(25), abortStarted}}).isDrifted(u"25"_s));
}

/// While the first stage's command runs, when it failed, or when nobody tells how it ended, the canary is there.
void RolloutTest::windowsAreTheRolloutsFromTheFirstPress()
{
    const auto pressed = [](int percent, qsizetype length) -> RolloutEvent {
        return PromotionIntended{percent, noon.addSecs(10), length};
    };
    const auto failed = ended(10, PromotionResult::Failed);
    const auto markOf = [](const QList<RolloutEvent> &events) { return stateOf({"", events}).firstMark(); };
    QVERIFY(!markOf({go()}).at.isValid());
    QCOMPARE(markOf({go(), pressed(10, 5)}).length, 5);
    QCOMPARE(markOf({go(), pressed(10, 5), done(10)}).length, 5);
    QCOMPARE(markOf({go(), pressed(10, 0)}).at, noon.addSecs(10));
    QCOMPARE(markOf({go(), pressed(10, 5), failed, pressed(10, 6), done(10), pressed(25, 7)}).length, 5);
    // By an older version, which did not tell: from the first read-back on.
    QVERIFY(!markOf({go(), intend(10)}).at.isValid());
    QCOMPARE(markOf({go(), intend(10), done(10)}).length, 7);
    QCOMPARE(markOf({go(), intend(10), done(10), pressed(25, 9)}).length, 7);
    QVERIFY(!markOf({go(), pressed(10, 5), abortStarted, abortRead, go(u"b"_s)}).at.isValid());

    SeriesPoint before;
    before.window = {noon, 10, true, 1.62, {}, 200.0, 0.0, 9};
    auto bad = before;
    bad.window.burst = 1.7;
    const Series series({before, bad});
    const Baseline baseline{40, 200, noon, {}};
    const LiveSignals live{u"ok"_s, 0, false, noon, noon, true};
    const auto fires = [&](const QList<RolloutEvent> &events) {
        return activeTrigger(stateOf({"", events}), series, baseline, Limits{}, live);
    };
    QCOMPARE(fires({go(), pressed(10, 1)})->observed, 1.7);
    QCOMPARE(fires({go(), pressed(10, 1), failed})->observed, 1.7);
    QVERIFY(!fires({go(), pressed(10, 2)}));
    QVERIFY(!fires({go(), intend(10)}));
    QVERIFY(!fires({go()}));
    QVERIFY(fires({go(), pressed(10, 1), done(10), abortStarted})); // for the gate to say
    QVERIFY(!fires({go(), pressed(10, 1), abortStarted, abortRead, go(u"b"_s)}));
    QVERIFY(!activeTrigger(stateOf({"", {go(), pressed(10, 1)}}), series, std::nullopt, Limits{}, live));
    auto degraded = live;
    degraded.readyz = u"degraded"_s; // judged of this very moment, and without a baseline
    QVERIFY(activeTrigger(stateOf({"", {go(), pressed(10, 2)}}), series, std::nullopt, Limits{}, degraded));
    QVERIFY(!activeTrigger(stateOf({"", {go()}}), series, baseline, Limits{}, degraded));
}

void RolloutTest::aHoldIsServedByTimeThatWasWatched()
{
    auto state = stateOf({"", {go(), intend(10), done(10)}});
    const auto promotedAt = noon.addSecs(20);
    const auto served = [&](qint64 secs) { return holdServedMs(*state.stage(10), promotedAt.addSecs(secs)); };
    QCOMPARE(served(9000), 0); // time passed, and nobody watched
    state = advance(std::move(state), HoldCredited{10, 60'000, u"a"_s});
    QCOMPARE(served(9000), 60'000);
    QCOMPARE(served(30), 30'000); // more was saved than can have passed
    QCOMPARE(served(-5), 0);      // the clock was set back
    state = advance(std::move(state), HoldCredited{10, 50'000, u"a"_s});
    QCOMPARE(served(9000), 60'000); // by a watcher that had lost its lease
    state = advance(std::move(state), HoldCredited{10, -1, u"a"_s});
    QCOMPARE(served(9000), 60'000);
    state = advance(std::move(state), HoldCredited{10, 899'999, u"a"_s});
    QCOMPARE(holdRemainingMs(*state.stage(10), promotedAt.addSecs(9000)), 1);
    state = advance(std::move(state), HoldCredited{10, 9'000'000, u"a"_s});
    QCOMPARE(served(9000), 900'000);
    QCOMPARE(holdRemainingMs(*state.stage(10), promotedAt.addSecs(9000)), 0);
    state = advance(std::move(state), HoldCredited{25, 60'000, u"a"_s}); // not promoted
    QCOMPARE(holdServedMs(*state.stage(25), promotedAt.addSecs(9000)), 0);
    QVERIFY(!state.anomaly);
    state = advance(std::move(state), HoldCredited{26, 1, u"a"_s}, 9);
    QCOMPARE(state.anomaly, 9);
}

void RolloutTest::aHoldIsServedOnce()
{
    auto state = stateOf({"", {go(), intend(10), done(10)}});
    const auto saved = [&state](qint64 servedMs, qint64 at, const QString &attempt = u"a"_s) {
        state = advance(std::move(state), HoldCredited{10, servedMs, attempt, noon.addSecs(at)});
        return state.stage(10)->servedAt;
    };
    QVERIFY(!saved(899'999, 1000).isValid());
    QVERIFY(!saved(900'000, 1500, u"another attempt"_s).isValid());
    QCOMPARE(saved(900'000, 2000), noon.addSecs(2000));
    QCOMPARE(saved(900'000, 2100), noon.addSecs(2000)); // by another watcher, later
    state = advance(std::move(state), intend(25));
    QCOMPARE(saved(900'000, 2200), noon.addSecs(2000)); // of a stage that was left
    auto plan = plans;
    plan.first().holdS = 1800;
    auto longer = stateOf({"", {go(), intend(10), done(10), HoldCredited{10, 900'000, u"a"_s, noon}, noGo()}});
    longer = advance(std::move(longer), DecisionSigned{5, DecisionKind::Go, u"b"_s, noon.addSecs(45), plan, 10});
    longer = advance(std::move(longer), HoldCredited{10, 901'000, u"a"_s, noon.addSecs(3000)});
    QVERIFY(!longer.stage(10)->servedAt.isValid());
}

void RolloutTest::aContinuationKeepsTheAttempt()
{
    auto state = stateOf({"", {go(), intend(10), done(10), HoldCredited{10, 9000, u"a"_s}, noGo()}});
    state = advance(std::move(state), continued(10));
    QCOMPARE(state.attempt, 1);
    QCOMPARE(state.attemptId, u"a"_s);
    QCOMPARE(state.decision->decisionId, u"b"_s);
    QCOMPARE(state.stage(10)->creditMs, 9000);
    QCOMPARE(state.firstMark().length, 7);
    QVERIFY(!state.override);
    QCOMPARE(shorthand(advance(state, intend(25))), u"open VFPP"_s);

    // Pressed in this attempt, told late: it ends the attempt, though a decision was signed since.
    const auto late = AbortIntended{noon.addSecs(12), u"x"_s, true};
    QCOMPARE(shorthand(advance(state, late)), u"aborting HPPP"_s);

    auto other = std::get<DecisionSigned>(continued(10, u"c"_s));
    other.stages = {{10, 900}, {50, 1800}};
    QCOMPARE(shorthand(advance(state, other)), u"open HPPP !"_s);
    other.stages = plans;
    other.stages[1].holdS = 5; // as signed now
    QCOMPARE(advance(state, other).stage(25)->plan.holdS, 5);
}

void RolloutTest::aLateAbortEndsItsOwnAttempt_data()
{
    QTest::addColumn<QString>("attemptId");
    QTest::addColumn<int>("pressedS"); // from the second GO on
    QTest::addColumn<QString>("after");
    QTest::newRow("its own") << u"b"_s << 5 << u"aborting PPPP"_s;
    QTest::newRow("its own, by a clock set back") << u"b"_s << -3'600 << u"aborting PPPP"_s;
    QTest::newRow("without an id, after the GO") << QString() << 5 << u"aborting PPPP"_s;
    QTest::newRow("without an id, before it") << QString() << -1 << u"open PPPP"_s;
    QTest::newRow("of the one before") << u"a"_s << -1 << u"open PPPP"_s;
    QTest::newRow("of the one before, by a clock set ahead") << u"a"_s << 5 << u"open PPPP"_s;
    QTest::newRow("of one this ledger never took, after: in doubt") << u"x"_s << 5 << u"aborting PPPP"_s;
    QTest::newRow("of one this ledger never took, before") << u"x"_s << -1 << u"open PPPP"_s;
}

void RolloutTest::aLateAbortEndsItsOwnAttempt()
{
    QFETCH(const QString, attemptId);
    QFETCH(const int, pressedS);
    QFETCH(const QString, after);
    const auto ended = stateOf({"", {go(), intend(10), done(10), abortStarted, abortRead}});
    const auto state = advance(ended, go(u"b"_s));
    const auto at = state.attemptAt.addSecs(pressedS);
    QCOMPARE(shorthand(advance(state, AbortIntended{at, u"x"_s, true, attemptId})), after);
    QCOMPARE(shorthand(advance(state, AbortEnded{true, at, true, attemptId})),
             QString(after).replace("aborting"_L1, "aborted"_L1));
    // Aborted already, it changes nothing.
    QCOMPARE(shorthand(advance(ended, AbortIntended{at, u"x"_s, true, u"a"_s})), shorthand(ended));
}

void RolloutTest::anAbortsEndIsOfItsOwnAttempt()
{
    const auto ended = stateOf({"", {go(), intend(10), done(10), abortStarted, abortRead}});
    auto state = advance(ended, go(u"b"_s));
    const auto read = [](const QString &of) { return AbortEnded{true, noon.addSecs(90), false, of}; };
    QCOMPARE(shorthand(advance(state, read(u"a"_s))), u"open PPPP"_s); // of two aborts the second
    QCOMPARE(shorthand(advance(state, read(u"b"_s))), u"aborted PPPP"_s);
    QCOMPARE(shorthand(advance(state, read({}))), u"aborted PPPP"_s);
    QCOMPARE(shorthand(advance(state, read(u"x"_s))), u"aborted PPPP"_s); // nobody's: in doubt

    state = advance(std::move(state), AbortIntended{noon.addSecs(80), u"x"_s, false, u"b"_s});
    QCOMPARE(shorthand(advance(state, read(u"a"_s))), u"aborting PPPP"_s);
    QCOMPARE(shorthand(advance(state, read(u"b"_s))), u"aborted PPPP"_s);
    // Pressed at a console that had not read the second GO yet: its end is this abort's.
    state = advance(std::move(state), AbortIntended{noon.addSecs(81), u"x"_s, false, u"a"_s});
    QCOMPARE(shorthand(advance(state, read(u"a"_s))), u"aborted PPPP"_s);
}

void RolloutTest::anAbortIsFoundWhereARolloutIsUnderWay_data()
{
    QTest::addColumn<NamedState>("entries");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    const QString abort = u"abort"_s;
    const QList<RolloutEvent> once{go(), intend(10), done(10), abortStarted, abortRead, go(u"b"_s)};
    const auto row = [](const char *name, const QList<RolloutEvent> &events, const QString &text, bool isFound) {
        QTest::newRow(name) << NamedState{"", events} << text << isFound;
    };
    row("at a stage", {go(), intend(10), done(10)}, abort, true);
    row("between two", {go(), intend(10), done(10), intend(25)}, abort, true);
    row("before the first is read back", {go(), intend(10)}, abort, true);
    row("the next attempt at a stage", once + QList<RolloutEvent>{intend(10), done(10)}, abort, true);
    row("what the attempt before it left", once + QList<RolloutEvent>{intend(10)}, abort, false);
    row("no rollout", {go()}, abort, false);
    row("an entry tells of it", {go(), intend(10), done(10), abortStarted}, abort, false);
    row("aborted", {go(), intend(10), done(10), abortStarted, abortRead}, abort, false);
    row("another word", {go(), intend(10), done(10)}, u"0"_s, false);
    row("nothing", {go(), intend(10), done(10)}, {}, false);
}

void RolloutTest::anAbortIsFoundWhereARolloutIsUnderWay()
{
    QFETCH(const NamedState, entries);
    QFETCH(const QString, text);
    QFETCH(const bool, isFound);
    QCOMPARE(stateOf(entries).isAbortFound(text), isFound);
}

void RolloutTest::anAbortSaysWhatFiredAndWhetherItRecovered()
{
    auto state = stateOf({"", {go(), intend(10), done(10)}});
    state = advance(std::move(state), TriggerFired{burst, u"a"_s});
    state = advance(std::move(state), TriggerFired{{TriggerCode::P99, 30, 20, noon}, u"a"_s});
    QCOMPARE(state.fired->code, TriggerCode::Burst); // the one that aborted
    state = advance(std::move(state), RecoveryJudged{true, noon, u"a"_s});
    QVERIFY(!state.recovered); // of nothing
    state = advance(std::move(state), abortStarted);
    state = advance(std::move(state), RecoveryJudged{false, noon, u"a"_s});
    QCOMPARE(state.recovered, false);
    state = advance(std::move(state), RecoveryJudged{true, noon, u"a"_s});
    QCOMPARE(state.recovered, true);
    state = advance(std::move(state), abortStarted); // once more: to be proven anew
    QVERIFY(!state.recovered);
    state = advance(std::move(state), RecoveryJudged{true, noon, u"a"_s});
    state = advance(std::move(state), abortUnread); // what was polled before says nothing
    QVERIFY(!state.recovered);
    state = advance(advance(std::move(state), abortRead), go(u"b"_s));
    QVERIFY(!state.fired && !state.recovered);
}

void RolloutTest::aClosingEndsTheAttempt()
{
    const auto through = stateOf(states().at(14));
    auto state = advance(through, closed(ClosingOutcome::Validated));
    QCOMPARE(state.endedWith, u"100"_s);
    QVERIFY(!state.isUnderWay() && !state.isAborted());
    QVERIFY(state.isUntouched(u"100"_s));
    QCOMPARE(shorthand(advance(state, closed(ClosingOutcome::Validated, u"a"_s, u"d"_s))), u"closed VVVH !"_s);
    QCOMPARE(shorthand(advance(through, closed(ClosingOutcome::Validated, u"a"_s, u"a"_s))), u"open VVVH !"_s);
    QCOMPARE(shorthand(advance(through, closed(ClosingOutcome::Validated, u"z"_s))), u"open VVVH !"_s);
    QCOMPARE(shorthand(advance(through, closed(ClosingOutcome::Validated, u"a"_s, {}))), u"open VVVH !"_s);

    // An aborted attempt may be closed once the next one has begun; of that one nothing changes.
    const auto next = stateOf({"", {go(), intend(10), abortStarted, abortRead, go(u"b"_s)}});
    QCOMPARE(shorthand(advance(next, closed(ClosingOutcome::RolledBack))), u"open PPPP"_s);
    QCOMPARE(shorthand(advance(next, closed(ClosingOutcome::Validated))), u"open PPPP !"_s);
    const auto rolledBack = advance(stateOf(states().at(12)), closed(ClosingOutcome::RolledBack));
    QVERIFY(rolledBack.isAborted());
    QCOMPARE(rolledBack.expectedStageText(), u"abort"_s);
}

void RolloutTest::whatWasClosedAsThroughMayBeAborted()
{
    const auto through = advance(stateOf(states().at(14)), closed(ClosingOutcome::Validated));
    QVERIFY(through.isAbortable() && !through.isUnderWay());
    for (const bool isLate : {false, true}) {
        const auto aborting = advance(through, AbortIntended{noon, u"x"_s, isLate, u"a"_s});
        QVERIFY(!aborting.closing && aborting.isAborted() && aborting.isAbortable());
        const auto aborted = advance(aborting, AbortEnded{true, noon, isLate, u"a"_s});
        QCOMPARE(shorthand(aborted), u"aborted VVVH"_s);
        const auto recovered = advance(aborted, RecoveryJudged{true, noon, u"a"_s});
        QCOMPARE(recovered.recovered, true);
        QCOMPARE(shorthand(advance(recovered, closed(ClosingOutcome::Validated, u"a"_s, u"d"_s))), u"aborted VVVH !"_s);
        const auto rolledBack = advance(recovered, closed(ClosingOutcome::RolledBack, u"a"_s, u"d"_s));
        QCOMPARE(shorthand(rolledBack), u"closed VVVH"_s);
        QVERIFY(rolledBack.isAborted() && !rolledBack.isAbortable());
        const auto again = advance(rolledBack, AbortIntended{noon, u"x"_s, true, u"a"_s});
        QCOMPARE(shorthand(again), u"closed VVVH"_s); // told late, of what is rolled back and signed as such
        QVERIFY(again.closing);
    }
    QCOMPARE(shorthand(advance(through, abortRead)), u"aborted VVVH"_s); // its intent is in a journal yet
    QVERIFY(!advance(through, abortRead).closing);
    const auto next = advance(through, go(u"b"_s));
    QVERIFY(!next.isAbortable()); // nothing of it was promoted
    QCOMPARE(shorthand(advance(next, AbortIntended{noon, u"x"_s, true, u"a"_s})), u"open PPPP"_s);
}

/// Each console that takes over a failing abort enters an intent of its own.
void RolloutTest::anAbortThatIsRepeatedIsTheSame()
{
    auto state = stateOf(states().at(8));
    for (const int s : {0, 60, 120})
        state = advance(std::move(state), AbortIntended{noon.addSecs(s), u"x"_s, false, u"a"_s});
    QCOMPARE(state.abortedAt, noon); // the fifteen minutes run from the first
    state = advance(std::move(state), RecoveryJudged{false, noon, u"a"_s});
    state = advance(std::move(state), AbortIntended{noon.addSecs(180), u"x"_s, false, u"a"_s});
    state = advance(std::move(state), AbortEnded{false, noon.addSecs(181), false, u"a"_s});
    QCOMPARE(state.recovered, false); // told until it recovers
    state = advance(std::move(state), AbortEnded{true, noon.addSecs(190), false, u"a"_s});
    state = advance(std::move(state), RecoveryJudged{true, noon, u"a"_s});
    QCOMPARE(state.recovered, true);
    state = advance(std::move(state), AbortIntended{noon.addSecs(200), u"x"_s, false, u"a"_s});
    QVERIFY(!state.recovered); // to be proven anew
    QCOMPARE(state.abortedAt, noon);
}

void RolloutTest::whatIsToldOfAnotherAttemptChangesNothing()
{
    const auto state = stateOf({"", {go(), intend(10), abortStarted, abortRead, go(u"b"_s), intend(10), done(10)}});
    for (const RolloutEvent &event :
         {RolloutEvent(HoldCredited{10, 900'000, u"a"_s}), RolloutEvent(TriggerFired{burst, u"a"_s}),
          RolloutEvent(RecoveryJudged{true, noon, u"a"_s})}) {
        const auto after = advance(state, event);
        QCOMPARE(shorthand(after), shorthand(state));
        QCOMPARE(after.stage(10)->creditMs, 0);
        QVERIFY(!after.fired && !after.recovered);
    }
}

QTEST_GUILESS_MAIN(RolloutTest)

#include "tst_rollout.moc"
