// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/ledgerevents.h"

#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace cutover::domain;
using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QList<StagePlan> plans{{10, 900}, {25, 1800}};

ledger::Entry entry(QStringView kind, const QJsonObject &payload)
{
    ledger::Entry one;
    one.index = 7;
    one.timeUtc = noon;
    one.kind = kind.toString();
    one.actor = {u"deploy"_s, u"host-1"_s, u"Somebody"_s, ledger::PersonKind::Stated};
    one.payload = payload;
    return one;
}

ledger::Entry go(const QJsonArray &stages = rollout::stagesJson(plans))
{
    return entry(kind::decision, {{u"decision"_s, u"GO"_s}, {u"decision_id"_s, u"a"_s}, {u"stages"_s, stages}});
}

ledger::Entry intent(int percent)
{
    return entry(kind::promotionIntent, rollout::payloadOf(PromotionIntended{percent, {}}));
}

QJsonObject donePayload(int percent)
{
    return rollout::payloadOf(PromotionEnded{percent, PromotionResult::Done, {4, {}}});
}

} // namespace

class LedgerEventsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips();
    void foldsAWholeStage();
    void otherKindsAreNoEvents();
    void malformedIsNeverProgress_data();
    void malformedIsNeverProgress();
    void malformedHoldsAreNoHolds();
};

void LedgerEventsTest::roundTrips()
{
    const auto decision = std::get<DecisionSigned>(*rollout::eventOf(go()));
    QCOMPARE(decision.entry, 7);
    QCOMPARE(decision.kind, DecisionKind::Go);
    QCOMPARE(decision.stages, plans);
    QCOMPARE(decision.at, noon);
    QCOMPARE(std::get<PromotionIntended>(*rollout::eventOf(intent(25))).percent, 25);
    for (const auto result : {PromotionResult::Done, PromotionResult::Failed, PromotionResult::Unknown}) {
        const PromotionEnded before{50, result, {4, {}}, u"a"_s};
        const auto after =
            std::get<PromotionEnded>(*rollout::eventOf(entry(kind::promotionOutcome, rollout::payloadOf(before))));
        QCOMPARE(after.percent, 50);
        QCOMPARE(after.result, result);
        QCOMPARE(after.mark.length, 4);
        QCOMPARE(after.mark.at, noon); // the entry's own time, never the payload's
        QCOMPARE(after.decisionId, u"a"_s);
    }
    const auto hold = std::get<HoldCredited>(
        *rollout::eventOf(entry(kind::holdCredit, rollout::payloadOf(HoldCredited{10, 5000, u"a"_s}))));
    QCOMPARE(hold.percent, 10);
    QCOMPARE(hold.servedMs, 5000);
    QCOMPARE(hold.attemptId, u"a"_s);
    const TriggerFired burst{{TriggerCode::Burst, 1.62, 1.5, noon.addMSecs(7)}, u"a"_s};
    const auto fired = std::get<TriggerFired>(*rollout::eventOf(entry(kind::trigger, rollout::payloadOf(burst))));
    QCOMPARE(fired.trigger, burst.trigger);
    QCOMPARE(fired.attemptId, u"a"_s);
    for (const bool recovered : {true, false}) {
        const RecoveryJudged before{recovered, {}, u"a"_s};
        const auto after =
            std::get<RecoveryJudged>(*rollout::eventOf(entry(kind::recovery, rollout::payloadOf(before))));
        QCOMPARE(after.recovered, recovered);
        QCOMPARE(after.attemptId, u"a"_s);
        QCOMPARE(after.at, noon);
    }
    for (const auto outcome : {ClosingOutcome::Validated, ClosingOutcome::Deviations, ClosingOutcome::RolledBack}) {
        const QJsonObject payload{
            {u"outcome"_s, outcomeName(outcome)}, {u"attempt_id"_s, u"a"_s}, {u"decision_id"_s, u"c"_s}};
        const auto closed = std::get<CutoverClosed>(*rollout::eventOf(entry(kind::closing, payload)));
        QCOMPARE(closed.outcome, outcome);
        QCOMPARE(closed.attemptId, u"a"_s);
        QCOMPARE(closed.decisionId, u"c"_s);
    }
    const Confirmed freeze{u"freeze"_s, {}, true, {}, {u"c0ffee"_s, {{u"image"_s, u"1234"_s}}}};
    const auto confirmed =
        std::get<Confirmed>(*rollout::eventOf(entry(kind::confirmation, rollout::payloadOf(freeze))));
    QCOMPARE(confirmed.what, u"freeze"_s);
    QCOMPARE(confirmed.by, u"Somebody"_s);
    QVERIFY(confirmed.go);
    QCOMPARE(confirmed.frozen, freeze.frozen);
    QCOMPARE(std::get<AbortIntended>(*rollout::eventOf(entry(kind::abortIntent, {{u"reason"_s, u"r"_s}}))).reason,
             u"r"_s);
    const QJsonObject late{{u"late"_s, true}, {u"at"_s, u"2026-03-02T11:00:00.000Z"_s}, {u"attempt_id"_s, u"a"_s}};
    const auto pressed = std::get<AbortIntended>(*rollout::eventOf(entry(kind::abortIntent, late)));
    QVERIFY(pressed.late);
    QCOMPARE(pressed.at, noon.addSecs(-3'600));
    QCOMPARE(pressed.attemptId, u"a"_s);
    QCOMPARE(std::get<AbortEnded>(*rollout::eventOf(entry(kind::abortOutcome, late))).attemptId, u"a"_s);
    QVERIFY(std::get<AbortEnded>(*rollout::eventOf(entry(kind::abortOutcome, {{u"read_back"_s, true}}))).readBack);
    QVERIFY(!std::get<AbortEnded>(*rollout::eventOf(entry(kind::abortOutcome, {}))).readBack);
    QCOMPARE(std::get<LinePaused>(*rollout::eventOf(entry(kind::pause, {}))).by, u"Somebody"_s);
    QVERIFY(std::holds_alternative<LineResumed>(*rollout::eventOf(entry(kind::resume, {}))));
    QVERIFY(std::holds_alternative<StoodDown>(*rollout::eventOf(entry(kind::standDown, {}))));
}

void LedgerEventsTest::foldsAWholeStage()
{
    const auto state =
        rollout::foldEntries({go(), intent(10), entry(kind::promotionOutcome, donePayload(10)), intent(25)});
    QVERIFY(!state.anomaly);
    QCOMPARE(state.present()->plan.percent, 10);
    QCOMPARE(state.inFlight()->plan.percent, 25);
}

void LedgerEventsTest::otherKindsAreNoEvents()
{
    for (const auto other : {kind::check, kind::note, kind::windows, kind::signersPinned, kind::unlockFailed,
                             kind::exported, kind::baseline, kind::promotionRefused, kind::abortReason})
        QVERIFY(!rollout::eventOf(entry(other, {{u"percent"_s, 10}, {u"result"_s, u"done"_s}})));
}

void LedgerEventsTest::malformedIsNeverProgress_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QJsonValue>("value"); // undefined: left out
    const QJsonValue none(QJsonValue::Undefined);
    for (const auto &key : {u"percent"_s, u"series_length"_s, u"result"_s})
        QTest::addRow("%s left out", qPrintable(key)) << key << none;
    QTest::newRow("percent in quotes") << u"percent"_s << QJsonValue(u"10"_s);
    QTest::newRow("percent and a half") << u"percent"_s << QJsonValue(10.5);
    QTest::newRow("percent null") << u"percent"_s << QJsonValue(QJsonValue::Null);
    QTest::newRow("negative length") << u"series_length"_s << QJsonValue(-3);
    QTest::newRow("length in quotes") << u"series_length"_s << QJsonValue(u"4"_s);
    QTest::newRow("result in capitals") << u"result"_s << QJsonValue(u"DONE"_s);
    QTest::newRow("result true") << u"result"_s << QJsonValue(true);
}

void LedgerEventsTest::malformedIsNeverProgress()
{
    QFETCH(QString, key);
    QFETCH(QJsonValue, value);
    auto payload = donePayload(10);
    payload.remove(key);
    if (!value.isUndefined())
        payload[key] = value;
    const auto state = rollout::foldEntries({go(), intent(10), entry(kind::promotionOutcome, payload)});
    QVERIFY(!state.present());
    QVERIFY(state.inFlight());
    // An unreadable result is «unknown», which a person settles; everything else is no entry of a console.
    QCOMPARE(state.anomaly.has_value(), key != u"result"_s);
}

void LedgerEventsTest::malformedHoldsAreNoHolds()
{
    const QList<QJsonObject> broken{{{u"percent"_s, 10}},
                                    {{u"percent"_s, 10}, {u"hold_s"_s, u"900"_s}},
                                    {{u"percent"_s, 10}, {u"hold_s"_s, -1}},
                                    {{u"hold_s"_s, 900}},
                                    {{u"percent"_s, 0}, {u"hold_s"_s, 900}}};
    for (const auto &stage : broken) {
        const auto state = rollout::foldEntries({go({stage}), intent(10)});
        QVERIFY(state.stages.isEmpty());
        QVERIFY(state.anomaly);
    }
    const auto held = rollout::foldEntries({go(), intent(10), entry(kind::promotionOutcome, donePayload(10))});
    for (const QJsonObject &credit :
         {QJsonObject{{u"percent"_s, 10}, {u"attempt_id"_s, u"a"_s}},
          QJsonObject{{u"percent"_s, 10}, {u"served_ms"_s, 900'000}},
          QJsonObject{{u"percent"_s, 10}, {u"served_ms"_s, u"900000"_s}, {u"attempt_id"_s, u"a"_s}}}) {
        const auto seen = rollout::foldEntries({entry(kind::holdCredit, credit)}, held);
        QCOMPARE(holdServedMs(*seen.stage(10), noon.addDays(1)), 0);
    }
    QVERIFY(
        rollout::foldEntries(
            {entry(kind::closing, {{u"outcome"_s, u"fine"_s}, {u"attempt_id"_s, u"a"_s}, {u"decision_id"_s, u"c"_s}})},
            held)
            .anomaly);
    QVERIFY(rollout::foldEntries({intent(10)}).anomaly);
    QCOMPARE(rollout::foldEntries({entry(kind::decision, {{u"decision"_s, u"go"_s}, {u"decision_id"_s, u"a"_s}})})
                 .attemptState,
             AttemptState::NoGo); // only the exact word opens an attempt
    QVERIFY(rollout::foldEntries({entry(kind::decision, {{u"decision"_s, u"GO"_s}})}).anomaly);
}

QTEST_GUILESS_MAIN(LedgerEventsTest)

#include "tst_ledgerevents.moc"
