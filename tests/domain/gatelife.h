// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/gateplace.h"
#include "domain/postcutover.h"

namespace cutover::domain::test {

/// A random life of a cutover at two consoles. Each judges by the ledger as it last read it, and promotes as PromoteJob
/// does: judge, announce by compare-and-swap, judge once more without the own announcement, start.
class Life : public Place
{
public:
    Life(std::mt19937 &random, Tally &tally)
        : Place(random, tally)
        , m_calm(2 + 6 * roll(3))
    {
    }

    /// One event; null, or the rule that was broken.
    const char *step()
    {
        if (m_running && roll(3))
            return roll(4) ? endCommand() : act(roll(2));
        switch (roll(14)) {
        case 0:
        case 1:
            return act(roll(2));
        case 2:
            return actRepeatedly(roll(2));
        case 3:
        case 4:
            return roll(m_calm) ? prepare() : happen();
        case 5:
            return watch();
        default:
            return prepare();
        }
    }

private:
    struct Press
    {
        int percent = 0;
        QString decisionId;
        qint64 decided = -1;
        qint64 intent = -1;
        RolloutState before; ///< the intent
    };
    struct Console
    {
        RolloutState state;
        qint64 decided = -1;
        std::optional<Press> press;
    };
    struct Command
    {
        int percent = 0;
        QString decisionId;
        std::size_t console = 0;
        bool isOrphan = false; ///< its console was killed
    };

    // --- promoting ----------------------------------------------------------------------------------------------
    const char *act(int which)
    {
        auto &console = m_consoles.at(static_cast<std::size_t>(which));
        do {
            if (!console.press) {
                press(console);
            } else if (console.press->intent < 0) {
                announce(console);
            } else {
                return start(static_cast<std::size_t>(which));
            }
        } while (console.press && roll(6));
        return nullptr;
    }

    /// A double click, or a key that repeats itself.
    const char *actRepeatedly(int which)
    {
        m_tally("a double click or a key's repeat");
        for (int i = 2 + roll(2); i > 0; --i)
            if (const char *wrong = act(which))
                return wrong;
        return nullptr;
    }

    void press(Console &console)
    {
        if (roll(4)) {
            console.state = m_log.state();
            console.decided = m_log.decided();
        }
        if (roll(8))
            runFour();
        const auto *next = console.state.next();
        const int percent =
            next && roll(12) ? next->plan.percent : Witness::percents.at(static_cast<std::size_t>(roll(4)));
        if (!judge(percent, console.state).isEmpty())
            return;
        console.press = Press{percent, m_world.facts.statement()->id, console.decided, -1, {}};
    }

    void announce(Console &console)
    {
        auto &press = *console.press;
        press.before = m_log.state();
        const auto index = m_log.appendIf(press.decided, PromotionIntended{press.percent, now(), mark().length});
        if (!index) {
            m_tally("a compare-and-swap lost");
            console.press.reset();
            return;
        }
        press.intent = *index;
        m_witness.announced();
    }

    const char *start(std::size_t which)
    {
        auto &console = m_consoles.at(which);
        const auto press = *std::exchange(console.press, std::nullopt);
        const auto refusals = judge(press.percent, m_log.fold(press.before, press.intent + 1));
        if (!refusals.isEmpty() || m_world.facts.statement()->id != press.decisionId) {
            m_tally("refused behind the announcement");
            m_log.append(PromotionEnded{press.percent, PromotionResult::Failed, {}, press.decisionId});
            return nullptr;
        }
        if (const char *wrong = m_witness.wrong(press.percent, m_now, m_stage))
            return wrong;
        m_witness.started();
        m_running = Command{press.percent, press.decisionId, which, false};
        return m_log.state().anomaly ? "what the gate allowed is an anomaly" : nullptr;
    }

    const char *endCommand()
    {
        const auto command = *std::exchange(m_running, std::nullopt);
        m_witness.isRunning = false;
        elapse(1);
        const bool writes = roll(10) < 8;
        const bool succeeds = writes && roll(20);
        if (writes)
            m_stage = QString::number(command.percent);
        if (command.isOrphan || roll(16) == 0) { // nobody saw how it ended
            if (roll(2))
                m_log.append(PromotionEnded{command.percent, PromotionResult::Unknown, {}, command.decisionId});
            return nullptr;
        }
        tellOutcome(command.percent, succeeds, command.decisionId);
        return nullptr;
    }

    void tellOutcome(int percent, bool isDone, const QString &decisionId)
    {
        const auto result = isDone ? PromotionResult::Done : PromotionResult::Failed;
        m_log.append(PromotionEnded{percent, result, mark(), decisionId});
        m_witness.attempt.isUnsettled = false;
        if (!isDone)
            m_tally("a promotion failed");
        if (!isDone || !m_witness.attempt.isOpen)
            return;
        m_witness.reachedNext(m_now);
        ++m_tally.names[u"stage %1"_s.arg(percent)];
    }

    /// An intent without an outcome: the stage file says how it ended.
    void settle()
    {
        const int percent = m_log.state().inFlight()->plan.percent;
        const bool isDone = m_stage == QString::number(percent);
        m_tally(isDone ? "an unknown outcome settled as done" : "an unknown outcome settled as not done");
        tellOutcome(percent, isDone, m_log.state().decision->decisionId);
    }
    [[nodiscard]] bool isUnsettled() const
    {
        return m_log.state().inFlight() && !m_running &&
               std::none_of(m_consoles.begin(), m_consoles.end(), [](const Console &one) { return one.press; });
    }

    // --- aborting -----------------------------------------------------------------------------------------------
    void abort(const QString &reason, bool isLate)
    {
        const auto ended = std::exchange(m_running, std::nullopt);
        m_witness.isRunning = false;
        if (ended && roll(3) == 0)
            m_stage = QString::number(ended->percent);
        if (ended && roll(2))
            m_outcomesToCome.append(PromotionEnded{ended->percent, PromotionResult::Failed, {}, ended->decisionId});
        const auto &state = m_log.state();
        const bool isBehind = isLate && !state.attemptId.isEmpty() && roll(3) == 0;
        const AbortIntended intent{isBehind ? state.attemptAt.addSecs(-3'600) : now(), reason, isLate, state.attemptId};
        if (isBehind)
            m_tally("a late abort by a clock set to before its attempt");
        if (state.isAbortable() && !state.isUnderWay() && state.attemptState != AttemptState::Aborting)
            m_tally("an abort of what was signed as through");
        if (isLate)
            m_late = intent;
        else
            m_log.append(intent);
        m_witness.end(u"abort"_s);
        m_witness.attempt.isUnsettled = false;
        runAbort();
    }

    void runAbort()
    {
        const bool works = roll(4) > 0;
        if (works)
            m_stage = u"abort"_s;
        else
            m_tally("an abort command failed");
        if (!m_late)
            m_log.append(AbortEnded{works, now(), false, m_log.state().attemptId});
        const bool isOfAny = !m_log.state().attemptId.isEmpty();
        if (works && isOfAny && roll(4) == 0) // a second console's command ends later
            m_outcomesToCome.append(AbortEnded{true, now(), false, m_log.state().attemptId});
    }

    const char *mergeLate()
    {
        const auto late = *std::exchange(m_late, std::nullopt);
        m_tally("an abort entered late");
        m_log.append(late);
        m_log.append(AbortEnded{m_stage == u"abort", late.at, true, late.attemptId});
        return m_log.state().isAborted() ? nullptr : "an abort is forgotten";
    }

    /// What the watcher does with every look: aborts if, and only if, there is something to abort for.
    const char *watch()
    {
        const auto &state = m_log.state();
        if (!m_isWatched || m_late || !state.isUnderWay() || !m_world.facts.statement())
            return nullptr;
        const auto &statement = *m_world.facts.statement();
        const auto trigger = activeTrigger(state, m_world.series, statement.baseline, statement.limits, m_world.live);
        if (trigger.has_value() != m_witness.isTriggered())
            return trigger ? "an abort without a cause" : "a cause for an abort, and none was told";
        if (!trigger)
            return nullptr;
        m_tally("an automatic abort");
        m_log.append(TriggerFired{*trigger, state.attemptId});
        abort(abortReason(*trigger), false);
        return nullptr;
    }

    // --- what people do towards the next promotion --------------------------------------------------------------
    const char *prepare()
    {
        const auto &state = m_log.state();
        if (roll(4) == 0)
            if (const char *wrong = tellOldOutcome())
                return wrong;
        if (m_late && roll(2))
            return mergeLate();
        if (isUnsettled()) {
            settle();
            return nullptr;
        }
        if (state.attemptState == AttemptState::Aborting) {
            runAbort();
            return nullptr;
        }
        if (!m_witness.hasGo) {
            const bool isThrough = state.isAbortable() && !state.isUnderWay();
            if (isThrough && roll(6) == 0) {
                abort(u"manual-rollback-unstated"_s, roll(3) == 0);
                return nullptr;
            }
            return roll(3) ? decide() : closeDown();
        }
        mendSome();
        if (state.isUnderWay() && roll(20) == 0)
            return decide();
        const auto *present = state.present();
        if (!present) {
            elapse(m_now < m_witness.attempt.targetAt && roll(4) ? m_witness.attempt.targetAt - m_now : roll(400));
            confirmAll();
        } else if (m_witness.isThrough() && roll(3) == 0) {
            return closeDown();
        } else {
            serveThird(*present);
        }
        return nullptr;
    }

    void mendSome()
    {
        auto &w = m_witness;
        if (w.flaws != 0 && roll(3))
            w.flaws = 0;
        if (w.frozen >= 0 && roll(3))
            w.deployed = w.frozen;
        if (roll(3))
            w.badRows = {};
        if (roll(3)) {
            w.readyz = "ok";
            w.unreadablePolls = 0;
            w.isTampered = w.isUnreadable = m_isFrozen = false;
        }
        if (w.isPaused && roll(3)) {
            w.isPaused = false;
            m_log.append(LineResumed{u"x"_s, now()});
        }
        if (const auto wanted = m_log.state().expectedStageText(); roll(4) && !m_running)
            m_stage = wanted.value_or(w.left);
        m_hasStandby = m_hasStandby || !m_isWatched;
        takeFacts();
        takeSignals();
        if (roll(3))
            runRows();
    }

    void confirmAll()
    {
        const qint64 said = m_now - (roll(8) ? 0 : 4'000);
        for (const auto &what :
             {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"station:Release Manager"_s, u"station:SRE On-Call"_s}) {
            if (roll(40) == 0)
                continue;
            const bool isGo = roll(40) > 0;
            m_log.append(Confirmed{what, u"x"_s, isGo, at(said), what == u"freeze" ? deployment() : Deployment{}});
            m_witness.told(what, said, isGo);
        }
        runRows();
    }

    void serveThird(const StageProgress &present)
    {
        const auto [percent, holdS] = present.plan;
        for (int i = 0; i < 3; ++i) {
            elapse(holdS / 3 + roll(200) - 60);
            window(roll(50) ? percent : 10, [this](Window &one) { spoil(one); });
        }
    }

    void spoil(Window &one)
    {
        switch (roll(120)) {
        case 0:
            one.burst = roll(2) ? 1.504 : 1.5;
            break;
        case 1:
            one.p99Ms = 190.0 + roll(30);
            break;
        case 2:
            one.errorRate = roll(8) * 0.001;
            break;
        case 3:
            one.pass = false;
            break;
        case 4:
            one.p99Ms.reset();
            break;
        case 5:
            one.requests = 0;
            break;
        default:
            break;
        }
    }

    const char *decide()
    {
        const auto &state = m_log.state();
        if (m_late || state.attemptState == AttemptState::Aborting || state.inFlight())
            return nullptr;
        auto statement = *World().facts.statement();
        statement.id = u"decision-%1"_s.arg(++m_ids);
        if (state.isUnderWay()) {
            const auto *present = state.present();
            statement.continues = present ? present->plan.percent : 0;
            statement.targetAt = at(m_witness.attempt.targetAt);
            statement.opensAt = now();
            statement.expiresAt = now().addSecs(rolloutWithinS);
            m_witness.signedContinuation(m_now);
            m_witness.flaws &= ~healedByContinuation;
            m_tally("a continuation");
        } else {
            const qint64 targetAt = m_ids == 1 ? 0 : m_now + roll(1'200);
            statement.targetAt = statement.opensAt = at(targetAt);
            statement.expiresAt = at(targetAt + firstPromotionWithinS);
            m_witness.signedGo(targetAt);
            m_tally("an attempt");
        }
        m_log.append(
            DecisionSigned{m_ids, DecisionKind::Go, statement.id, now(), statement.stages, statement.continues});
        Hands::statement(m_world.facts) = statement;
        takeFacts();
        return nullptr;
    }

    /// Signs a closing where the rules take one.
    const char *closeDown()
    {
        const auto &state = m_log.state();
        using Outcome = ClosingOutcome;
        const auto outcome = std::array{Outcome::Validated, Outcome::Deviations, Outcome::RolledBack}.at(
            static_cast<std::size_t>(roll(3)));
        Closing closing{outcome, state.attemptId, {}};
        if (outcome == Outcome::Deviations)
            closing.deviations = {{u"a deviation"_s, u"x"_s, QDate(2026, 4, 1)}};
        QList<Row> rows;
        for (const auto id : outcome == Outcome::RolledBack ? rollbackSet() : postCutoverSet()) {
            rows.append(Row());
            rows.last().id = id;
            rows.last().status = Status::Go;
        }
        if (m_late || !judgeClosing(closing, state, rows, now()).isEmpty())
            return nullptr;
        const bool isAborted = !m_witness.attempt.isOpen && m_witness.left == u"abort";
        if (outcome == Outcome::RolledBack ? !isAborted : !m_witness.isThrough())
            return "closed while it was not over";
        const bool wasSound = !state.anomaly;
        m_log.append(CutoverClosed{outcome, state.attemptId, u"closing-%1"_s.arg(++m_ids), now()});
        m_witness.end(outcome == Outcome::RolledBack ? u"abort"_s : u"100"_s);
        m_tally(outcome == Outcome::Validated    ? "closed: validated"
                : outcome == Outcome::Deviations ? "closed: deviations"
                                                 : "closed: rolled back");
        return wasSound && m_log.state().anomaly ? "a closing is an anomaly" : nullptr;
    }

    // --- what nobody wants, in any state ------------------------------------------------------------------------
    const char *happen()
    {
        auto &w = m_witness;
        switch (roll(24)) {
        case 0:
            m_tally("an abort by hand");
            abort(u"manual-rollback-unstated"_s, roll(3) == 0);
            return nullptr;
        case 1:
            if (w.attempt.isOpen && w.attempt.presses > 0)
                m_tally("a NO-GO during a rollout");
            m_log.append(DecisionSigned{++m_ids, DecisionKind::NoGo, u"no-%1"_s.arg(m_ids), now(), {}});
            w.signedNoGo();
            return nullptr;
        case 2:
            standDown();
            return nullptr;
        case 3:
        case 4:
            m_log.append(LinePaused{u"x"_s, now()});
            w.isPaused = true;
            return nullptr;
        case 5:
        case 6:
            killWatcher();
            m_hasStandby = roll(2);
            elapse(roll(30));
            return nullptr;
        case 7:
            return tellFalsely();
        case 8:
            elapse(roll(15) * 3'600);
            return nullptr;
        case 9:
        case 10:
            setClock();
            return nullptr;
        case 11:
        case 12:
            return restart(static_cast<std::size_t>(roll(2)));
        case 13:
            return loseThePower();
        case 14:
            m_stage = roll(2) ? u"37"_s : u"100"_s;
            m_tally("a foreign value in the stage file");
            return nullptr;
        case 15:
            ++w.deployed;
            break;
        case 16:
            w.badRows.at(static_cast<std::size_t>(roll(11))) = true;
            runRows();
            break;
        case 17:
            spoilSignals();
            break;
        case 18:
            return tellOldOutcome();
        default:
            w.flaws |= 1U << static_cast<unsigned>(roll(flawCount));
            break;
        }
        takeFacts();
        takeSignals();
        return nullptr;
    }

    void setClock()
    {
        m_tally("a clock set by an hour");
        m_witness.evidenceAt = m_evidenceAt;
        m_now += roll(2) ? 3'600 : -3'600;
        if (roll(3))
            return takeSignals();
        m_isFrozen = true; // and the last evidence bears the time before
        elapse(400 + roll(400));
    }

    const char *tellOldOutcome()
    {
        if (m_outcomesToCome.isEmpty())
            return nullptr;
        const auto outcome = m_outcomesToCome.takeFirst();
        const bool wasOpen = m_log.state().attemptState == AttemptState::Open;
        const auto *abort = std::get_if<AbortEnded>(&outcome);
        const bool isOwn = abort && abort->attemptId == m_log.state().attemptId;
        m_log.append(outcome);
        m_tally(abort && wasOpen && !isOwn ? "an abort's end told when the next attempt was open"
                                           : "an outcome told when its attempt was over");
        const bool isOpen = m_log.state().attemptState == AttemptState::Open;
        return isOwn || isOpen == wasOpen ? nullptr : "a past attempt's outcome changed the present one";
    }

    void standDown()
    {
        if (m_log.state().isUnderWay() || m_log.state().attemptState == AttemptState::Aborting || m_late)
            return;
        if (m_witness.attempt.isOpen)
            m_tally("a stand-down");
        m_log.append(StoodDown{u"x"_s, now()});
        if (m_witness.attempt.isOpen)
            m_witness.end(m_witness.left);
    }

    /// Entries of the past, of a watcher that lost its lease, or forged.
    const char *tellFalsely()
    {
        const auto &state = m_log.state();
        switch (roll(6)) {
        case 0:
            m_log.append(HoldCredited{Witness::percents.at(static_cast<std::size_t>(roll(4))), 999'999'999, u"past"_s});
            break;
        case 1:
            if (const auto *present = state.present())
                m_log.append(HoldCredited{present->plan.percent, 1'000, state.attemptId});
            break;
        case 2:
            if (!state.stages.isEmpty() && !state.inFlight() && roll(6) == 0)
                m_log.append(PromotionEnded{state.stages.at(roll(4)).plan.percent, PromotionResult::Done, mark()});
            break;
        case 3:
            if (state.decision && roll(6) == 0)
                m_log.append(*state.decision); // an old envelope put behind its own abort
            break;
        case 4:
            if (!m_witness.isThrough() && state.attemptState == AttemptState::Open && roll(6) == 0)
                m_log.append(CutoverClosed{ClosingOutcome::Validated, state.attemptId, u"f-%1"_s.arg(++m_ids), now()});
            break;
        default:
            if (roll(10) == 0)
                rewriteEvidence();
            break;
        }
        return nullptr;
    }

    void spoilSignals()
    {
        auto &w = m_witness;
        switch (roll(8)) {
        case 0:
        case 1:
            w.readyz = roll(2) ? "degraded" : "error";
            w.unreadablePolls = 0;
            break;
        case 2:
            w.unreadablePolls = 1 + roll(4);
            w.readyz = "unreadable";
            break;
        case 3:
            w.isTampered = true;
            break;
        case 4:
            w.isUnreadable = true;
            break;
        default:
            m_isFrozen = true;
            break;
        }
    }

    /// Its console reads the ledger from the first entry on, and has to come to the same.
    const char *restart(std::size_t which)
    {
        m_tally("a restart");
        auto &console = m_consoles.at(which);
        console.press.reset();
        if (m_running && m_running->console == which)
            m_running->isOrphan = true;
        console.state = m_log.fold({}, 0);
        console.decided = m_log.decided();
        const auto &was = m_log.state();
        const bool isSame = console.state.attemptId == was.attemptId &&
                            console.state.attemptState == was.attemptState &&
                            console.state.stages.size() == was.stages.size() &&
                            console.state.firstMark().length == was.firstMark().length &&
                            std::equal(was.stages.begin(), was.stages.end(), console.state.stages.begin(),
                                       [](const StageProgress &one, const StageProgress &other) {
                                           return one.state == other.state && one.creditMs == other.creditMs &&
                                                  one.mark.length == other.mark.length && one.mark.at == other.mark.at;
                                       });
        return isSame ? nullptr : "a restart tells another story";
    }

    const char *loseThePower()
    {
        m_tally("a power cut");
        for (std::size_t which = 0; which < m_consoles.size(); ++which)
            if (const char *wrong = restart(which))
                return wrong;
        if (m_running) { // with the command in the middle of its work
            m_running.reset();
            m_witness.isRunning = false;
        }
        killWatcher();
        m_boot = {u"boot-%1"_s.arg(++m_ids), 5'000};
        m_hasStandby = false;
        elapse(60 + roll(600));
        return nullptr;
    }

    int m_calm; ///< one event in so many is one that nobody wants
    std::array<Console, 2> m_consoles;
    std::optional<Command> m_running;
    QList<RolloutEvent> m_outcomesToCome;
    int m_ids = 0;
};

} // namespace cutover::domain::test
