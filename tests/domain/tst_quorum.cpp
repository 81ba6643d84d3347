// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A decision that waits for its quorum: when it counts, what drops it, and who may fill a seat, at what hour.
#include "domain/rollout.h"
#include "domain/signers.h"

#include <QTest>

#include <functional>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QList<StagePlan> plans{{10, 900}, {100, 3600}};

RolloutEvent go(const QString &id, bool isPending, std::optional<int> continues = {})
{
    return DecisionSigned{3, DecisionKind::Go, id, noon, plans, continues, isPending};
}
RolloutEvent noGo()
{
    return DecisionSigned{4, DecisionKind::NoGo, u"n"_s, noon.addSecs(5), plans};
}
RolloutEvent signedToo(const QString &id, bool completes)
{
    return Countersigned{id, completes, 9, noon.addSecs(60)};
}
RolloutEvent closing(ClosingOutcome outcome, const QString &attempt, bool isPending)
{
    return CutoverClosed{outcome, attempt, u"c"_s, noon.addSecs(50), isPending};
}
const RolloutEvent abortStarted = AbortIntended{noon.addSecs(30), u"manual"_s};
const RolloutEvent abortRead = AbortEnded{true, noon.addSecs(40)};
const RolloutEvent stoodDown = StoodDown{u"somebody"_s, noon.addSecs(50)};
const QList<RolloutEvent> through{go(u"a"_s, false),
                                  PromotionIntended{10, noon},
                                  PromotionEnded{10, PromotionResult::Done, {1, noon}},
                                  PromotionIntended{100, noon},
                                  PromotionEnded{100, PromotionResult::Done, {1, noon}},
                                  HoldCredited{100, 3'600'000, u"a"_s}};

RolloutState after(const QList<RolloutEvent> &events)
{
    RolloutState state;
    for (const auto &event : events)
        state = advance(std::move(state), event, 7);
    return state;
}

/// One signer a letter, his roles' first letters behind it, by the letter's name or the one after «=»; «x>y»: y is x's
/// deputy.
SignersList listOf(const QString &text)
{
    SignersList list;
    for (const auto &word : text.split(u' ')) {
        if (word.contains(u'>')) {
            list.deputies.insert(word.section(u'>', 0, 0), word.section(u'>', 1));
            continue;
        }
        const QString name = word.section(u'=', 1);
        Signer signer{word.left(1), name.isEmpty() ? word.left(1).toUpper() : name, {}, {}};
        for (const QChar role : word.section(u'=', 0, 0).mid(1))
            signer.roles.append(role);
        list.signers.append(signer);
    }
    return list;
}

/// «a b@20»: a signed at the target time, b 20 minutes after it.
QList<Signing> signingsOf(const QString &text)
{
    QList<Signing> signings;
    for (const auto &word : text.split(u' ', Qt::SkipEmptyParts))
        signings.append({word.section(u'@', 0, 0), noon.addSecs(60 * word.section(u'@', 1).toInt())});
    return signings;
}

/// «d2 s1»
Quorum quorumFrom(const QString &text)
{
    Quorum quorum{{}, noon};
    for (const auto &word : text.split(u' '))
        quorum.seats.insert(word.left(1), word.mid(1).toInt());
    return quorum;
}

} // namespace

class QuorumTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoCountsFromItsQuorum();
    void whatSupersedesDropsWhatWaits_data();
    void whatSupersedesDropsWhatWaits();
    void aHalfSignedGoSupersedesNothing();
    void aClosingWaitsToo();
    void aRollbacksClosingKeepsTheNextGo();
    void anAbortToldLateDropsWhatWasSignedBefore();
    void whatNoConsoleWritesIsAnAnomaly_data();
    void whatNoConsoleWritesIsAnAnomaly();
    void seatsAreFilled_data();
    void seatsAreFilled();
    void oneMoreSignature_data();
    void oneMoreSignature();
    void whoIsAwaited();
};

void QuorumTest::aGoCountsFromItsQuorum()
{
    auto state = after({go(u"a"_s, true)});
    QCOMPARE(state.attemptState, AttemptState::None);
    QCOMPARE(state.attempt, 0);
    QVERIFY(!state.decision && state.judged()->isPending);
    state = after({go(u"a"_s, true), signedToo(u"a"_s, false)});
    QVERIFY(state.pending && !state.decision && !state.anomaly);
    state = after({go(u"a"_s, true), signedToo(u"a"_s, false), signedToo(u"a"_s, true)});
    QCOMPARE(state.attemptState, AttemptState::Open);
    QCOMPARE(state.attemptAt, noon.addSecs(60));
    QCOMPARE(state.decision->entry, 9);
    QVERIFY(!state.pending && !state.anomaly && !state.judged()->isPending);
}

void QuorumTest::whatSupersedesDropsWhatWaits_data()
{
    QTest::addColumn<std::function<QList<RolloutEvent>()>>("events");
    const auto row = [](const char *name, const QList<RolloutEvent> &before, const RolloutEvent &event) {
        QTest::newRow(name) << std::function<QList<RolloutEvent>()>([=] { return before + QList{event}; });
    };
    const QList<RolloutEvent> first{go(u"p"_s, true)};
    row("a NO-GO", first, noGo());
    row("an abort", first, abortStarted);
    row("a stand-down", first, stoodDown);
    row("another GO", first, go(u"q"_s, false));
    row("another that waits", first, go(u"q"_s, true));
    row("a promotion", {go(u"a"_s, false), go(u"p"_s, true)}, PromotionIntended{10, noon});
    row("a closing", through + QList<RolloutEvent>{go(u"p"_s, true, 100)},
        closing(ClosingOutcome::Validated, u"a"_s, false));
}

void QuorumTest::whatSupersedesDropsWhatWaits()
{
    QFETCH(std::function<QList<RolloutEvent>()>, events);
    auto state = after(events());
    QVERIFY(!state.anomaly);
    QVERIFY(!state.pending || state.pending->decisionId != u"p"_s);
    state = after(events() + QList{signedToo(u"p"_s, true)});
    QVERIFY(state.anomaly && (!state.decision || state.decision->decisionId != u"p"_s));
}

void QuorumTest::aHalfSignedGoSupersedesNothing()
{
    const auto open = after({go(u"a"_s, false), go(u"b"_s, true)});
    QCOMPARE(open.judged()->decisionId, u"a"_s);
    QCOMPARE(open.attempt, 1);
    const auto aborted =
        after({go(u"a"_s, false), PromotionIntended{10, noon}, abortStarted, abortRead, go(u"b"_s, true)});
    QVERIFY(aborted.isAborted());
    QCOMPARE(aborted.judged()->decisionId, u"b"_s);
    QCOMPARE(aborted.attemptId, u"a"_s);
    // A NO-GO during a rollout stays in force until the continuation has its quorum.
    const QList<RolloutEvent> overridden{go(u"a"_s, false), PromotionIntended{10, noon},
                                         PromotionEnded{10, PromotionResult::Done, {1, noon}}, noGo(),
                                         go(u"b"_s, true, 10)};
    QVERIFY(after(overridden).override);
    const auto complete = after(overridden + QList{signedToo(u"b"_s, true)});
    QVERIFY(!complete.override && complete.attemptId == u"a"_s);
}

void QuorumTest::aClosingWaitsToo()
{
    auto state = after(through + QList{closing(ClosingOutcome::Validated, u"a"_s, true)});
    QVERIFY(state.pendingClosing && !state.closing && !state.anomaly);
    QCOMPARE(state.attemptState, AttemptState::Open);
    state = after(through + QList{closing(ClosingOutcome::Validated, u"a"_s, true), signedToo(u"c"_s, true)});
    QCOMPARE(state.attemptState, AttemptState::Closed);
    QCOMPARE(state.closing->at, noon.addSecs(60));
    state = after(through + QList{closing(ClosingOutcome::Validated, u"a"_s, true), abortStarted});
    QVERIFY(!state.pendingClosing && state.isAborted());
}

void QuorumTest::aRollbacksClosingKeepsTheNextGo()
{
    const auto state =
        after({go(u"a"_s, false), PromotionIntended{10, noon}, abortStarted, abortRead, go(u"b"_s, true),
               closing(ClosingOutcome::RolledBack, u"a"_s, true), signedToo(u"c"_s, true), signedToo(u"b"_s, true)});
    QVERIFY(!state.anomaly && !state.pendingClosing);
    QCOMPARE(state.attemptId, u"b"_s);
}

void QuorumTest::anAbortToldLateDropsWhatWasSignedBefore()
{
    const RolloutEvent early = AbortIntended{noon.addSecs(-60), u"manual"_s, true};
    const RolloutEvent late = AbortIntended{noon.addSecs(60), u"manual"_s, true};
    const QList<RolloutEvent> closed = through + QList{closing(ClosingOutcome::Validated, u"a"_s, false)};
    QVERIFY(after(closed + QList{go(u"b"_s, true), early}).pending);
    QVERIFY(!after(closed + QList{go(u"b"_s, true), late}).pending);
}

void QuorumTest::whatNoConsoleWritesIsAnAnomaly_data()
{
    QTest::addColumn<std::function<QList<RolloutEvent>()>>("events");
    const auto row = [](const char *name, const QList<RolloutEvent> &events) {
        QTest::newRow(name) << std::function<QList<RolloutEvent>()>([=] { return events; });
    };
    row("of nothing", {signedToo(u"a"_s, true)});
    row("without an id", {signedToo({}, true)});
    row("of a complete one", {go(u"a"_s, false), signedToo(u"a"_s, true)});
    row("one too many", {go(u"a"_s, true), signedToo(u"a"_s, true), signedToo(u"a"_s, false)});
    row("of another", {go(u"a"_s, true), signedToo(u"b"_s, true)});
    row("entered again", {go(u"a"_s, true), go(u"a"_s, false)});
    row("continues nothing", {go(u"a"_s, true, 10)});
    row("a closing too early", {go(u"a"_s, false), closing(ClosingOutcome::Validated, u"a"_s, true)});
}

void QuorumTest::whatNoConsoleWritesIsAnAnomaly()
{
    QFETCH(std::function<QList<RolloutEvent>()>, events);
    QCOMPARE(after(events()).anomaly, 7);
}

void QuorumTest::seatsAreFilled_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("signings");
    QTest::addColumn<QString>("quorum");
    QTest::addColumn<int>("filled");
    const auto row = [](const char *name, const char16_t *list, const char16_t *signings, const char16_t *quorum,
                        int filled) {
        QTest::newRow(name) << QString::fromUtf16(list) << QString::fromUtf16(signings) << QString::fromUtf16(quorum)
                            << filled;
    };
    row("two roles", u"ad bs", u"a b", u"d1 s1", 2);
    row("the same key twice", u"ad bs", u"a a", u"d2 s1", 1);
    row("a deputy before its hour", u"ad bs cx b>c", u"a c@14", u"d1 s1", 1);
    row("a deputy in its hour", u"ad bs cx b>c", u"a c@15", u"d1 s1", 2);
    row("the deputy of one who signed", u"ad bs cx b>c", u"b c@20", u"d1 s1", 1);
    row("a deputy's deputy, too early", u"ad bs cx ex b>c c>e", u"a e@29", u"d1 s1", 1);
    row("a deputy's deputy", u"ad bs cx ex b>c c>e", u"a e@30", u"d1 s1", 2);
    row("both deputies for one", u"ad bs cx ex b>c c>e", u"c@20 e@40", u"d1 s1", 1);
    row("a deputy as himself", u"ad bs cs b>c", u"a c@1", u"d1 s1", 2);
    row("one deputy of two, one seat", u"ad bd cx a>c b>c", u"c@20", u"d2", 1);
    row("himself, and another for the first", u"ad bds cx a>c", u"b c@20", u"d1 s1", 2);
    row("a deputy who is listed nowhere", u"ad b>c", u"a c@20", u"d2", 1);
    row("a line that bites its tail", u"ad bs a>b b>a", u"b@40", u"d1 s1", 1);
    row("two keys of one person", u"ad bd=A", u"a b", u"d2", 1);
    row("two keys of one person, two roles", u"ad bs=A", u"a b", u"d1 s1", 1);
    row("written otherwise", u"ad=Ann bd=aNN", u"a b", u"d2", 1);
    row("two keys of one person, and another", u"ad bd=A cd", u"a b c", u"d2", 2);
    row("a second key makes room", u"as bs cd=A", u"a b c", u"d1 s1", 2);
    row("a second key as another's deputy", u"ad bs cx=A b>c", u"a c@20", u"d1 s1", 1);
    row("a second key as his own deputy", u"ad bd=A cd a>b", u"b@20", u"d2", 1);
    row("the deputy of one who signed by another key", u"as bs=A cs ex a>e", u"b e@20", u"s2", 1);
    row("two deputies' keys of one person", u"ad bd cx ex=C a>c b>e", u"c@20 e@20", u"d2", 1);
}

void QuorumTest::seatsAreFilled()
{
    QFETCH(QString, list);
    QFETCH(QString, signings);
    QFETCH(QString, quorum);
    QFETCH(int, filled);
    QCOMPARE(seatCount(filledSeats(listOf(list), signingsOf(signings), quorumFrom(quorum))), filled);
}

void QuorumTest::oneMoreSignature_data()
{
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("signings");
    QTest::addColumn<QString>("next");
    QTest::addColumn<SeatFault>("fault");
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("principal");
    // needed: d1 s1
    const auto row = [](const char *name, const char16_t *list, const char16_t *signings, const char16_t *next,
                        SeatFault fault, const char16_t *role = u"", const char16_t *principal = u"") {
        QTest::newRow(name) << QString::fromUtf16(list) << QString::fromUtf16(signings) << QString::fromUtf16(next)
                            << fault << QString::fromUtf16(role) << QString::fromUtf16(principal);
    };
    row("the other role", u"ad bs", u"a", u"b", SeatFault::None, u"s");
    row("the same key", u"ad bs", u"a", u"a", SeatFault::AlreadySigned);
    row("a stranger", u"ad bs", u"a", u"z", SeatFault::Unauthorised);
    row("a role that is not asked", u"ad bs cx", u"a", u"c", SeatFault::Unauthorised);
    row("a second of a filled role", u"ad bs cd", u"a", u"c", SeatFault::Taken);
    row("makes room", u"ads bd", u"a", u"b", SeatFault::None, u"d");
    row("a deputy too early", u"ad bs cx b>c", u"a", u"c@14", SeatFault::DeputyTooEarly, u"s", u"B");
    row("a deputy", u"ad bs cx b>c", u"a", u"c@15", SeatFault::None, u"s", u"B");
    row("a deputy of one who signed", u"ad bs cx b>c", u"a b", u"c@99", SeatFault::Taken);
    row("another key of one who signed", u"ad bs=A", u"a", u"b", SeatFault::AlreadySigned);
    row("another key of one who signed, where others wait", u"ad bs=A cs", u"a", u"b", SeatFault::AlreadySigned);
    row("another key, as a deputy", u"ad bs cx=A b>c", u"a", u"c@99", SeatFault::AlreadySigned);
    row("another key that makes room", u"as bs cd=A", u"a b", u"c", SeatFault::None, u"d");
    row("of a filled role, deputy of the other", u"ad bs cd b>c", u"a", u"c@15", SeatFault::None, u"s", u"B");
}

void QuorumTest::oneMoreSignature()
{
    QFETCH(QString, list);
    QFETCH(QString, signings);
    QFETCH(QString, next);
    QFETCH(SeatFault, fault);
    QFETCH(QString, role);
    QFETCH(QString, principal);
    const auto seat = seatFor(listOf(list), signingsOf(signings), signingsOf(next).first(), quorumFrom(u"d1 s1"_s));
    QCOMPARE(seat.fault, fault);
    QCOMPARE(seat.role, role);
    QCOMPARE(seat.principal, principal);
    QCOMPARE(seat.from, fault == SeatFault::DeputyTooEarly ? noon.addSecs(900) : QDateTime());
}

void QuorumTest::whoIsAwaited()
{
    const auto list = listOf(u"ad bs cx ex b>c c>e"_s);
    const QList<AwaitedSeats> expected{{u"s"_s,
                                        1,
                                        {{u"b"_s, u"B"_s, {}, {}},
                                         {u"c"_s, u"C"_s, u"B"_s, noon.addSecs(900)},
                                         {u"e"_s, u"E"_s, u"B"_s, noon.addSecs(1800)}}}};
    QCOMPARE(awaitedSeats(list, signingsOf(u"a"_s), quorumFrom(u"d1 s1"_s)), expected);
    QVERIFY(awaitedSeats(list, signingsOf(u"a b"_s), quorumFrom(u"d1 s1"_s)).isEmpty());
    // Nobody waits for a second key of one who signed; for one that would make room, yes.
    const auto awaited = awaitedSeats(listOf(u"ad bs=A cs ex=A c>e"_s), signingsOf(u"a"_s), quorumFrom(u"d1 s1"_s));
    QCOMPARE(awaited, QList({AwaitedSeats{u"s"_s, 1, {{u"c"_s, u"C"_s, {}, {}}}}}));
    const auto room = awaitedSeats(listOf(u"as bs cd=A"_s), signingsOf(u"a b"_s), quorumFrom(u"d1 s1"_s));
    QCOMPARE(room, QList({AwaitedSeats{u"d"_s, 1, {{u"c"_s, u"A"_s, {}, {}}}}}));
}

QTEST_GUILESS_MAIN(QuorumTest)

#include "tst_quorum.moc"
