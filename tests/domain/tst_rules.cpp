// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rules.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const Baseline baseline{41.2, 180.4, noon, u"var/cutover/baselines-20260301.json"_s};
const Limits limits;

SeriesPoint point(qint64 secs, int stage = 10)
{
    SeriesPoint one;
    one.window.endedAt = noon.addSecs(secs);
    one.window.stage = stage;
    one.window.pass = true;
    one.window.burst = 0.8;
    one.window.requests = 100;
    one.p50Ms = 41.2;
    one.p99Ms = 180.4;
    one.errorRate = 0.0002;
    one.observedAt = one.window.endedAt;
    return one;
}

QList<SeriesPoint> points(int count, int stage)
{
    QList<SeriesPoint> list;
    for (int i = 1; i <= count; ++i)
        list.append(point(i * 60, stage));
    return list;
}

LiveSignals healthy()
{
    return {u"ok"_s, 0, false, noon, noon, true};
}

using Edit = std::function<void(SeriesPoint &)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

class RulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validates_data();
    void validates();
    void needsWindowsAfterThePromotion();
    void countsOnlyWindowsOfItsStage();
    void asksReadyzWhereTheTableDoes();
    void aFailedWindowBreaksTheRow();
    void failuresAreNeverEqualToTheirLimit();
    void judgesCanaryHealth();
    void triggers_data();
    void triggers();
    void triggersOfTheLiveSignals();
    void triggersJudgeOnlyThisAttempt();
    void triggersAskNoClockWhatAppeared_data();
    void triggersAskNoClockWhatAppeared();
    void isBlindWithoutEvidence();
    void isBlindBeforeAWindowWithoutNumbers_data();
    void isBlindBeforeAWindowWithoutNumbers();
};

void RulesTest::validates_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<ValidationState>("state");
    QTest::addColumn<QString>("failed");
    const auto add = [](const char *name, int percent, Edit edit, ValidationState state, const char *failed = "") {
        QTest::addRow("%d: %s", percent, name) << percent << edit << state << QString::fromLatin1(failed);
    };
    constexpr auto green = ValidationState::Green;
    constexpr auto failed = ValidationState::Failed;
    constexpr auto open = ValidationState::Inconclusive;
    for (const int percent : {10, 25, 50, 100}) {
        add(
            "untouched", percent, [](SeriesPoint &) {}, green);
        add(
            "burst at 1.5", percent, [](SeriesPoint &p) { p.window.burst = 1.5; }, green);
        add(
            "burst over", percent, [](SeriesPoint &p) { p.window.burst = 1.504; }, failed, "burst");
        add(
            "pass false", percent, [](SeriesPoint &p) { p.window.pass = false; }, failed, "pass");
        add(
            "unreadable", percent, [](SeriesPoint &p) { p.window.readable = false; }, open);
        const bool latency = percent >= 50;
        add(
            "P99 at +10 %", percent, [](SeriesPoint &p) { p.p99Ms = 198.44; }, green);
        add(
            "P99 over", percent, [](SeriesPoint &p) { p.p99Ms = 198.441; }, latency ? failed : green,
            latency ? "P99" : "");
        add(
            "P99 absent", percent, [](SeriesPoint &p) { p.p99Ms.reset(); }, latency ? open : green);
        const bool slo = percent >= 100;
        add(
            "P50 at +10 %", percent, [](SeriesPoint &p) { p.p50Ms = 45.32; }, green);
        add(
            "P50 over", percent, [](SeriesPoint &p) { p.p50Ms = 45.321; }, slo ? failed : green, slo ? "P50" : "");
        add(
            "P50 absent", percent, [](SeriesPoint &p) { p.p50Ms.reset(); }, slo ? open : green);
        add(
            "errors below 0.1 %", percent, [](SeriesPoint &p) { p.errorRate = 0.000999; }, green);
        add(
            "errors at 0.1 %", percent, [](SeriesPoint &p) { p.errorRate = 0.001; }, slo ? failed : green,
            slo ? "error_rate" : "");
        add(
            "errors absent", percent, [](SeriesPoint &p) { p.errorRate.reset(); }, slo ? open : green);
        add(
            "errors as a ratio of counts", percent, [](SeriesPoint &p) { p.errorRate = 3 / 18234.0; }, green);
        add(
            "much faster", percent,
            [](SeriesPoint &p) {
                p.p50Ms = 1;
                p.p99Ms = 2;
            },
            green);
    }
}

void RulesTest::validates()
{
    QFETCH(int, percent);
    QFETCH(Edit, edit);
    QFETCH(ValidationState, state);
    QFETCH(QString, failed);
    // Whichever of the windows looked at it is, the answer is the same.
    const int need = percent == 10 ? 1 : 3;
    for (int which = 0; which < need; ++which) {
        auto list = points(need, percent);
        edit(list[which]);
        const auto validation = validateStage(percent, Series(list), {0, noon}, baseline, limits, true);
        QCOMPARE(validation.state, state);
        QCOMPARE(validation.failedName, failed);
        QCOMPARE(validation.need, need);
        if (state == ValidationState::Green)
            QCOMPARE(validation.have, need);
    }
}

void RulesTest::needsWindowsAfterThePromotion()
{
    for (const int percent : {10, 25, 50, 100}) {
        const int need = percent == 10 ? 1 : 3;
        for (int have = 0; have < need; ++have) {
            const auto validation =
                validateStage(percent, Series(points(have, percent)), {0, noon}, baseline, limits, true);
            QCOMPARE(validation.state, ValidationState::Inconclusive);
            QCOMPARE(validation.have, have);
        }
        const Series series(points(6, percent));
        QCOMPARE(validateStage(percent, series, {6, noon}, baseline, limits, true).state,
                 ValidationState::Inconclusive); // all were there before
        QCOMPARE(validateStage(percent, series, {0, noon.addSecs(360)}, baseline, limits, true).state,
                 ValidationState::Inconclusive); // all ended before, whenever they appeared
    }
}

void RulesTest::countsOnlyWindowsOfItsStage()
{
    const Series series({point(60, 10), point(120, 25), point(180, 25), point(240, 10), point(300, 25)});
    const auto validation = validateStage(25, series, {0, noon}, baseline, limits, true);
    QCOMPARE(validation.state, ValidationState::Green);
    auto quiet = points(3, 25);
    quiet[2].window.requests = 0;
    QCOMPARE(validateStage(25, Series(quiet), {0, noon}, baseline, limits, true).have, 2);
    quiet[2].window.burst = 99; // it does not count, for good or ill
    QCOMPARE(validateStage(25, Series(quiet), {0, noon}, baseline, limits, true).state, ValidationState::Inconclusive);
    auto unknown = points(3, 25);
    for (auto &one : unknown) {
        one.window.stage.reset();
        one.window.requests.reset();
        one.window.endedAt = {};
    }
    QCOMPARE(validateStage(25, Series(unknown), {0, noon}, baseline, limits, true).state, ValidationState::Green);
    QCOMPARE(pointsAfter(Series(unknown), {2, noon}, 25).size(), 1);
}

void RulesTest::asksReadyzWhereTheTableDoes()
{
    for (const int percent : {10, 25, 50, 100}) {
        const auto validation = validateStage(percent, Series(points(3, percent)), {0, noon}, baseline, limits, false);
        const bool asked = percent == 10 || percent == 100;
        QCOMPARE(validation.state, asked ? ValidationState::Failed : ValidationState::Green);
        QCOMPARE(validation.failedName, asked ? u"readyz"_s : QString());
    }
}

void RulesTest::aFailedWindowBreaksTheRow()
{
    auto list = points(5, 25);
    list[2].window.pass = false;
    QCOMPARE(validateStage(25, Series(list), {0, noon}, baseline, limits, true).state, ValidationState::Failed);
    QCOMPARE(validateStage(25, Series(list), {0, noon}, baseline, limits, true).have, 2);
    QCOMPARE(validateStage(25, Series(list), {0, noon}, baseline, limits, true).failedAt, noon.addSecs(180));
    list.append(point(360, 25));
    QCOMPARE(validateStage(25, Series(list), {0, noon}, baseline, limits, true).state, ValidationState::Green);
}

void RulesTest::failuresAreNeverEqualToTheirLimit()
{
    for (const double p99 : {198.4401, 198.44000001, std::nextafter(198.44, 1e9), 250.0}) {
        auto list = points(3, 50);
        list[1].p99Ms = p99;
        const auto validation = validateStage(50, Series(list), {0, noon}, baseline, limits, true);
        QCOMPARE(validation.state, ValidationState::Failed);
        QVERIFY(validation.failed.observed > validation.failed.limit);
        QVERIFY(!validation.failed.holds());
    }
    QCOMPARE(percentAbove(191.58480, 180.4), 6.2);
}

void RulesTest::judgesCanaryHealth()
{
    const QString pointer = u"/canary/windows"_s;
    QList<Window> windows;
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).status, Status::NoData);
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).reason, (Reason{Cause::NoWindows, {pointer}}));
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(judgeCanaryHealth(windows, limits, pointer).status != Status::Go);
        windows.append(point(i * 60).window);
    }
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).status, Status::Go); // exactly three pass
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).bursts, (QList<double>{0.8, 0.8, 0.8}));
    for (int i = 0; i < 3; ++i) {
        auto at = windows;
        at[i].burst = 1.5;
        QCOMPARE(judgeCanaryHealth(at, limits, pointer).status, Status::Go);
        at[i].burst = 1.504;
        const auto red = judgeCanaryHealth(at, limits, pointer);
        QCOMPARE(red.status, Status::NoGo);
        QCOMPARE(red.reason, (Reason{Cause::WindowNotGreen, {u"/canary/windows/%1"_s.arg(i), u"burst"_s}}));
        at[i].burst = 0.1;
        at[i].pass = false;
        QCOMPARE(judgeCanaryHealth(at, limits, pointer).reason.data.last(), u"pass"_s);
        at[i].readable = false;
        QCOMPARE(judgeCanaryHealth(at, limits, pointer).status, Status::NoData);
    }
    windows.prepend(windows.first());
    windows[0].burst = 9; // before the last three
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).status, Status::Go);
    windows[2].requests = 0; // saw nothing: the one before it counts
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).reason,
             (Reason{Cause::WindowNotGreen, {u"/canary/windows/0"_s, u"burst"_s}}));
    windows[1].requests = windows[3].requests = 0;
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).status, Status::NoGo);
    QCOMPARE(judgeCanaryHealth(windows, limits, pointer).reason, (Reason{Cause::TooFewWindows, {u"1"_s, u"3"_s}}));
}

void RulesTest::triggers_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("code");
    const auto add = [](const char *name, Edit edit, const char *code = "") {
        QTest::newRow(name) << edit << QString::fromLatin1(code);
    };
    add("healthy", [](SeriesPoint &) {});
    add("burst 1.5", [](SeriesPoint &p) { p.window.burst = 1.5; });
    add(
        "burst 1.501", [](SeriesPoint &p) { p.window.burst = 1.501; }, "burst");
    add(
        "burst of another stage",
        [](SeriesPoint &p) {
            p.window.burst = 1.62;
            p.window.stage = 100;
        },
        "burst");
    add("burst of nothing", [](SeriesPoint &p) {
        p.window.burst = 9;
        p.window.requests = 0;
    });
    add("not passed", [](SeriesPoint &p) { p.window.pass = false; });
    add("P99 +20 %", [](SeriesPoint &p) { p.p99Ms = 216.48; });
    add(
        "P99 over", [](SeriesPoint &p) { p.p99Ms = 216.481; }, "p99");
    add("P99 absent", [](SeriesPoint &p) { p.p99Ms.reset(); });
    add("errors 0.5 %", [](SeriesPoint &p) { p.errorRate = 0.005; });
    add(
        "errors over", [](SeriesPoint &p) { p.errorRate = 0.005001; }, "error_rate");
    add("errors of real counts", [](SeriesPoint &p) { p.errorRate = 3 / 18234.0; });
    add("P50 is no trigger", [](SeriesPoint &p) { p.p50Ms = 900; });

    // What of a window cannot be read does not hide what can.
    const auto addTorn = [&add](const char *name, Edit edit, const char *code = "") {
        add(
            name,
            [edit](SeriesPoint &p) {
                p.window.readable = p.window.pass = false;
                edit(p);
            },
            code);
    };
    addTorn("torn, burst 1.5", [](SeriesPoint &p) { p.window.burst = 1.5; });
    addTorn("torn, no number", [](SeriesPoint &p) {
        p.window.burst = 0;
        p.p50Ms = p.p99Ms = p.errorRate = std::nullopt;
    });
    addTorn("torn, of nothing", [](SeriesPoint &p) {
        p.window.burst = 9;
        p.window.requests = 0;
    });
    addTorn(
        "torn, burst 1.501", [](SeriesPoint &p) { p.window.burst = 1.501; }, "burst");
    addTorn(
        "torn, burst not finite", [](SeriesPoint &p) { p.window.burst = qInf(); }, "burst");
    addTorn(
        "torn, P99 over", [](SeriesPoint &p) { p.p99Ms = 216.481; }, "p99");
    addTorn(
        "torn, errors over", [](SeriesPoint &p) { p.errorRate = 0.005001; }, "error_rate");
}

void RulesTest::triggers()
{
    QFETCH(Edit, edit);
    QFETCH(QString, code);
    auto list = points(3, 25);
    edit(list[1]);
    const auto trigger = activeTrigger(Series(list), {0, noon}, baseline, limits, healthy());
    QCOMPARE(trigger ? triggerName(trigger->code) : QString(), code);
    if (!trigger)
        return;
    QVERIFY(trigger->observed > trigger->limit);
    QCOMPARE(trigger->at, noon.addSecs(120));
}

void RulesTest::triggersOfTheLiveSignals()
{
    const auto codeOf = [](const LiveSignals &live) {
        const auto trigger = activeTrigger(Series(points(3, 25)), {0, noon}, baseline, limits, live);
        return trigger ? triggerName(trigger->code) : QString();
    };
    auto live = healthy();
    QCOMPARE(codeOf(live), QString());
    live.readyz = u"degraded"_s;
    QCOMPARE(codeOf(live), u"readyz_degraded"_s);
    live.readyz = u"error"_s;
    QCOMPARE(codeOf(live), u"readyz_error"_s);
    live.readyz.reset();
    live.unreadablePolls = 2;
    QCOMPARE(codeOf(live), QString());
    live.unreadablePolls = 3;
    QCOMPARE(codeOf(live), u"readyz_error"_s);
    live = healthy();
    live.tampered = true;
    QCOMPARE(codeOf(live), u"tampered"_s);
    live.tampered.reset(); // not to be judged: never a trigger by itself
    QCOMPARE(codeOf(live), QString());
}

void RulesTest::triggersJudgeOnlyThisAttempt()
{
    auto list = points(3, 10);
    list[0].window.burst = 2;
    const Series series(list);
    QVERIFY(activeTrigger(series, {0, noon}, baseline, limits, healthy()));
    QVERIFY(!activeTrigger(series, {1, noon}, baseline, limits, healthy()));
}

void RulesTest::triggersAskNoClockWhatAppeared_data()
{
    QTest::addColumn<qint64>("markS");
    QTest::newRow("it ended after the promotion") << qint64(0);
    QTest::newRow("at that moment") << qint64(60);
    QTest::newRow("before it: listed late") << qint64(61);
    QTest::newRow("our clock was set back since") << qint64(3'660);
}

void RulesTest::triggersAskNoClockWhatAppeared()
{
    QFETCH(const qint64, markS);
    auto list = points(3, 10);
    list[0].window.burst = 2;
    const SeriesMark before{0, noon.addSecs(markS)};
    QVERIFY(activeTrigger(Series(list), before, baseline, limits, healthy()));
    QVERIFY(!activeTrigger(Series(list), {1, before.at}, baseline, limits, healthy()));
    QVERIFY(!activeTrigger(Series(list), {3, before.at}, baseline, limits, healthy()));
    list[0].window.requests = 0; // it does not count
    QVERIFY(!activeTrigger(Series(list), before, baseline, limits, healthy()));
}

void RulesTest::isBlindWithoutEvidence()
{
    const Series series(points(4, 25));
    auto live = healthy();
    QCOMPARE(blindAfterS(series), 300);
    QVERIFY(!isBlind(series, live, noon.addSecs(300)));
    QVERIFY(isBlind(series, live, noon.addSecs(301)));
    live.evidenceReadable = false;
    QVERIFY(isBlind(series, live, noon));
    live = healthy();
    live.evidenceAt = {};
    QVERIFY(isBlind(series, live, noon));
    live.evidenceAt = noon.addSecs(60); // as where the clock was set back
    QVERIFY(!isBlind(series, live, noon));
    QVERIFY(isBlind(series, live, noon.addSecs(-1)));
    // Long windows stretch it to two of their lengths.
    const Series slow({point(0), point(600), point(1200)});
    QCOMPARE(blindAfterS(slow), 1200);
    QVERIFY(!isBlind(slow, healthy(), noon.addSecs(1200)));
    QVERIFY(isBlind(slow, healthy(), noon.addSecs(1201)));
    Series rewritten(points(2, 25));
    std::ignore = rewritten.take({}, noon);
    QVERIFY(isBlind(rewritten, healthy(), noon));
}

void RulesTest::isBlindBeforeAWindowWithoutNumbers_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<bool>("blind");
    const auto row = [](const char *name, const Edit &edit, bool blind) { QTest::newRow(name) << edit << blind; };
    row(
        "untouched", [](SeriesPoint &) {}, false);
    row(
        "unreadable, as without a burst", [](SeriesPoint &p) { p.window.readable = false; }, true);
    row(
        "P99 absent", [](SeriesPoint &p) { p.p99Ms.reset(); }, true);
    row(
        "errors absent", [](SeriesPoint &p) { p.errorRate.reset(); }, true);
    row(
        "P50 absent, which no trigger judges", [](SeriesPoint &p) { p.p50Ms.reset(); }, false);
    row(
        "requests absent", [](SeriesPoint &p) { p.window.requests.reset(); }, false);
    row(
        "saw nothing, so the one before it counts",
        [](SeriesPoint &p) {
            p.window.requests = 0;
            p.window.readable = false;
            p.p99Ms.reset();
        },
        false);
    row(
        "not even its requests can be read",
        [](SeriesPoint &p) {
            p.window.requests.reset();
            p.window.readable = false;
        },
        true);
}

void RulesTest::isBlindBeforeAWindowWithoutNumbers()
{
    QFETCH(Edit, edit);
    QFETCH(bool, blind);
    auto list = points(3, 10);
    edit(list.last());
    QCOMPARE(isBlind(Series(list), healthy(), noon), blind);
    edit(list.first());
    list.append(point(240)); // the next one can be judged again
    QVERIFY(!isBlind(Series(list), healthy(), noon));
    QVERIFY(!isBlind({}, healthy(), noon));
}

QTEST_GUILESS_MAIN(RulesTest)

#include "tst_rules.moc"
