// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What becomes of a station's no-go by whatever a ledger may say after it.
#include "session/ceremonyrecords.h"

#include "rollout/ledgerevents.h"
#include "session/records.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::CriterionId;
namespace kind = rollout::kind;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);
const QString version = u"v1"_s;
const QString environment = u"Production"_s;

/// A ledger that is written entry by entry.
class Log
{
public:
    Log &add(QStringView kind, const QJsonObject &payload = {})
    {
        ledger::Entry one;
        one.index = m_entries.size();
        one.timeUtc = noon.addSecs(one.index);
        one.kind = kind.toString();
        one.actor.person = u"Bo Lind"_s;
        one.payload = payload;
        m_entries.append(one);
        return *this;
    }
    Log &begin()
    {
        add(session::ceremonyBegunKind, {{u"version"_s, version}, {u"environment"_s, environment}});
        m_poll = m_entries.last().index;
        return *this;
    }
    Log &say(CriterionId row, bool go, const QString &status = u"go"_s)
    {
        return add(session::ceremonyAnswerKind, {{u"ceremony"_s, m_poll},
                                                 {u"row"_s, domain::criterion(row).key},
                                                 {u"station"_s, u"On-Call Rotation"_s},
                                                 {u"go"_s, go},
                                                 {u"status"_s, status},
                                                 {u"observed"_s, QString()},
                                                 {u"measured_at"_s, QJsonValue::Null}});
    }
    Log &decide(const QString &word, const QString &id)
    {
        return add(kind::decision,
                   {{u"decision"_s, word}, {u"decision_id"_s, id}, {u"stages"_s, rollout::stagesJson({{10, 900}})}});
    }
    Log &abort(const QString &attempt, bool late = false)
    {
        QJsonObject intent{{u"attempt_id"_s, attempt}, {u"reason"_s, u"a reason"_s}};
        if (late)
            intent[u"late"_s] = true;
        return add(kind::abortIntent, intent)
            .add(kind::abortOutcome, {{u"read_back"_s, true}, {u"attempt_id"_s, attempt}});
    }
    Log &close(const QString &attempt, const QString &outcome)
    {
        return add(kind::closing, {{u"decision"_s, u"CLOSING"_s},
                                   {u"decision_id"_s, u"closing of "_s + attempt},
                                   {u"outcome"_s, outcome},
                                   {u"attempt_id"_s, attempt}});
    }
    [[nodiscard]] session::Records records() const { return session::foldRecords(m_entries); }

private:
    QList<ledger::Entry> m_entries;
    qint64 m_poll = -1;
};

/// An attempt was rolled back; then a station says no-go to the next.
Log objected()
{
    return Log()
        .decide(u"GO"_s, u"first"_s)
        .add(kind::promotionIntent, {{u"percent"_s, 10}})
        .abort(u"first"_s)
        .begin()
        .say(CriterionId::Alerts, false);
}

} // namespace

Q_DECLARE_METATYPE(Log)

class CeremonyRecordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatLeavesANoGoStanding_data();
    void whatLeavesANoGoStanding();
    void whatLiftsIt_data();
    void whatLiftsIt();
    void aStampEndsNoPoll();
    void aRollbacksClosingEndsNoPoll_data();
    void aRollbacksClosingEndsNoPoll();
    void anAbortEndsThePollsOfItsAttempt_data();
    void anAbortEndsThePollsOfItsAttempt();
    void whatIsToldLateSpendsNoPoll();
};

void CeremonyRecordsTest::whatLeavesANoGoStanding_data()
{
    QTest::addColumn<Log>("log");
    const auto row = [](const char *name, Log log) { QTest::newRow(name) << std::move(log); };
    row("nothing", objected());
    row("the rolled-back closing of the attempt before", objected().close(u"first"_s, u"rolled_back"_s));
    row("a closing of whatever attempt", objected().close(u"another"_s, u"validated"_s));
    row("a stand-down before a decision", objected().add(kind::standDown));
    row("a stand-down after one", objected().decide(u"NO-GO"_s, u"no"_s).add(kind::standDown));
    row("an old attempt's late abort", objected().abort(u"first"_s, true));
    row("an abort", objected().abort({}));
    row("a NO-GO", objected().decide(u"NO-GO"_s, u"no"_s));
    row("a NO-GO, then a GO", objected().decide(u"NO-GO"_s, u"no"_s).decide(u"GO"_s, u"second"_s));
    row("a GO that no console would have signed", objected().decide(u"GO"_s, u"second"_s));
    row("another poll begun", objected().begin());
    row("another row's go in it", objected().begin().say(CriterionId::Readyz, true));
    row("a go over a row that was not Go", objected().say(CriterionId::Alerts, true, u"stale"_s));
    row("a go to a poll that was over", objected().add(kind::standDown).say(CriterionId::Alerts, true));
    row("an answer that cannot be read", objected().say(CriterionId::Alerts, true, u"splendid"_s));
    row("said to a poll that was over", Log().begin().add(kind::standDown).say(CriterionId::Alerts, false));
    row("all of it", objected()
                         .close(u"first"_s, u"rolled_back"_s)
                         .begin()
                         .say(CriterionId::Readyz, true)
                         .decide(u"NO-GO"_s, u"no"_s)
                         .abort(u"first"_s, true)
                         .decide(u"GO"_s, u"second"_s)
                         .add(kind::standDown));
}

void CeremonyRecordsTest::whatLeavesANoGoStanding()
{
    QFETCH(Log, log);
    const auto records = log.records();
    const auto objections = records.ceremonies.objections(version, environment);
    QCOMPARE(objections.size(), 1);
    QCOMPARE(objections.first().row, CriterionId::Alerts);
    QCOMPARE(objections.first().station, u"On-Call Rotation"_s);
    QCOMPARE(objections.first().by, u"Bo Lind"_s);
}

void CeremonyRecordsTest::whatLiftsIt_data()
{
    QTest::addColumn<Log>("log");
    const auto row = [](const char *name, Log log) { QTest::newRow(name) << std::move(log); };
    row("the row's next answer", objected().say(CriterionId::Alerts, true));
    row("the same in another poll", objected().begin().say(CriterionId::Alerts, true));
    row("the same after a NO-GO", objected().decide(u"NO-GO"_s, u"no"_s).begin().say(CriterionId::Alerts, true));
    row("the same after a rolled-back closing",
        objected().close(u"first"_s, u"rolled_back"_s).begin().say(CriterionId::Alerts, true));
    row("and what is decided then", objected().say(CriterionId::Alerts, true).decide(u"GO"_s, u"second"_s));
}

void CeremonyRecordsTest::whatLiftsIt()
{
    QFETCH(Log, log);
    QVERIFY(log.records().ceremonies.objections(version, environment).isEmpty());
}

void CeremonyRecordsTest::aStampEndsNoPoll()
{
    const auto stamped = Log().begin().add(kind::timestampAdded, {{u"decision_id"_s, u"first"_s}}).records();
    QVERIFY(stamped.ceremonies.underWay(version, environment, noon));
    const auto decided = Log().begin().decide(u"NO-GO"_s, u"no"_s).records();
    QVERIFY(!decided.ceremonies.underWay(version, environment, noon));
}

/// The room polls for the next GO; somebody signs that the attempt before was rolled back.
void CeremonyRecordsTest::aRollbacksClosingEndsNoPoll_data()
{
    QTest::addColumn<QString>("outcome");
    QTest::addColumn<bool>("ends");
    QTest::newRow("rolled back") << u"rolled-back"_s << false;
    QTest::newRow("validated") << u"validated"_s << true;
    QTest::newRow("with deviations") << u"deviations"_s << true;
    QTest::newRow("no outcome") << QString() << true;
}

void CeremonyRecordsTest::aRollbacksClosingEndsNoPoll()
{
    QFETCH(QString, outcome);
    QFETCH(bool, ends);
    const auto records = objected().close(u"first"_s, outcome).records();
    QCOMPARE(!records.ceremonies.underWay(version, environment, noon), ends);
}

/// One that a console could not enter when it was pressed is entered when the room polls for the next GO.
void CeremonyRecordsTest::anAbortEndsThePollsOfItsAttempt_data()
{
    QTest::addColumn<Log>("log");
    QTest::addColumn<bool>("ends");
    const auto row = [](const char *name, Log log, bool ends) { QTest::newRow(name) << std::move(log) << ends; };
    row("of the attempt before, late", objected().abort(u"first"_s, true), false);
    row("at once, of whatever is at hand", objected().abort(u"first"_s), true);
    const auto next = objected().decide(u"GO"_s, u"second"_s).begin();
    row("of the attempt before the one at hand, late", Log(next).abort(u"first"_s, true), false);
    row("of the one at hand, late", Log(next).abort(u"second"_s, true), true);
    row("of the one at hand", Log(next).abort(u"second"_s), true);
    row("of the one at hand, and then of the one before", Log(next).abort(u"second"_s).abort(u"first"_s, true), true);
    row("of the one before while that at hand is aborted",
        Log(next).add(kind::abortIntent, {{u"attempt_id"_s, u"second"_s}}).begin().abort(u"first"_s, true), false);
}

void CeremonyRecordsTest::anAbortEndsThePollsOfItsAttempt()
{
    QFETCH(Log, log);
    QFETCH(bool, ends);
    QCOMPARE(!log.records().ceremonies.underWay(version, environment, noon), ends);
}

void CeremonyRecordsTest::whatIsToldLateSpendsNoPoll()
{
    const auto decided = objected().abort(u"first"_s, true).decide(u"NO-GO"_s, u"no"_s).records();
    const auto *poll = decided.ceremonies.last(version, environment);
    QVERIFY(poll && poll->isOver);
    QVERIFY(!session::isSpentByAnother(*poll, u"no"_s, decided, {}));
    const auto stopped = objected().add(kind::standDown).decide(u"NO-GO"_s, u"no"_s).records();
    QVERIFY(session::isSpentByAnother(*stopped.ceremonies.last(version, environment), u"no"_s, stopped, {}));
}

QTEST_GUILESS_MAIN(CeremonyRecordsTest)

#include "tst_ceremonyrecords.moc"
