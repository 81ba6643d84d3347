// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every face says of the watcher: who watches, for how long nobody does, and how an abort ended.
#include "models/words.h"
#include "models/wordswatch.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::AttemptState;
using domain::StageState;
using models::Watching;
using session::View;

namespace {

const QDateTime s_now(QDate(2026, 3, 2), QTime(14, 42, 18), Qt::UTC);
constexpr qint64 s_hour = 3600;

/// Without its no-break spaces.
QString plain(QString text)
{
    return text.replace(u'\u00a0', u' ');
}

View signedView()
{
    View view;
    view.rollout.attemptState = AttemptState::Open;
    view.decision = session::DecisionView{};
    view.decision->kind = domain::DecisionKind::Go;
    view.decision->valid = true;
    for (const auto &plan : domain::checklistProfile().stages) {
        domain::StageProgress stage;
        stage.plan = plan;
        view.rollout.stages.append(stage);
    }
    return view;
}

/// `percent` is reached and held, its promotion `agoS` before now.
View heldAt(int percent, qint64 agoS = 600)
{
    auto view = signedView();
    for (auto &stage : view.rollout.stages) {
        if (stage.plan.percent > percent)
            continue;
        stage.state = stage.plan.percent == percent ? StageState::Holding : StageState::Validated;
        stage.intendedAt = stage.mark.at = s_now.addSecs(-agoS);
    }
    return view;
}

View aborted(std::optional<bool> recovered)
{
    auto view = heldAt(50);
    view.rollout.attemptState = AttemptState::Aborted;
    view.rollout.abortedAt = s_now.addSecs(-60);
    view.rollout.abortReason = u"auto-burst-1.62-over-1.5"_s;
    view.rollout.recovered = recovered;
    view.desiredStage = u"abort"_s;
    return view;
}

View heard(View view, qint64 ageMs)
{
    view.watcher = domain::WatchLease{};
    view.heartbeatAgeMs = ageMs;
    view.watched = ageMs <= domain::watcherMissingAfterMs;
    return view;
}

View closed(View view)
{
    view.rollout.attemptState = AttemptState::Closed;
    view.rollout.closing = domain::CutoverClosed{};
    return view;
}

View triggered(View view)
{
    view.trigger = domain::Trigger{domain::TriggerCode::Burst, 1.62, 1.5, s_now};
    return view;
}

} // namespace

Q_DECLARE_METATYPE(cutover::session::View)
Q_DECLARE_METATYPE(cutover::models::Watching)

class WordsWatchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyNewsHasItsText_data();
    void everyNewsHasItsText();
    void theWatcherIsToldAsItIs_data();
    void theWatcherIsToldAsItIs();
    void aTriggerSaysWhoAborts_data();
    void aTriggerSaysWhoAborts();
    void theHeadlineTellsTheAbort_data();
    void theHeadlineTellsTheAbort();
    void aSilentWatcherIsInTheHeadline();
    void theHeadlineSaysWhyItIsBlind_data();
    void theHeadlineSaysWhyItIsBlind();
    void aWindowOfTheFutureIsToldByItsTime();
    void leavingSaysWhatGoesOn_data();
    void leavingSaysWhatGoesOn();
};

void WordsWatchTest::theWatcherIsToldAsItIs_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<Watching>("who");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const View &view, Watching who, const QString &words) {
        QTest::newRow(name) << view << who << words;
    };
    const QString starts = u"The watcher starts with the first promotion"_s;
    row("nothing signed", View{}, Watching::NotYet, starts);
    row("signed, nothing promoted", signedView(), Watching::NotYet, starts);
    row("an old lease before the first", heard(signedView(), 90'000), Watching::NotYet, starts);
    row("standing ready", heard(signedView(), 600), Watching::Armed, u"Watcher armed, 0.6 s ago"_s);
    row("armed", heard(heldAt(25), 640), Watching::Armed, u"Watcher armed, 0.6 s ago"_s);
    row("at the limit", heard(heldAt(25), 5'000), Watching::Armed, u"Watcher armed, 5.0 s ago"_s);
    row("missing", heard(heldAt(25), 7'200), Watching::Missing, u"No watcher for 7 s"_s);
    row("missing for long", heard(heldAt(25), 29'999), Watching::Missing, u"No watcher for 29 s"_s);
    row("silent", heard(heldAt(25), 30'000), Watching::Silent, u"No watcher for 30 s"_s);
    row("never one", heldAt(10, 240), Watching::Silent, u"No watcher for 4 min"_s);
    row("never one, just begun", heldAt(10, 8), Watching::Missing, u"No watcher for 8 s"_s);
    row("only an older attempt's", heard(heldAt(10, 8), 24 * s_hour * 1000), Watching::Missing,
        u"No watcher for 8 s"_s);
    row("100 %, in time", heard(heldAt(100, 4 * s_hour), 200), Watching::Armed, u"Watcher armed, 0.2 s ago"_s);
    row("100 %, too late", heard(heldAt(100, 4 * s_hour + 1), 200), Watching::OnlyAlarms,
        u"Watcher only alarms, 0.2 s ago"_s);
    row("50 %, however late", heard(heldAt(50, 9 * s_hour), 200), Watching::Armed, u"Watcher armed, 0.2 s ago"_s);
    row("recovering", heard(aborted({}), 1'000), Watching::Armed, u"Watcher proves the recovery, 1.0 s ago"_s);
    row("recovering alone", heard(aborted({}), 12'000), Watching::Missing, u"No watcher for 12 s"_s);
    row("not recovered, alone", heard(aborted(false), 45'000), Watching::Silent, u"No watcher for 45 s"_s);
    row("recovered", heard(aborted(true), 400), Watching::Over, u"Recovered; the watch is over"_s);
    row("closed", closed(heard(heldAt(100), 400)), Watching::Over, u"Closed; the watch is over"_s);
}

void WordsWatchTest::theWatcherIsToldAsItIs()
{
    QFETCH(const View, view);
    QFETCH(const Watching, who);
    QFETCH(const QString, words);
    QCOMPARE(models::watching(view, s_now), who);
    QCOMPARE(plain(models::watcherText(view, s_now)), words);
}

void WordsWatchTest::aTriggerSaysWhoAborts_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("words");
    QTest::newRow("the watcher") << heard(heldAt(25), 600) << u"The watcher aborts."_s;
    QTest::newRow("nobody") << heard(heldAt(25), 6'000) << u"Nobody watches: press Abort."_s;
    QTest::newRow("four hours late") << heard(heldAt(100, 5 * s_hour), 600)
                                     << u"Four hours after the last stage nothing aborts by itself: press Abort."_s;
}

void WordsWatchTest::aTriggerSaysWhoAborts()
{
    QFETCH(const View, view);
    QFETCH(const QString, words);
    QCOMPARE(models::whoAbortsText(view, s_now), words);
    const auto lines = models::verdictLines(triggered(view), s_now);
    QVERIFY2(lines.line1.contains(u"1.62 > 1.5"), qPrintable(lines.line1));
    QVERIFY2(lines.line2.startsWith(words), qPrintable(lines.line2));
}

void WordsWatchTest::theHeadlineTellsTheAbort_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("line1");
    QTest::addColumn<QString>("line2");
    const QString at = u"14:41:18 UTC at 50 %."_s;
    const QString reason = u"auto-burst-1.62-over-1.5"_s;
    auto other = aborted(true);
    other.watched = true;
    other.desiredStage = u"50\n\x1b"_s;
    auto degraded = heard(aborted(false), 500);
    degraded.live.readyz = u"degraded"_s;
    auto before = heard(aborted({}), 500);
    before.rollout.stages.clear();
    const QString proof = u"Readyz must be Go three times in a row. "_s + reason;
    const QString call = u"Call the contacts. Three Go of readyz in a row end the alarm."_s;
    const auto row = [](const char *name, const View &view, const QString &word, const QString &one,
                        const QString &two) { QTest::newRow(name) << view << word << one << two; };
    row("recovering", heard(aborted({}), 500), u"ABORTED"_s, at + u" Recovering."_s, proof);
    row("before a stage was reached", before, u"ABORTED"_s, u"14:41:18 UTC before the first stage. Recovering."_s,
        proof);
    row("nobody proves it", heard(aborted({}), 9'000), u"ABORTED"_s, at + u" Recovery not proven."_s,
        u"No watcher for 9 s. "_s + proof);
    row("recovered", aborted(true), u"ABORTED"_s, at + u" Recovered."_s, u"A new GO is needed. "_s + reason);
    row("the stage file was changed", other, u"ABORTED"_s, u"desired_stage.txt reads “50\\x0a\\x1b”, not abort."_s,
        u"Aborted "_s + at + u' ' + reason);
    auto both = heard(aborted(false), 500);
    both.desiredStage = u"50"_s;
    row("not recovered, and changed", both, u"NOT RECOVERED"_s, u"desired_stage.txt reads “50”, not abort."_s,
        u"Aborted "_s + at + u' ' + reason);
    row("not recovered", degraded, u"NOT RECOVERED"_s, u"Readyz degraded. Aborted "_s + at, call);
    row("not recovered, alone", heard(aborted(false), 45'000), u"NOT RECOVERED"_s,
        u"Readyz unreadable. Aborted "_s + at, u"No watcher for 45 s. "_s + call);
}

void WordsWatchTest::theHeadlineTellsTheAbort()
{
    QFETCH(const View, view);
    QFETCH(const QString, word);
    QFETCH(const QString, line1);
    QFETCH(const QString, line2);
    const auto lines = models::verdictLines(view, s_now);
    QCOMPARE(lines.word, word);
    QCOMPARE(plain(lines.line1), line1);
    QCOMPARE(plain(lines.line2), line2);
}

void WordsWatchTest::aSilentWatcherIsInTheHeadline()
{
    const auto lines = models::verdictLines(heard(heldAt(25), 31'000), s_now);
    QCOMPARE(lines.word, u"GO"_s);
    QCOMPARE(plain(lines.line1), u"No watcher for 31 s: nothing aborts by itself."_s);
    QVERIFY(!models::verdictLines(heard(heldAt(25), 29'000), s_now).line1.contains(u"watcher"));
    QVERIFY(!models::verdictLines(heard(signedView(), 31'000), s_now).line1.contains(u"watcher"));
    auto blind = heard(heldAt(25), 31'000);
    blind.blind = true;
    QCOMPARE(models::verdictLines(blind, s_now).word, u"BLIND"_s);
    QVERIFY(plain(models::verdictLines(blind, s_now).line2).endsWith(u"No watcher for 31 s."));
}

void WordsWatchTest::theHeadlineSaysWhyItIsBlind_data()
{
    QTest::addColumn<qint64>("ageS");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<QString>("line1");
    QTest::newRow("silent") << qint64(420) << true << u"No new evidence for 7 min."_s;
    QTest::newRow("unreadable") << qint64(1) << false << u"The evidence cannot be read."_s;
    QTest::newRow("from the future") << qint64(-3'900) << true
                                     << u"The evidence is from the future: its time lies 65 min ahead of this clock."_s;
}

void WordsWatchTest::theHeadlineSaysWhyItIsBlind()
{
    QFETCH(const qint64, ageS);
    QFETCH(const bool, isReadable);
    QFETCH(const QString, line1);
    auto view = heard(heldAt(25), 0);
    view.blind = true;
    view.series = {};
    view.evidence.readable = view.live.evidenceReadable = isReadable;
    view.live.evidenceAt = s_now.addSecs(-ageS);
    QCOMPARE(plain(models::verdictLines(view, s_now).line1), line1);
}

/// A clock that is behind is no lack of numbers.
void WordsWatchTest::aWindowOfTheFutureIsToldByItsTime()
{
    auto view = heard(heldAt(25), 0);
    view.blind = true;
    view.evidence.readable = view.live.evidenceReadable = true;
    view.live.evidenceAt = s_now;
    domain::SeriesPoint point;
    point.window.endedAt = s_now.addSecs(3'900);
    point.window.requests = 9; // and not readable: so the reader leaves what lies in the future
    view.series = domain::Series({point});
    QCOMPARE(plain(models::verdictLines(view, s_now).line1),
             u"The newest window is from the future: its time lies 65 min ahead of this clock, so no trigger can judge "
             "it."_s);
    point.window.endedAt = s_now.addSecs(-60);
    view.series = domain::Series({point});
    QVERIFY(models::verdictLines(view, s_now).line1.contains(u"lacks a readable burst"_s));
}

void WordsWatchTest::leavingSaysWhatGoesOn_data()
{
    QTest::addColumn<View>("view");
    QTest::addColumn<QString>("words");
    QTest::newRow("watched") << heard(heldAt(25), 600)
                             << u"The rollout goes on at 25 %. The watcher goes on serving the hold and aborts on the "
                                "triggers; you can open this workspace again at any time."_s;
    QTest::newRow("unwatched") << heard(heldAt(25), 8'000)
                               << u"The rollout goes on at 25 %. No watcher for 8 s: nobody serves the hold, and "
                                  "nothing aborts by itself until one starts. cutoverctl watch does without a window; "
                                  "you can open this workspace again at any time."_s;
    QTest::newRow("four hours late") << heard(heldAt(100, 5 * s_hour), 600)
                                     << u"The rollout goes on at 100 %. The watcher only alarms now, four hours after "
                                        "the last stage; you can open this workspace again at any time."_s;
}

void WordsWatchTest::leavingSaysWhatGoesOn()
{
    QFETCH(const View, view);
    QFETCH(const QString, words);
    QCOMPARE(plain(models::leavingText(view, s_now)), words);
}

void WordsWatchTest::everyNewsHasItsText_data()
{
    using Kind = session::WatchNews::Kind;
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QStringList>("data");
    QTest::addColumn<QString>("text");
    QTest::newRow("armed") << Kind::Armed << QStringList() << u"Armed: the triggers are judged, the hold is served."_s;
    QTest::newRow("armed after an abort") << Kind::Armed << QStringList{u"recovery"_s}
                                          << u"Armed after an abort: the recovery is watched, no trigger is judged."_s;
    QTest::newRow("not recovered") << Kind::NotRecovered << QStringList{u"SRE"_s, u"Ana"_s, u"+49 30 1"_s, {}}
                                   << u"NOT RECOVERED 15 min after the abort. Call: SRE Ana (+49 30 1)."_s;
    QTest::newRow("not recovered, nobody") << Kind::NotRecovered << QStringList()
                                           << u"NOT RECOVERED 15 min after the abort. Nobody to call is named under "
                                              "“contacts” in cutover.json."_s;
    QTest::newRow("captured") << Kind::Captured << QStringList{u"var/incidents/a.json"_s, u"var/incidents/a.ics"_s}
                              << u"Captured: var/incidents/a.json, var/incidents/a.ics."_s;
    QTest::newRow("not captured") << Kind::CaptureFailed << QStringList{u"var/incidents/a\n.json"_s, u"no_space"_s}
                                  << u"Not captured yet: var/incidents/a\\x0a.json (no space). It is tried again; keep "
                                     "the evidence yourself."_s;
    QTest::newRow("no logind")
        << Kind::SleepNotInhibited << QStringList{u"no_bus"_s}
        << u"Sleep is not inhibited here (no systemd-logind answers): keep this machine awake."_s;
    QTest::newRow("not allowed") << Kind::SleepNotInhibited << QStringList{u"denied"_s}
                                 << u"Sleep is not inhibited here (systemd-logind does not allow it in this session): "
                                    "keep this machine awake."_s;
}

void WordsWatchTest::everyNewsHasItsText()
{
    QFETCH(const session::WatchNews::Kind, kind);
    QFETCH(const QStringList, data);
    QTEST(plain(models::watchText({kind, data, s_now})), "text");
}

QTEST_GUILESS_MAIN(WordsWatchTest)

#include "tst_wordswatch.moc"
