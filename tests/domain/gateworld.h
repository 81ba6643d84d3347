// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/gate.h"

#include <array>
#include <functional>

namespace cutover::session {

/// The friend of VerifiedFacts, here in the test's hands: the session's own is not linked.
class FactsVerifier
{
public:
    using Facts = domain::VerifiedFacts;

    static Facts make() { return Facts(); }
    static std::optional<domain::Statement> &statement(Facts &f) { return f.m_statement; }
    static bool &inLedger(Facts &f) { return f.m_inLedger; }
    static QStringList &broken(Facts &f) { return f.m_brokenSignatures; }
    static QStringList &unauthorised(Facts &f) { return f.m_unauthorised; }
    static bool &trusted(Facts &f) { return f.m_signersTrusted; }
    static int &given(Facts &f) { return f.m_quorumGiven; }
    static QString &environment(Facts &f) { return f.m_environment; }
    static QString &version(Facts &f) { return f.m_version; }
    static QStringList &profile(Facts &f) { return f.m_changedProfilePointers; }
    static QStringList &scripts(Facts &f) { return f.m_changedScripts; }
    static QStringList &abortScripts(Facts &f) { return f.m_changedAbortScripts; }
    static QStringList &sealedFiles(Facts &f) { return f.m_changedSealedFiles; }
    static QStringList &removed(Facts &f) { return f.m_removedSigners; }
    static QString &missingBaseline(Facts &f) { return f.m_missingBaselinePointer; }
    static domain::Deployment &deployment(Facts &f) { return f.m_deployment; }
    static std::optional<QString> &stage(Facts &f) { return f.m_desiredStage; }
    static Facts::LedgerState &ledger(Facts &f) { return f.m_ledgerState; }
    static QStringList &ledgerData(Facts &f) { return f.m_ledgerData; }
};

} // namespace cutover::session

namespace cutover::domain::test {

using namespace Qt::StringLiterals;
using Hands = session::FactsVerifier;

inline const QDateTime target(QDate(2026, 3, 2), QTime(14, 0), Qt::UTC);
inline const QStringList stations{u"Release Manager"_s, u"SRE On-Call"_s};

/// A world in which everything is well, all of it changeable: what a promotion is judged by.
struct World
{
    VerifiedFacts facts = Hands::make();
    RolloutState rollout;
    std::array<Row, rowCount> rows;
    Series series;
    LiveSignals live;
    QDateTime now = target;
    bool watched = true;

    World()
    {
        Statement statement;
        statement.decision = DecisionKind::Go;
        statement.id = u"a"_s;
        statement.environment = u"Production"_s;
        statement.version = u"1.4.0"_s;
        statement.targetAt = target;
        statement.opensAt = target;
        statement.expiresAt = target.addSecs(firstPromotionWithinS);
        statement.baseline = Baseline{41.2, 180.4, target, {}};
        statement.stages = checklistProfile().stages;
        Hands::statement(facts) = statement;
        Hands::inLedger(facts) = true;
        Hands::trusted(facts) = true;
        Hands::given(facts) = 1;
        Hands::environment(facts) = statement.environment;
        Hands::version(facts) = statement.version;
        Hands::deployment(facts) = deployed();
        Hands::ledger(facts) = VerifiedFacts::LedgerState::Good;
        apply(DecisionSigned{1, DecisionKind::Go, u"a"_s, target.addSecs(-7200), statement.stages});
        confirmAll(target.addSecs(-60));
        touch();
    }

    void apply(const RolloutEvent &event) { rollout = advance(std::move(rollout), event); }

    [[nodiscard]] static Deployment deployed() { return {u"c0ffee"_s, {{u"image"_s, u"1234"_s}}}; }

    void confirmAll(const QDateTime &at)
    {
        apply(Confirmed{u"freeze"_s, u"x"_s, true, at, deployed()});
        apply(Confirmed{u"stakeholders"_s, u"x"_s, true, at, {}});
        apply(Confirmed{u"war-room"_s, u"x"_s, true, at, {}});
        for (const auto &role : stations)
            apply(Confirmed{u"station:"_s + role, u"x"_s, true, at, {}});
    }

    /// Every row Go and every signal fresh at `now`.
    void touch()
    {
        for (std::size_t i = 0; i < rowCount; ++i) {
            rows[i] = {};
            rows[i].id = static_cast<CriterionId>(i);
            rows[i].status = Status::Go;
            rows[i].measuredAt = now;
        }
        live = {u"ok"_s, 0, false, now, now, true};
    }

    void pass(qint64 secs)
    {
        now = now.addSecs(secs);
        touch();
        credit(secs);
    }

    /// What an armed watcher saves for the present hold.
    void credit(qint64 secs)
    {
        const auto *present = rollout.present();
        if (watched && present && present->state == StageState::Holding)
            apply(HoldCredited{present->plan.percent, present->creditMs + secs * 1000, rollout.attemptId});
    }

    /// Appends a window of that stage which ended now.
    void window(int stage, const std::function<void(Window &)> &edit = {})
    {
        Window one;
        one.endedAt = now;
        one.stage = stage;
        one.pass = true;
        one.burst = 0.8;
        one.p50Ms = 41;
        one.p99Ms = 181;
        one.errorRate = 0.0002;
        one.requests = 100;
        if (edit)
            edit(one);
        Evidence evidence;
        for (const auto &point : series.points())
            evidence.windows.append(point.window);
        evidence.windows.append(one);
        std::ignore = series.take(evidence, now);
    }

    void intend(int percent) { apply(PromotionIntended{percent, now}); }
    void end(int percent, PromotionResult result)
    {
        apply(PromotionEnded{percent, result, {series.points().size(), now}});
        if (result == PromotionResult::Done)
            Hands::stage(facts) = QString::number(percent);
    }
    void promote(int percent)
    {
        intend(percent);
        end(percent, PromotionResult::Done);
    }
    /// Serves the hold after `percent` with three green windows in it.
    void hold(int percent, qint64 secs)
    {
        for (int i = 0; i < 3; ++i) {
            pass(secs / 3);
            window(percent);
        }
    }

    [[nodiscard]] GateInput input() const { return {facts, rollout, rows, series, live, now, watched, 60, stations}; }
    [[nodiscard]] Refusals judge(int percent) const { return gate(percent, input()); }
    [[nodiscard]] QStringList names(int percent) const
    {
        QStringList list;
        for (const auto &refusal : judge(percent))
            list.append(refusalName(refusal));
        return list;
    }
};

} // namespace cutover::domain::test
