// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every console makes noise about, and what it does not.
#include "models/rolloutviews.h"
#include "models/wordsalarms.h"
#include "rollout/stagefile.h"

using namespace cutover;
using namespace cutover::models::test;
using domain::AttemptState;
using models::AlarmKind;
using session::View;

namespace {

const QDateTime s_now = at(14, 42, 18);

View with(View view, auto change)
{
    change(view);
    return view;
}

View holding()
{
    auto view = heldAt(1, at(14, 17, 41), 323, 2);
    view.heartbeatAgeMs = 400;
    return view;
}

} // namespace

class WordsAlarmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAlarmIsTold_data();
    void everyAlarmIsTold();
    void itsNameLastsAsLongAsItDoes();
};

void WordsAlarmsTest::everyAlarmIsTold_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QList<int>>("kinds");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const View &view, const QList<AlarmKind> &kinds = {},
                        const QString &words = {}) {
        QList<int> numbers;
        for (const auto kind : kinds)
            numbers.append(static_cast<int>(kind));
        QTest::newRow(name) << view << numbers << words;
    };
    const auto trigger = domain::Trigger{domain::TriggerCode::Burst, 1.62, 1.5, s_now};
    const auto automatic = [&](View view) {
        view.rollout.fired = trigger;
        view.trigger = trigger;
        return view;
    };
    row("nothing signed", unsignedView(7));
    row("nothing promoted, no evidence", with(signedView(), [](View &v) { v.blind = true; }));
    row("nothing promoted, a foreign stage", with(signedView(), [](View &v) { v.desiredStage = u"50"_s; }));
    row("holding", holding());
    row("a trigger", with(holding(), [&](View &v) { v.trigger = trigger; }), {AlarmKind::Trigger},
        u"burst 1.62 > 1.5"_s);
    row("blind", with(holding(), [](View &v) { v.blind = true; }), {AlarmKind::Blind}, u"The hold stands still"_s);
    row("the first stage failed, no evidence", with(firstFailed(), [](View &v) { v.blind = true; }), {AlarmKind::Blind},
        u"No trigger can be judged"_s);
    row("the first stage failed halfway", with(firstFailed(), [](View &v) { v.desiredStage = u"10"_s; }),
        {AlarmKind::StageDrift}, u"says “10”, the ledger 0"_s);
    row("the first stage failed and wrote nothing", firstFailed());
    row("the watcher is late", with(holding(), [](View &v) {
            v.watched = false;
            v.heartbeatAgeMs = 29'000;
        }));
    row("the watcher is silent",
        with(holding(),
             [](View &v) {
                 v.watched = false;
                 v.heartbeatAgeMs = 31'000;
             }),
        {AlarmKind::WatcherSilent}, u"nothing aborts by itself"_s);
    row("a foreign stage", with(holding(), [](View &v) { v.desiredStage = u"50"_s; }), {AlarmKind::StageDrift},
        u"says “50”, the ledger 25"_s);
    const QString folder = rollout::stageFolder.toString();
    row("a folder in its place", with(holding(), [&](View &v) { v.desiredStage = folder; }), {AlarmKind::StageDrift},
        u"desired_stage.txt is a folder: remove it. The ledger says 25: put 25 back, or abort."_s);
    row("a folder where abort should be", with(abortedAt(at(14, 30), true), [&](View &v) { v.desiredStage = folder; }),
        {AlarmKind::NotAborted}, u"is a folder: remove it. Run the abort by hand"_s);
    row("what cannot be read", with(holding(), [](View &v) { v.desiredStage = u"?"_s; }), {AlarmKind::StageDrift},
        u"cannot be read"_s);
    row("a stage under way", with(holding(), [](View &v) {
            v.rollout.stages[2].state = domain::StageState::Promoting;
            v.desiredStage = u"50"_s;
        }));
    row("a broken ledger",
        with(holding(),
             [](View &v) {
                 v.ledger.trouble = u"ledger_invalid"_s;
                 v.ledger.troubleData = {u"118"_s};
             }),
        {AlarmKind::LedgerBroken}, u"118"_s);
    row("all at once",
        with(holding(),
             [&](View &v) {
                 v.trigger = trigger;
                 v.blind = true;
                 v.watched = false;
                 v.heartbeatAgeMs = 31'000;
                 v.desiredStage = u"50"_s;
             }),
        {AlarmKind::Trigger, AlarmKind::Blind, AlarmKind::WatcherSilent, AlarmKind::StageDrift});
    row("the abort command runs", with(abortedAt(at(14, 42, 10), {}), [](View &v) {
            v.rollout.attemptState = AttemptState::Aborting;
            v.desiredStage = u"25"_s;
        }));
    row("the abort command fails",
        with(abortedAt(at(14, 42, 8), {}),
             [](View &v) {
                 v.rollout.attemptState = AttemptState::Aborting;
                 v.desiredStage = u"25\n"_s;
             }),
        {AlarmKind::NotAborted}, u"Run the abort by hand"_s);
    row("abort is read no longer", with(abortedAt(at(14, 30), true), [](View &v) { v.desiredStage = u"25"_s; }),
        {AlarmKind::NotAborted}, u"reads “25”"_s);
    row("a person aborted", abortedAt(at(14, 42), {}));
    row("a trigger aborted", automatic(abortedAt(at(14, 42), {})), {AlarmKind::Aborted}, u"burst 1.62 > 1.5"_s);
    row("and it recovered", automatic(abortedAt(at(14, 42), true)));
    row("not recovered", automatic(abortedAt(at(14, 20), false)), {AlarmKind::NotRecovered}, u"Call the contacts"_s);
    row("closed as rolled back", closedAs(domain::ClosingOutcome::RolledBack));
    row("closed", closedAs(domain::ClosingOutcome::Validated));
}

void WordsAlarmsTest::everyAlarmIsTold()
{
    QFETCH(const View, view);
    QFETCH(const QList<int>, kinds);
    QFETCH(const QString, words);
    QList<int> told;
    const auto alarms = models::alarmsOf(view, s_now);
    for (const auto &alarm : alarms) {
        told.append(static_cast<int>(alarm.kind));
        QVERIFY(!alarm.title.isEmpty() && !alarm.text.isEmpty() && !alarm.text.contains(u'\n'));
    }
    QCOMPARE(told, kinds);
    if (!words.isEmpty())
        QVERIFY2(alarms.first().text.contains(words, Qt::CaseInsensitive), qPrintable(alarms.first().text));
}

/// It is announced once: neither its name nor its words may tick.
void WordsAlarmsTest::itsNameLastsAsLongAsItDoes()
{
    auto view = holding();
    view.blind = true;
    const auto first = models::alarmsOf(view, s_now).first();
    view.heartbeatAgeMs = 900;
    QCOMPARE(models::alarmsOf(view, s_now.addSecs(30)).first(), first);
    view.rollout.attemptId = u"another"_s;
    QVERIFY(models::alarmsOf(view, s_now).first().id != first.id);
}

QTEST_GUILESS_MAIN(WordsAlarmsTest)
#include "tst_wordsalarms.moc"
