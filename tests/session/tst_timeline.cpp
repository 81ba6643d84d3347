// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The time line of an attempt: where it begins and ends, what is folded, and that nothing between is left out.
#include "rollout/ledgerevents.h"
#include "session/timeline.h"

#include <QJsonArray>
#include <QTest>

using namespace cutover;
using namespace cutover::session;
using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

const QString s_first = u"a1"_s;
const QString s_second = u"b2"_s;
const QList<domain::StagePlan> s_stages{{10, 60}, {25, 120}};

/// Entries as a ledger would hold them, a second apart.
class Story
{
public:
    Story &add(QStringView entryKind, const QJsonObject &payload = {}, const QString &person = {})
    {
        ledger::Entry entry;
        entry.index = m_entries.size();
        entry.timeUtc = m_now = m_now.addSecs(1);
        entry.kind = entryKind.toString();
        const auto known = person.isEmpty() ? ledger::PersonKind::None : ledger::PersonKind::Stated;
        entry.actor = {u"ops"_s, u"host"_s, person, known};
        entry.payload = payload;
        m_entries.append(entry);
        return *this;
    }
    Story &wait(qint64 seconds)
    {
        m_now = m_now.addSecs(seconds);
        return *this;
    }
    Story &go(const QString &id, std::optional<int> continues = {})
    {
        QJsonObject payload{{u"decision"_s, u"GO"_s},
                            {u"decision_id"_s, id},
                            {u"role"_s, u"decision-maker"_s},
                            {u"stages"_s, rollout::stagesJson(s_stages)}};
        if (continues)
            payload[u"continues"_s] = *continues;
        return add(kind::decision, payload, u"Maker"_s);
    }
    Story &promote(int percent, const QString &id)
    {
        add(kind::promotionIntent, {{u"percent"_s, percent}, {u"decision_id"_s, id}}, u"Maker"_s);
        return add(
            kind::promotionOutcome,
            {{u"percent"_s, percent}, {u"decision_id"_s, id}, {u"result"_s, u"done"_s}, {u"series_length"_s, 3}});
    }
    Story &hold(int percent, const QString &attempt, int seconds)
    {
        for (int s = 5; s <= seconds; s += 5)
            add(kind::holdCredit, {{u"percent"_s, percent}, {u"served_ms"_s, s * 1000}, {u"attempt_id"_s, attempt}});
        return *this;
    }
    Story &check(const QString &id, const QString &status)
    {
        return add(kind::check, {{u"row"_s, QJsonObject{{u"id"_s, id}, {u"status"_s, status}}}});
    }
    Story &windows(int count)
    {
        QJsonArray points;
        for (int i = 0; i < count; ++i)
            points.append(i);
        return add(kind::windows, {{u"points"_s, points}});
    }
    Story &abort()
    {
        add(kind::abortIntent, {{u"reason"_s, u"manual-rollback-unstated"_s}});
        return add(kind::abortOutcome, {{u"read_back"_s, true}, {u"desired_stage"_s, u"abort"_s}});
    }
    Story &close(const QString &attempt, const QString &outcome = u"validated"_s)
    {
        return add(kind::closing,
                   {{u"decision_id"_s, u"c-"_s + attempt}, {u"attempt_id"_s, attempt}, {u"outcome"_s, outcome}});
    }
    /// Both stages promoted and held.
    Story &through(const QString &id) { return promote(10, id).hold(10, id, 60).promote(25, id).hold(25, id, 120); }

    [[nodiscard]] const QList<ledger::Entry> &entries() const { return m_entries; }
    [[nodiscard]] Timeline of(const QString &id = {}) const { return timelineOf(m_entries, id); }

private:
    QList<ledger::Entry> m_entries;
    QDateTime m_now{QDate(2026, 3, 2), QTime(14, 0), Qt::UTC};
};

QStringList kindsOf(const Timeline &timeline)
{
    QStringList kinds;
    for (const auto &event : timeline.events)
        kinds.append(event.kind);
    return kinds;
}

/// How many entries the lines stand for, folded ones whole.
qint64 entriesTold(const Timeline &timeline, const QList<ledger::Entry> &entries)
{
    qint64 told = 0;
    for (const auto &event : timeline.events)
        told += std::count_if(entries.cbegin() + event.entry, entries.cbegin() + event.lastEntry + 1,
                              [&event](const auto &entry) { return entry.kind == event.kind; });
    return told;
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHoldIsOneLine();
    void holdsOfTwoStagesAreTwo();
    void anotherAttemptsCreditIsMarked();
    void checksBetweenTwoLinesAreOne();
    void aRowIsToldAsItRanLast();
    void windowsAreCountedFromStageToStage();
    void foldedLinesStandWhereTheyEnd();
    void unknownKindsAreKept();
    void nothingIsLeftOut();
    void theLedgersOrderStays();
    void itBeginsBehindTheAttemptBefore();
    void itBeginsWithWhatStillCounted();
    void itEndsWithItsClosing();
    void itEndsBeforeTheNextGo();
    void aClosingSignedLaterIsTold();
    void aContinuationIsTheSameAttempt();
    void withoutAWishItIsTheLast();
    void beforeAnyDecisionItIsWhatLeadsUpToIt();
    void anUnknownAttemptIsNone();
    void stagesEndAsTheLedgerTellsThem();
};

void TimelineTest::aHoldIsOneLine()
{
    const auto timeline = Story().go(s_first).promote(10, s_first).hold(10, s_first, 45).of();
    QCOMPARE(kindsOf(timeline),
             QStringList({u"decision"_s, u"promotion_intent"_s, u"promotion_outcome"_s, u"hold_credit"_s}));
    const auto &hold = timeline.events.last();
    QCOMPARE(hold.entry, 3);
    QCOMPARE(hold.lastEntry, 11);
    QCOMPARE(hold.at.secsTo(hold.until), 8);
    QCOMPARE(hold.data[u"served_ms"_s].toInt(), 45'000);
    QCOMPARE(hold.data[u"hold_s"_s].toInt(), 60);
}

void TimelineTest::holdsOfTwoStagesAreTwo()
{
    // Whatever comes between two saves does not split a hold; it stands where it was saved last.
    Story story;
    story.go(s_first).promote(10, s_first).hold(10, s_first, 10).add(kind::pause).hold(10, s_first, 60);
    story.promote(25, s_first).hold(25, s_first, 5);
    QCOMPARE(kindsOf(story.of()),
             QStringList({u"decision"_s, u"promotion_intent"_s, u"promotion_outcome"_s, u"pause"_s, u"hold_credit"_s,
                          u"promotion_intent"_s, u"promotion_outcome"_s, u"hold_credit"_s}));
}

void TimelineTest::anotherAttemptsCreditIsMarked()
{
    Story story;
    story.go(s_first).promote(10, s_first).abort().go(s_second).hold(10, s_first, 5).promote(10, s_second);
    const auto timeline = story.of(s_second);
    QVERIFY(kindsOf(timeline).contains(u"hold_credit"_s));
    for (const auto &event : timeline.events)
        QCOMPARE(event.isOfAnother, event.kind == kind::holdCredit);
    const auto hold = std::ranges::find(timeline.events, u"hold_credit"_s, &TimelineEvent::kind);
    QVERIFY(!hold->data.contains(u"hold_s"_s));
}

void TimelineTest::checksBetweenTwoLinesAreOne()
{
    Story story;
    story.check(u"readyz"_s, u"go"_s).check(u"pii-breaker"_s, u"no_go"_s).go(s_first).check(u"readyz"_s, u"go"_s);
    const auto timeline = story.of();
    QCOMPARE(kindsOf(timeline), QStringList({u"check_run"_s, u"decision"_s, u"check_run"_s}));
    QCOMPARE(timeline.events.first().data[u"rows"_s].toArray().size(), 2);
    QCOMPARE(timeline.events.first().lastEntry, 1);
}

void TimelineTest::aRowIsToldAsItRanLast()
{
    const auto timeline = Story().check(u"readyz"_s, u"error"_s).check(u"readyz"_s, u"go"_s).of();
    const auto rows = timeline.events.value(0).data[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first()[u"status"_s].toString(), u"go"_s);
}

void TimelineTest::windowsAreCountedFromStageToStage()
{
    Story story;
    story.go(s_first).promote(10, s_first).windows(2).add(kind::pause).windows(3).promote(25, s_first).windows(1);
    QList<qint64> counts;
    for (const auto &event : story.of().events)
        if (event.kind == kind::windows)
            counts.append(event.data[u"count"_s].toInteger());
    QCOMPARE(counts, QList<qint64>({5, 1}));
}

void TimelineTest::foldedLinesStandWhereTheyEnd()
{
    Story story;
    story.go(s_first).promote(10, s_first).windows(1).add(kind::pause).check(u"readyz"_s, u"go"_s).promote(25, s_first);
    story.check(u"readyz"_s, u"go"_s).windows(1).add(kind::trigger, {{u"attempt_id"_s, s_first}}).windows(1);
    QCOMPARE(kindsOf(story.of()),
             QStringList({u"decision"_s, u"promotion_intent"_s, u"promotion_outcome"_s, u"pause"_s, u"windows"_s,
                          u"check_run"_s, u"promotion_intent"_s, u"promotion_outcome"_s, u"check_run"_s, u"windows"_s,
                          u"trigger"_s, u"windows"_s}));
}

void TimelineTest::unknownKindsAreKept()
{
    const auto timeline = Story().go(s_first).add(u"of_a_later_version"_s, {{u"x"_s, 1}}).of();
    QCOMPARE(timeline.events.last().kind, u"of_a_later_version"_s);
    QCOMPARE(timeline.events.last().data[u"x"_s].toInt(), 1);
}

void TimelineTest::nothingIsLeftOut()
{
    Story story;
    story.check(u"readyz"_s, u"go"_s).go(s_first).promote(10, s_first).windows(2).hold(10, s_first, 20);
    story.add(kind::pause).check(u"readyz"_s, u"go"_s).windows(1).hold(10, s_first, 60).add(u"strange"_s);
    story.add(kind::trigger, {{u"code"_s, u"p99"_s}, {u"attempt_id"_s, s_first}}).abort().windows(1);
    const auto timeline = story.of();
    QCOMPARE(timeline.before + entriesTold(timeline, story.entries()) + timeline.after, story.entries().size());
}

void TimelineTest::theLedgersOrderStays()
{
    // The clock was set back: the order is the ledger's all the same.
    Story story;
    story.go(s_first).promote(10, s_first).wait(-3600).add(kind::pause).add(kind::resume);
    const auto timeline = story.of();
    for (qsizetype i = 1; i < timeline.events.size(); ++i)
        QVERIFY(timeline.events.at(i).entry > timeline.events.at(i - 1).entry);
    QVERIFY(timeline.events.last().at < timeline.events.first().at);
}

void TimelineTest::itBeginsBehindTheAttemptBefore()
{
    Story story;
    story.go(s_first).promote(10, s_first).abort().add(kind::note).go(s_second).promote(10, s_second);
    const auto timeline = story.of(s_second);
    QCOMPARE(timeline.number, 2);
    QCOMPARE(timeline.before, 5);
    QCOMPARE(kindsOf(timeline), QStringList({u"note"_s, u"decision"_s, u"promotion_intent"_s, u"promotion_outcome"_s}));
}

void TimelineTest::itBeginsWithWhatStillCounted()
{
    Story story;
    story.add(kind::note).wait(73 * 3600).add(kind::baseline).go(s_first);
    const auto timeline = story.of();
    QCOMPARE(kindsOf(timeline), QStringList({u"baseline"_s, u"decision"_s}));
    QCOMPARE(timeline.before, 1);
}

void TimelineTest::itEndsWithItsClosing()
{
    Story story;
    story.go(s_first).through(s_first).close(s_first).add(kind::note);
    const auto timeline = story.of(s_first);
    QCOMPARE(timeline.events.last().kind, u"closing"_s);
    QCOMPARE(timeline.after, 1);
    QVERIFY(timeline.end.closing.has_value());
}

void TimelineTest::itEndsBeforeTheNextGo()
{
    Story story;
    story.go(s_first).promote(10, s_first).abort().go(s_second).promote(10, s_second);
    const auto timeline = story.of(s_first);
    QCOMPARE(timeline.events.last().kind, u"abort_outcome"_s);
    QCOMPARE(timeline.after, 3);
    QCOMPARE(timeline.attemptId, s_first);
    QVERIFY(timeline.end.isAborted());
}

void TimelineTest::aClosingSignedLaterIsTold()
{
    Story story;
    story.go(s_first).promote(10, s_first).abort().go(s_second).promote(10, s_second).close(s_first, u"rolled-back"_s);
    const auto timeline = story.of(s_first);
    QCOMPARE(timeline.events.last().kind, u"closing"_s);
    QVERIFY(!timeline.events.last().isOfAnother);
    QCOMPARE(timeline.events.at(timeline.events.size() - 2).kind, u"abort_outcome"_s);
    // To the attempt under way it is another's.
    QVERIFY(story.of(s_second).events.last().isOfAnother);
}

void TimelineTest::aContinuationIsTheSameAttempt()
{
    Story story;
    story.go(s_first).promote(10, s_first).hold(10, s_first, 60).go(s_second, 10).promote(25, s_second);
    const auto timeline = story.of();
    QCOMPARE(timeline.attemptId, s_first);
    QCOMPARE(timeline.number, 1);
    for (const auto &event : timeline.events)
        QVERIFY2(!event.isOfAnother, qPrintable(event.kind));
    QCOMPARE(timeline.end.present()->plan.percent, 25);
}

void TimelineTest::withoutAWishItIsTheLast()
{
    Story story;
    story.go(s_first).promote(10, s_first).abort().go(s_second);
    QCOMPARE(story.of().attemptId, s_second);
}

void TimelineTest::beforeAnyDecisionItIsWhatLeadsUpToIt()
{
    const auto timeline = Story().check(u"readyz"_s, u"go"_s).add(kind::note).of();
    QVERIFY(timeline.attemptId.isEmpty());
    QCOMPARE(timeline.events.size(), 2);
    QVERIFY(timelineOf({}).events.isEmpty());
}

void TimelineTest::anUnknownAttemptIsNone()
{
    const auto timeline = Story().go(s_first).promote(10, s_first).of(u"nowhere"_s);
    QVERIFY(timeline.attemptId.isEmpty() && timeline.events.isEmpty());
}

void TimelineTest::stagesEndAsTheLedgerTellsThem()
{
    Story story;
    story.go(s_first).through(s_first);
    const auto &stages = story.of().end.stages;
    QCOMPARE(stages.size(), 2);
    QCOMPARE(stages[0].state, domain::StageState::Validated);
    QCOMPARE(stages[1].creditMs, 120'000);
}

QTEST_GUILESS_MAIN(TimelineTest)
#include "tst_timeline.moc"
