// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/rehearsal.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace cutover::domain;

namespace {

const QByteArray one(32, '\1');
const QByteArray two(32, '\2');

RehearsalStep step(int percent, bool passed = true, const QString &cause = {})
{
    RehearsalStep made;
    made.percent = percent;
    made.passed = passed;
    made.cause = cause;
    return made;
}

Rehearsal good()
{
    Rehearsal rehearsal;
    rehearsal.startedAt = QDateTime(QDate(2026, 3, 1), QTime(10, 0), Qt::UTC);
    rehearsal.endedAt = rehearsal.startedAt.addSecs(600);
    rehearsal.version = u"v1"_s;
    rehearsal.steps = {step(25), step(50)};
    rehearsal.abortDrill = step(0);
    rehearsal.production = {{u"/commands/stage"_s, one}, {u"stage.sh"_s, two}};
    return rehearsal;
}

} // namespace

class RehearsalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyTheWholeOneIsGo_data();
    void onlyTheWholeOneIsGo();
    void absence();
    void whatChangedSinceIsNamed_data();
    void whatChangedSinceIsNamed();
    void windowsOfAnyStageCount();
    void passedIsAllThatWasAskedFor();
};

void RehearsalTest::onlyTheWholeOneIsGo_data()
{
    using Change = std::function<void(Rehearsal &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QStringList>("failed"); // the step and the code; empty: Go
    const auto row = [](const char *name, const Change &change, const QStringList &failed) {
        QTest::newRow(name) << change << failed;
    };
    row("whole", [](Rehearsal &) {}, {});
    row("with 10 % too", [](Rehearsal &r) { r.steps.prepend(step(10)); }, {});
    row("25 failed", [](Rehearsal &r) { r.steps[0] = step(25, false, u"burst"_s); }, {u"25"_s, u"burst"_s});
    row("50 failed", [](Rehearsal &r) { r.steps[1] = step(50, false, u"P99_failed"_s); }, {u"50"_s, u"P99_failed"_s});
    row("a further one failed", [](Rehearsal &r) { r.steps.append(step(100, false, u"x"_s)); }, {u"100"_s, u"x"_s});
    row("no 25", [](Rehearsal &r) { r.steps.removeFirst(); }, {u"25"_s, u"not_rehearsed"_s});
    row("no 50", [](Rehearsal &r) { r.steps.removeLast(); }, {u"50"_s, u"not_rehearsed"_s});
    row("nothing", [](Rehearsal &r) { r.steps.clear(); }, {u"25"_s, u"not_rehearsed"_s});
    row("no drill", [](Rehearsal &r) { r.abortDrill.reset(); }, {u"abort"_s, u"not_rehearsed"_s});
    row("the drill failed", [](Rehearsal &r) { r.abortDrill = step(0, false, u"not_recovered"_s); },
        {u"abort"_s, u"not_recovered"_s});
    row("passed with a cause", [](Rehearsal &r) { r.steps[0] = step(25, false); }, {u"25"_s, QString()});
}

void RehearsalTest::onlyTheWholeOneIsGo()
{
    using Change = std::function<void(Rehearsal &)>;
    QFETCH(Change, change);
    QFETCH(QStringList, failed);
    auto rehearsal = good();
    change(rehearsal);
    const auto verdict = judgeRehearsal(rehearsal, u"v1"_s, rehearsal.production);
    QCOMPARE(verdict.status, failed.isEmpty() ? Status::Go : Status::NoGo);
    QCOMPARE(verdict.reason, failed.isEmpty() ? (Reason{Cause::None, {}}) : (Reason{Cause::RehearsalFailed, failed}));
}

void RehearsalTest::absence()
{
    QCOMPARE(judgeRehearsal({}, u"v1"_s, {}).status, Status::NoData);
    QCOMPARE(judgeRehearsal({}, u"v1"_s, {}).reason, (Reason{Cause::RehearsalAbsent, {}}));
    auto endless = good();
    endless.endedAt = {};
    QCOMPARE(judgeRehearsal(endless, u"v1"_s, endless.production).reason.cause, Cause::RehearsalAbsent);
}

void RehearsalTest::whatChangedSinceIsNamed_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("path"); // set, or removed where `digest` is empty
    QTest::addColumn<QByteArray>("digest");
    QTest::addColumn<QString>("changed");
    QTest::newRow("another version") << u"v2"_s << QString() << QByteArray() << u"version"_s;
    QTest::newRow("no version") << QString() << QString() << QByteArray() << u"version"_s;
    QTest::newRow("a script") << u"v1"_s << u"stage.sh"_s << one << u"stage.sh"_s;
    QTest::newRow("a script gone") << u"v1"_s << u"stage.sh"_s << QByteArray() << u"stage.sh"_s;
    QTest::newRow("a script more") << u"v1"_s << u"abort.sh"_s << one << u"abort.sh"_s;
    QTest::newRow("the command") << u"v1"_s << u"/commands/stage"_s << two << u"/commands/stage"_s;
}

void RehearsalTest::whatChangedSinceIsNamed()
{
    QFETCH(QString, version);
    QFETCH(QString, path);
    QFETCH(QByteArray, digest);
    QFETCH(QString, changed);
    auto now = good().production;
    if (digest.isEmpty())
        now.remove(path);
    else
        now[path] = digest;
    const auto verdict = judgeRehearsal(good(), version, now);
    QCOMPARE(verdict.status, Status::NoGo);
    QCOMPARE(verdict.reason.cause, Cause::RehearsalOutdated);
    QCOMPARE(verdict.reason.data.value(0), changed);
    auto empty = good();
    empty.production.clear();
    QCOMPARE(judgeRehearsal(empty, u"v1"_s, {}).status, Status::NoGo);
}

void RehearsalTest::windowsOfAnyStageCount()
{
    const auto at = QDateTime(QDate(2026, 3, 1), QTime(10, 0), Qt::UTC);
    QList<SeriesPoint> points;
    for (int i = 0; i < 4; ++i) {
        SeriesPoint point;
        point.window.endedAt = at.addSecs(60 * i);
        point.window.stage = 0;
        point.window.pass = true;
        point.window.burst = 0.5;
        point.window.requests = 10;
        point.p99Ms = 100;
        points.append(point);
    }
    const Baseline baseline{40, 100, at, {}};
    const auto validate = [&](const QList<SeriesPoint> &list, qsizetype mark) {
        return validateRehearsed(50, Series(list), {mark, at.addSecs(-1)}, baseline, Limits(), true);
    };
    QCOMPARE(validate(points, 1).state, ValidationState::Green);
    QCOMPARE(validate(points, 2).state, ValidationState::Inconclusive); // only what appeared after
    QCOMPARE(validateStage(50, Series(points), {1, at}, baseline, Limits(), true).state,
             ValidationState::Inconclusive); // in production they would be another stage's
    points[3].p99Ms = 111;
    QCOMPARE(validate(points, 1).state, ValidationState::Failed);
    points[3].p99Ms = 100;
    points[3].window.requests = 0;
    QCOMPARE(validate(points, 1).state, ValidationState::Inconclusive);
}

void RehearsalTest::passedIsAllThatWasAskedFor()
{
    Rehearsal failing = good();
    QVERIFY(failing.passed());
    failing.steps[1].passed = false;
    QVERIFY(!failing.passed());
    failing = good();
    failing.abortDrill->passed = false;
    QVERIFY(!failing.passed());
    failing.abortDrill.reset();
    QVERIFY(failing.passed()); // all that was asked for; the criterion still wants the drill
    failing.steps.clear();
    QVERIFY(!failing.passed());
}

QTEST_GUILESS_MAIN(RehearsalTest)
#include "tst_rehearsal.moc"
