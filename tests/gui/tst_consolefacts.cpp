// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the frame says of a view: layouts by phase, the abort slot in every state, the foot, the chart words.
#include "gui/consolefacts.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::Phase;
using gui::AbortSlot;
using gui::PhaseGroup;
using session::View;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(14, 42, 18), Qt::UTC);

View someView()
{
    View view;
    view.profile = domain::checklistProfile();
    view.profile.version = u"v0.5.11v+"_s;
    view.profile.targetAt = QDateTime(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
    for (std::size_t i = 0; i < domain::rowCount; ++i)
        view.rows[i].id = static_cast<domain::CriterionId>(i);
    for (const auto &plan : view.profile.stages) {
        session::StageView stage;
        stage.plan = plan;
        view.stages.append(stage);
    }
    view.ledger.open = view.ledger.good = true;
    view.evidence.readable = true;
    view.evidence.changedAt = s_now.addSecs(-12);
    return view;
}

} // namespace

class ConsoleFactsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPhaseHasALayout();
    void theSlotStandsDownOnlyBeforeTheFirstPromotion();
    void theSlotStaysUntilRecovered();
    void theSlotNeverDependsOnTheLedger();
    void theCountdownCrossesZero();
    void theFootNamesWhatIsBad();
    void theFootNamesTheMetricsServer();
    void theFootNamesTheWatcher_data();
    void theFootNamesTheWatcher();
    void alarmsAreInTheHeader();
    void burstWordsKeepTheirDigits();
    void chartsSayThatSomebodyRehearses();
    void latencyIsSaidInPerCent();
};

void ConsoleFactsTest::everyPhaseHasALayout()
{
    auto view = someView();
    const QMap<Phase, PhaseGroup> expected{
        {Phase::Preflight, PhaseGroup::Preflight},   {Phase::Decision, PhaseGroup::Preflight},
        {Phase::PreCutover, PhaseGroup::PreCutover}, {Phase::Promoting, PhaseGroup::Rollout},
        {Phase::Holding, PhaseGroup::Rollout},       {Phase::Validating, PhaseGroup::Rollout},
        {Phase::PostCutover, PhaseGroup::Rollout},   {Phase::Aborting, PhaseGroup::Recovery},
        {Phase::Aborted, PhaseGroup::Recovery},      {Phase::Closed, PhaseGroup::Preflight}};
    for (auto it = expected.cbegin(); it != expected.cend(); ++it) {
        view.phase = it.key();
        QCOMPARE(gui::phaseGroup(view), it.value());
    }
    view.phase = Phase::Aborted;
    view.desiredStage = u"abort"_s;
    view.rollout.recovered = false;
    QCOMPARE(gui::phaseGroup(view), PhaseGroup::Recovery);
    view.rollout.recovered = true;
    QCOMPARE(gui::phaseGroup(view), PhaseGroup::Preflight);
    view.desiredStage = u"50"_s; // somebody set it back
    QCOMPARE(gui::phaseGroup(view), PhaseGroup::Recovery);
}

void ConsoleFactsTest::theSlotStandsDownOnlyBeforeTheFirstPromotion()
{
    auto view = someView();
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Nothing);
    view.rollout.attemptState = AttemptState::Open;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::StandDown);
    domain::StageProgress begun;
    begun.state = domain::StageState::Promoting;
    begun.intendedAt = s_now;
    view.rollout.stages = {begun};
    QVERIFY(view.rollout.isUnderWay());
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Abort);
    QCOMPARE(gui::abortSlot(view, true, false), AbortSlot::Aborting);
    QCOMPARE(gui::abortSlot(view, false, true), AbortSlot::Again);
    view.rollout.attemptState = AttemptState::Aborting;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Again);
    view.rollout.attemptState = AttemptState::Closed;
    view.rollout.closing = domain::CutoverClosed{domain::ClosingOutcome::Validated, u"a"_s, u"c"_s, s_now};
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Abort); // production still runs what was released
    view.rollout.closing->outcome = domain::ClosingOutcome::RolledBack;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Nothing);
    view.rollout.closing.reset();
    view.rollout.attemptState = AttemptState::NoGo;
    view.rollout.stages = {};
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Nothing);
}

void ConsoleFactsTest::theSlotStaysUntilRecovered()
{
    auto view = someView();
    view.rollout.attemptState = AttemptState::Aborted;
    view.desiredStage = u"abort"_s;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::ReadBack);
    view.rollout.recovered = false;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::ReadBack);
    QCOMPARE(gui::abortSlot(view, false, true), AbortSlot::Again);
    view.rollout.recovered = true;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Done);
    QCOMPARE(gui::abortSlot(view, false, true), AbortSlot::Done);
    view.ledger.good = false; // then nobody knows
    QVERIFY(gui::abortSlot(view, false, false) != AbortSlot::Done);
    view.ledger.good = true;
    view.desiredStage = u"50"_s;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Again);
}

void ConsoleFactsTest::theSlotNeverDependsOnTheLedger()
{
    auto view = someView();
    view.ledger.good = false;
    view.ledger.trouble = u"ledger_invalid"_s;
    QCOMPARE(gui::abortSlot(view, false, false), AbortSlot::Abort);
}

void ConsoleFactsTest::theCountdownCrossesZero()
{
    const auto view = someView();
    const auto before = gui::headerContent(view, view.profile.targetAt.addSecs(-85'268));
    QCOMPARE(before.countdown, u"T−23:41:08"_s);
    QCOMPARE(before.countdownCaption, u"until target time"_s);
    QCOMPARE(before.target, u"Mon 2 Mar 2026, 14:00 UTC"_s);
    const auto after = gui::headerContent(view, s_now);
    QCOMPARE(after.countdown, u"T+00:42:18"_s);
    QCOMPARE(after.countdownCaption, u"since target time"_s);
    QVERIFY(after.loosened.isEmpty());
}

void ConsoleFactsTest::theFootNamesWhatIsBad()
{
    auto view = someView();
    auto items = gui::statusItems(view, {}, s_now);
    QCOMPARE(items.size(), 4);
    for (const auto &item : items)
        QCOMPARE(item.tone, gui::Tone::Text2);
    view.ledger.trouble = u"ledger_invalid"_s;
    view.ledger.troubleData = {u"118"_s};
    view.evidence.readable = false;
    items = gui::statusItems(view, {}, s_now);
    QCOMPARE(items[0].tone, gui::Tone::Nogo);
    QVERIFY2(items[0].text.contains(u"118"), qPrintable(items[0].text));
    QCOMPARE(items[1].tone, gui::Tone::Warn);
}

void ConsoleFactsTest::theFootNamesTheMetricsServer()
{
    auto view = someView();
    view.evidence.server = u"https://prometheus.example"_s;
    QVERIFY(gui::statusItems(view, {}, s_now)[1].text.endsWith(u"from https://prometheus.example"));
    view.evidence.warnings = {u"burst: half of it is missing"_s};
    auto items = gui::statusItems(view, {}, s_now);
    QCOMPARE(items.size(), 5);
    QCOMPARE(items[1].tone, gui::Tone::Text2);
    QCOMPARE(items[2].tone, gui::Tone::Warn);
    QVERIFY2(items[2].text.endsWith(u"burst: half of it is missing"), qPrintable(items[2].text));
    view.evidence.readable = false;
    items = gui::statusItems(view, {}, s_now);
    QVERIFY2(items[1].text.contains(u"https://prometheus.example"), qPrintable(items[1].text));
}

namespace {

View heldView(qint64 heartbeatAgeMs)
{
    auto view = someView();
    view.rollout.attemptState = AttemptState::Open;
    domain::StageProgress held;
    held.plan = view.profile.stages[1];
    held.state = domain::StageState::Holding;
    held.intendedAt = held.mark.at = s_now.addSecs(-600);
    view.rollout.stages = {held};
    view.decision = session::DecisionView{};
    view.watcher = domain::WatchLease{};
    view.heartbeatAgeMs = heartbeatAgeMs;
    view.watched = heartbeatAgeMs <= domain::watcherMissingAfterMs;
    return view;
}

} // namespace

void ConsoleFactsTest::theFootNamesTheWatcher_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<gui::Shape>("shape");
    QTest::addColumn<gui::Tone>("tone");
    QTest::addColumn<QString>("words");
    QTest::newRow("armed") << qint64(640) << gui::Shape::Go << gui::Tone::Text2 << u"Watcher armed, 0.6\u00a0s ago"_s;
    QTest::newRow("missing") << qint64(7'000) << gui::Shape::NoData << gui::Tone::Warn << u"No watcher for 7\u00a0s"_s;
    QTest::newRow("silent") << qint64(34'000) << gui::Shape::Error << gui::Tone::Nogo << u"No watcher for 34\u00a0s"_s;
}

void ConsoleFactsTest::theFootNamesTheWatcher()
{
    QFETCH(const qint64, age);
    QFETCH(const gui::Shape, shape);
    QFETCH(const gui::Tone, tone);
    QFETCH(const QString, words);
    const auto item = gui::statusItems(heldView(age), {}, s_now)[2];
    QCOMPARE(item.text, words);
    QCOMPARE(item.shape, shape);
    QCOMPARE(item.tone, tone);
}

void ConsoleFactsTest::alarmsAreInTheHeader()
{
    QVERIFY(!gui::headerContent(heldView(640), s_now).urgent);
    QVERIFY(!gui::headerContent(heldView(29'000), s_now).urgent);
    const auto silent = gui::headerContent(heldView(31'000), s_now);
    QVERIFY(silent.urgent);
    QVERIFY(!silent.alarm); // the band is for what is lost already
    auto view = heldView(640);
    view.blind = true;
    QVERIFY(gui::headerContent(view, s_now).alarm);
    view = heldView(640);
    view.rollout.attemptState = AttemptState::Aborted;
    QVERIFY(!gui::headerContent(view, s_now).alarm);
    view.rollout.recovered = false;
    QVERIFY(gui::headerContent(view, s_now).alarm);
    view.rollout.recovered = true;
    QVERIFY(!gui::headerContent(view, s_now).alarm);
}

void ConsoleFactsTest::burstWordsKeepTheirDigits()
{
    charts::ChartNumbers numbers;
    QVERIFY(gui::chartWords(charts::ChartKind::Burst, numbers, false).sentence.isEmpty());
    numbers.last = 1.504;
    numbers.limit = 1.5;
    numbers.distance = -0.004;
    numbers.verdict = charts::Verdict::Failed;
    const auto words = gui::chartWords(charts::ChartKind::Burst, numbers, true);
    QCOMPARE(words.sentence, u"last 1.504, 0.004 over the limit"_s);
    QCOMPARE(words.tone, gui::Tone::Nogo);
    numbers.last = 0.91;
    numbers.distance = 0.59;
    numbers.verdict = charts::Verdict::Passed;
    QCOMPARE(gui::chartWords(charts::ChartKind::Burst, numbers, true).sentence, u"last 0.91, 0.59 to abort"_s);
    QCOMPARE(gui::chartWords(charts::ChartKind::Burst, numbers, false).sentence, u"last 0.91, 0.59 below the limit"_s);
}

void ConsoleFactsTest::chartsSayThatSomebodyRehearses()
{
    charts::ChartNumbers numbers; // nothing measured yet: said as well
    for (const auto kind : {charts::ChartKind::Burst, charts::ChartKind::Latency}) {
        const auto words = gui::chartWords(kind, numbers, false, true);
        QVERIFY(words.title.startsWith(u"REHEARSAL · "_s));
        QVERIFY(words.tileTitle.startsWith(u"REHEARSAL · "_s));
        QVERIFY(!gui::chartWords(kind, numbers, true).title.contains(u"REHEARSAL"_s));
    }
}

void ConsoleFactsTest::latencyIsSaidInPerCent()
{
    charts::ChartNumbers numbers;
    numbers.last = 191.6;
    numbers.percent = 6.2;
    numbers.distance = 13.8;
    const auto words = gui::chartWords(charts::ChartKind::Latency, numbers, true);
    QCOMPARE(words.sentence, u"P99 191.6\u00a0ms, +6.2\u00a0%"_s);
    QCOMPARE(words.tileDistance, u"+6.2\u00a0%, 13.8 points to abort"_s);
}

QTEST_MAIN(ConsoleFactsTest)
#include "tst_consolefacts.moc"
