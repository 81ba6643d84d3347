// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A closing is judged by windows that can be seen: what they said before they were lost sight of is not how things are.
#include "domain/postcutover.h"
#include "session/closingrows.h"

#include <QTest>

using namespace cutover;
using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Status;

namespace {

const QDateTime noon(QDate(2026, 3, 2), QTime(12, 0), Qt::UTC);

domain::Series threeGreen()
{
    domain::SeriesPoint point;
    point.window.endedAt = noon;
    point.window.pass = true;
    point.window.burst = 0.8;
    point.p50Ms = point.window.p50Ms = 40;
    point.p99Ms = point.window.p99Ms = 200;
    point.errorRate = point.window.errorRate = 0;
    point.window.requests = 9;
    return domain::Series({point, point, point});
}

/// At its last stage since before all of them.
session::Records lastStage()
{
    session::Records records;
    const auto apply = [&records](const domain::RolloutEvent &event) {
        records.rollout = advance(std::move(records.rollout), event);
    };
    const auto before = noon.addSecs(-60);
    apply(domain::DecisionSigned{1, domain::DecisionKind::Go, u"a"_s, before, {{100, 1}}});
    apply(domain::PromotionIntended{100, before});
    apply(domain::PromotionEnded{100, domain::PromotionResult::Done, {0, before}});
    return records;
}

} // namespace

class ClosingRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blindRowsAreNotGo_data();
    void blindRowsAreNotGo();
};

void ClosingRowsTest::blindRowsAreNotGo_data()
{
    QTest::addColumn<int>("ageS");
    QTest::addColumn<bool>("isReadable");
    QTest::addColumn<bool>("isRewritten");
    QTest::addColumn<Status>("status");
    QTest::addColumn<Cause>("cause");
    QTest::newRow("seen") << 300 << true << false << Status::Go << Cause::None;
    QTest::newRow("frozen") << 301 << true << false << Status::Stale << Cause::TooOld;
    QTest::newRow("ahead") << -61 << true << false << Status::Stale << Cause::TooOld;
    QTest::newRow("unreadable") << 1 << false << false << Status::Stale << Cause::EvidenceAbsent;
    QTest::newRow("the newest window lacks a number") << 2 << true << false << Status::Stale << Cause::NumberMissing;
    QTest::newRow("rewritten") << 1 << true << true << Status::Stale << Cause::EvidenceRewritten;
}

void ClosingRowsTest::blindRowsAreNotGo()
{
    QFETCH(int, ageS);
    QFETCH(bool, isReadable);
    QFETCH(bool, isRewritten);
    QFETCH(Status, status);
    QFETCH(Cause, cause);
    auto series = threeGreen();
    if (isRewritten)
        std::ignore = series.take({}, noon);
    QCOMPARE(series.isRewritten(), isRewritten);
    if (cause == Cause::NumberMissing) {
        auto points = series.points();
        points.append(points.last());
        points.last().window.readable = false;
        series = domain::Series(points);
    }
    domain::Statement go;
    go.baseline = domain::Baseline{40, 200, noon, {}};
    const domain::LiveSignals live{u"ok"_s, 0, false, noon, noon.addSecs(-ageS), isReadable};
    const auto rows = session::postCutoverRows(lastStage(), series, live, go, noon);
    for (const auto id : {domain::CriterionId::LatencyAfter, domain::CriterionId::ErrorRateAfter}) {
        const auto row = std::ranges::find(rows, id, &domain::Row::id);
        QVERIFY(row != rows.end());
        QCOMPARE(row->status, status);
        QCOMPARE(row->reason.cause, cause);
    }
}

QTEST_GUILESS_MAIN(ClosingRowsTest)

#include "tst_closingrows.moc"
