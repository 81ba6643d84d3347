// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/ceremony.h"

#include <QTest>

#include <functional>

using namespace cutover::domain;
using namespace Qt::StringLiterals;

namespace {

const QDateTime begun(QDate(2026, 3, 2), QTime(13, 0), Qt::UTC);
const QString version = u"v0.5.11v+"_s;
const QString environment = u"Production"_s;

Ceremony fresh(qint64 entry)
{
    Ceremony ceremony;
    ceremony.entry = entry;
    ceremony.version = version;
    ceremony.environment = environment;
    ceremony.presider = u"Ana Sol"_s;
    ceremony.begunAt = begun;
    return ceremony;
}

CeremonyAnswer said(CriterionId row, bool go)
{
    return {row, u"Security Team"_s, go, u"Bo Lind"_s, begun.addSecs(60), Status::Go, u"all valid"_s, begun};
}

/// One that is held: every station said go, and it was ended.
Ceremonies held(qint64 entry = 10)
{
    Ceremonies all;
    all.begin(fresh(entry));
    for (const auto row : polledSet())
        all.answer(entry, said(row, true));
    all.end(entry, begun.addSecs(600));
    return all;
}

bool isHeld(const Ceremonies &all, const QDateTime &now = begun.addSecs(700))
{
    return all.held(version, environment, now) && all.objections(version, environment).isEmpty();
}

using Change = std::function<void(Ceremonies &)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class CeremonyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTwelveArePolledInTheirOrder();
    void aWholePollIsHeld();
    void whatIsNoPollForTheStatement_data();
    void whatIsNoPollForTheStatement();
    void onlyForItsVersionItsEnvironmentAndItsDay_data();
    void onlyForItsVersionItsEnvironmentAndItsDay();
    void whatIsNoGo_data();
    void whatIsNoGo();
    void anObjectionStaysUntilItsRowIsAnswered();
    void aCorrectionKeepsWhatItCorrects();
    void whatWasDecidedEndsEveryPoll();
    void noDecisionTakesAnObjectionBack();
    void toAPollThatIsOverOnlyANoGoCounts();
    void everyRowHasAStation_data();
    void everyRowHasAStation();
};

void CeremonyTest::theTwelveArePolledInTheirOrder()
{
    Ceremonies all;
    all.begin(fresh(1));
    for (const auto row : polledSet()) {
        QCOMPARE(all.last(version, environment)->next(), std::optional(row));
        all.answer(1, said(row, true));
    }
    QCOMPARE(polledSet().size(), criterionCount);
    QVERIFY(all.last(version, environment)->isComplete());
    QCOMPARE(all.last(version, environment)->goCount(), 12);
}

void CeremonyTest::aWholePollIsHeld()
{
    QVERIFY(isHeld(held()));
    QCOMPARE(held().held(version, environment, begun)->entry, 10);
}

void CeremonyTest::whatIsNoPollForTheStatement_data()
{
    QTest::addColumn<Change>("change");
    using C = Ceremonies;
    QTest::newRow("none") << Change([](C &all) { all = {}; });
    QTest::newRow("only begun") << Change([](C &all) { (all = {}).begin(fresh(10)); });
    QTest::newRow("a newer one begun") << Change([](C &all) { all.begin(fresh(30)); });
    QTest::newRow("not ended") << Change([](C &all) {
        (all = {}).begin(fresh(10));
        for (const auto row : polledSet())
            all.answer(10, said(row, true));
    });
    QTest::newRow("ended before its last row") << Change([](C &all) {
        (all = {}).begin(fresh(10));
        for (const auto row : polledSet().first(11))
            all.answer(10, said(row, true));
        all.end(10, begun.addSecs(600));
    });
    QTest::newRow("a row not asked") << Change([](C &all) {
        (all = {}).begin(fresh(10));
        for (const auto row : polledSet())
            if (row != CriterionId::Dashboard)
                all.answer(10, said(row, true));
        all.end(10, begun.addSecs(600));
    });
    QTest::newRow("answers to another") << Change([](C &all) {
        (all = {}).begin(fresh(10));
        for (const auto row : polledSet())
            all.answer(11, said(row, true));
        all.end(10, begun.addSecs(600));
    });
    QTest::newRow("the end of another") << Change([](C &all) {
        (all = {}).begin(fresh(10));
        for (const auto row : polledSet())
            all.answer(10, said(row, true));
        all.end(11, begun.addSecs(600));
    });
    QTest::newRow("answered after its end") << Change([](C &all) { all.answer(10, said(CriterionId::Readyz, true)); });
    QTest::newRow("decided since") << Change([](C &all) { all.decide(); });
    QTest::newRow("decided, then ended again") << Change([](C &all) {
        all.decide();
        all.end(10, begun.addSecs(650));
    });
    QTest::newRow("a no-go") << Change([](C &all) {
        all.answer(10, said(CriterionId::Alerts, false));
        all.end(10, begun.addSecs(650));
    });
}

void CeremonyTest::whatIsNoPollForTheStatement()
{
    QFETCH(Change, change);
    auto all = held();
    change(all);
    QVERIFY(!isHeld(all));
}

void CeremonyTest::onlyForItsVersionItsEnvironmentAndItsDay_data()
{
    QTest::addColumn<QString>("forVersion");
    QTest::addColumn<QString>("forEnvironment");
    QTest::addColumn<qint64>("atS");
    QTest::addColumn<bool>("counts");
    QTest::newRow("as held") << version << environment << qint64(700) << true;
    QTest::newRow("the last second of its day") << version << environment << ceremonyWithinS << true;
    QTest::newRow("a second too late") << version << environment << ceremonyWithinS + 1 << false;
    QTest::newRow("from the future") << version << environment << qint64(-61) << false;
    QTest::newRow("another version") << u"v0.5.12"_s << environment << qint64(700) << false;
    QTest::newRow("another environment") << version << u"Staging"_s << qint64(700) << false;
    QTest::newRow("no version") << QString() << environment << qint64(700) << false;
}

void CeremonyTest::onlyForItsVersionItsEnvironmentAndItsDay()
{
    QFETCH(QString, forVersion);
    QFETCH(QString, forEnvironment);
    QFETCH(qint64, atS);
    QTEST(held().held(forVersion, forEnvironment, begun.addSecs(atS)) != nullptr, "counts");
}

void CeremonyTest::whatIsNoGo_data()
{
    QTest::addColumn<bool>("go");
    QTest::addColumn<Status>("measured");
    QTest::addColumn<QString>("by");
    QTest::addColumn<bool>("counts");
    QTest::newRow("go over Go") << true << Status::Go << u"Bo Lind"_s << true;
    QTest::newRow("no-go") << false << Status::Go << u"Bo Lind"_s << false;
    QTest::newRow("by nobody") << true << Status::Go << u" "_s << false;
    for (const auto status : {Status::NoGo, Status::NoData, Status::Stale, Status::Error, Status::TimedOut,
                              Status::Running, Status::NotRun})
        QTest::newRow(qPrintable(statusName(status))) << true << status << u"Bo Lind"_s << false;
}

void CeremonyTest::whatIsNoGo()
{
    QFETCH(bool, go);
    QFETCH(Status, measured);
    QFETCH(QString, by);
    QFETCH(bool, counts);
    auto all = held();
    auto answer = said(CriterionId::PiiBreaker, go);
    answer.measured = measured;
    answer.by = by;
    all.answer(10, answer);
    all.end(10, begun.addSecs(650));
    QCOMPARE(isHeld(all), counts);
    QCOMPARE(all.objections(version, environment).size(), counts ? 0 : 1);
    QCOMPARE(all.last(version, environment)->goCount(), counts ? 12 : 11);
}

void CeremonyTest::anObjectionStaysUntilItsRowIsAnswered()
{
    auto all = held();
    all.answer(10, said(CriterionId::Alerts, false));
    all.begin(fresh(40)); // a new beginning takes nothing back, nor does another row's answer
    all.answer(40, said(CriterionId::Readyz, true));
    const auto objections = all.objections(version, environment);
    QCOMPARE(objections.size(), 1);
    QCOMPARE(objections.first().row, CriterionId::Alerts);
    QVERIFY(all.objections(u"v0.5.12"_s, environment).isEmpty());
    all.answer(40, said(CriterionId::Alerts, true));
    QVERIFY(all.objections(version, environment).isEmpty());
}

void CeremonyTest::aCorrectionKeepsWhatItCorrects()
{
    auto all = held();
    all.answer(10, said(CriterionId::Alerts, false));
    all.answer(10, said(CriterionId::Alerts, true));
    all.end(10, begun.addSecs(650));
    QVERIFY(isHeld(all));
    const auto *ceremony = all.last(version, environment);
    QCOMPARE(ceremony->answers.size(), 14);
    QVERIFY(ceremony->isCorrected(10) && ceremony->isCorrected(12) && !ceremony->isCorrected(13));
    QVERIFY(!ceremony->answers.at(12).go);
}

void CeremonyTest::whatWasDecidedEndsEveryPoll()
{
    auto all = held();
    all.begin(fresh(40));
    all.answer(40, said(CriterionId::Readyz, true));
    all.decide();
    QVERIFY(!all.underWay(version, environment, begun));
    QCOMPARE(all.last(version, environment)->entry, 40); // still shown
    QVERIFY(all.last(version, environment)->isOver);
    all.answer(40, said(CriterionId::Readyz, true));
    QCOMPARE(all.last(version, environment)->answers.size(), 1);
    all.begin(fresh(50));
    QVERIFY(all.underWay(version, environment, begun));
}

void CeremonyTest::noDecisionTakesAnObjectionBack()
{
    auto all = held();
    all.answer(10, said(CriterionId::Alerts, false));
    all.decide();
    all.begin(fresh(40));
    all.answer(40, said(CriterionId::Readyz, true));
    all.decide();
    all.decide();
    QCOMPARE(all.objections(version, environment).size(), 1);
    QCOMPARE(all.objections(version, environment).first(), said(CriterionId::Alerts, false));
    all.begin(fresh(50));
    all.answer(50, said(CriterionId::Alerts, true));
    QVERIFY(all.objections(version, environment).isEmpty());
}

void CeremonyTest::toAPollThatIsOverOnlyANoGoCounts()
{
    auto all = held();
    all.answer(10, said(CriterionId::Alerts, false));
    all.decide();
    all.answer(10, said(CriterionId::Alerts, true));
    QCOMPARE(all.objections(version, environment).size(), 1);
    all.answer(10, said(CriterionId::Dashboard, false));
    QCOMPARE(all.objections(version, environment).size(), 2);
    QCOMPARE(all.last(version, environment)->answers.size(), 13);
    all.answer(11, said(CriterionId::Readyz, false)); // to none
    QCOMPARE(all.objections(version, environment).size(), 2);
}

void CeremonyTest::everyRowHasAStation_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<CriterionId>("row");
    QTest::addColumn<QString>("station");
    const QStringList checklist{u"Incident Commander"_s, u"Technical Lead"_s, u"Platform Team"_s, u"Security Team"_s,
                                u"On-Call Rotation"_s};
    using Id = CriterionId;
    QTest::newRow("infrastructure") << checklist << Id::DrRecovery << u"Platform Team"_s;
    QTest::newRow("security") << checklist << Id::PiiBreaker << u"Security Team"_s;
    QTest::newRow("canary") << checklist << Id::ManualPromotion << u"Technical Lead"_s;
    QTest::newRow("ops") << checklist << Id::Alerts << u"On-Call Rotation"_s;
    QTest::newRow("team") << checklist << Id::TeamReady << u"Incident Commander"_s;
    QTest::newRow("words of the team's own")
        << QStringList{u"Boss"_s, u"Head of SECURITY"_s} << Id::KeyRotation << u"Head of SECURITY"_s;
    QTest::newRow("nobody owns it") << QStringList{u"Boss"_s, u"Deputy"_s} << Id::KeyRotation << u"Boss"_s;
    QTest::newRow("no list") << QStringList{} << Id::Readyz << u"Platform Team"_s;
}

void CeremonyTest::everyRowHasAStation()
{
    QFETCH(QStringList, roles);
    QFETCH(CriterionId, row);
    QList<Contact> contacts;
    for (const auto &role : roles)
        contacts.append({role, u"Name of "_s + role, {}, {}, {}, {}});
    const auto station = stationOf(row, contacts);
    QTEST(station, "station");
    QCOMPARE(nameOf(station, contacts), contacts.isEmpty() ? QString() : u"Name of "_s + station);
}

QTEST_GUILESS_MAIN(CeremonyTest)

#include "tst_ceremony.moc"
