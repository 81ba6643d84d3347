// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A promotion that failed leaves the stage before it as it stands, and shows so.
#include "session/session.h"
#include "session/signedworkspace.h"
#include "session/verbs.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using namespace session::test;
using domain::PromotionResult;
using domain::StageState;
using session::Session;
namespace kind = rollout::kind;

namespace {

struct Place : SignedWorkspace
{
    [[nodiscard]] bool append(QStringView what, const QJsonObject &payload)
    {
        return log->append(what, ledger::Actor::ofThisProcess(), payload).has_value();
    }
    [[nodiscard]] bool press(int percent, PromotionResult result)
    {
        domain::PromotionEnded ended;
        ended.percent = percent;
        ended.result = result;
        return append(kind::promotionIntent, {{u"percent"_s, percent}}) &&
               append(kind::promotionOutcome, rollout::payloadOf(ended));
    }
    [[nodiscard]] std::unique_ptr<Session> session() const
    {
        auto ports = session::systemPorts();
        ports.secrets = nullptr;
        ports.stateFolder = user.filePath(u"state"_s);
        ports.trustFile = trustFile();
        ports.startWatcher = {};
        ports.onlyLooks = true;
        return std::make_unique<Session>(demo.path(), ports);
    }
};

} // namespace

class FailedPromotionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStageBeforeItStands();
};

void FailedPromotionTest::theStageBeforeItStands()
{
    Place place;
    QVERIFY(place.layOut() && place.decide() && place.demo.setStage("10"));
    QVERIFY(place.press(10, PromotionResult::Done) && place.press(25, PromotionResult::Failed));
    const auto session = place.session();
    session->open();
    QTRY_COMPARE_WITH_TIMEOUT(session->view().stages.value(1).state, StageState::Failed, patienceMs);
    const auto &stages = session->view().stages;
    QCOMPARE(stages[0].state, StageState::Validated);
    QCOMPARE(stages[0].holdServedMs, stages[0].plan.holdS * 1000);
    QCOMPARE(stages[0].holdRemainingMs, 0);
    QCOMPARE(stages[0].validation.need, 1);
    QCOMPARE(stages[1].validation.need, 0);
    QCOMPARE(session->view().phase, domain::Phase::Validating);
}

QTEST_GUILESS_MAIN(FailedPromotionTest)

#include "tst_failedpromotion.moc"
