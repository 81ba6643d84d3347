// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"
#include "session/binding.h"
#include "session/session_p.h"
#include "session/settling.h"

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::PromotionResult;
using rollout::Fate;
namespace kind = rollout::kind;

namespace {

/// An abort is faster than its entry: so long is waited for that.
constexpr std::chrono::seconds enteredWithin{5};

bool isKnown(Fate fate)
{
    return fate == Fate::Done || fate == Fate::Failed;
}

/// Windows in the evidence now came before; without a look at it they would be taken for later ones.
std::optional<qsizetype> seriesLengthNow(const LookInput &input)
{
    const auto profile = readWorkspaceProfile(input.workspace);
    if (!profile)
        return std::nullopt;
    if (profile->profile.prometheus)
        return input.series.points().size(); // its windows tell when they ended
    const auto reading =
        metrics::readEvidence(metrics::evidencePath(input.workspace), profile->profile.pointers, input.now);
    if (!reading.evidence)
        return std::nullopt;
    auto series = input.series;
    std::ignore = series.take(*reading.evidence, input.now);
    return series.points().size();
}

/// Nothing where it cannot be told yet.
std::optional<QJsonObject> outcomeOf(const rollout::PromotionFlight &flight, Fate fate, const QString &stageText,
                                     const LookInput &input)
{
    const bool isDone = fate == Fate::Done;
    const auto length = isDone ? seriesLengthNow(input) : std::optional<qsizetype>(0);
    if (!length)
        return std::nullopt;
    const auto result = isDone ? PromotionResult::Done : PromotionResult::Failed;
    auto payload = rollout::payloadOf(domain::PromotionEnded{flight.percent, result, {*length, {}}, flight.decisionId});
    payload[u"desired_stage"_s] = stageText;
    payload[u"settled"_s] = true;
    return payload;
}

tl::expected<bool, ledger::LedgerError> told(const tl::expected<ledger::Appended, ledger::LedgerError> &appended)
{
    if (!appended && appended.error().code != ledger::LedgerError::Code::Conflict)
        return tl::unexpected(appended.error());
    return appended.has_value();
}

} // namespace

std::optional<Fate> markUnknown(Records &records, const LookInput &input)
{
    const auto text = rollout::readStageFile(input.workspace).value_or(QString());
    const auto fate = rollout::fateNow(records.flight, records.rollout, text, input.now, input.boot.bootId);
    if (!fate || *fate == Fate::InFlight)
        return fate;
    for (auto &stage : records.rollout.stages)
        if (stage.state == domain::StageState::Promoting)
            stage.state = domain::StageState::OutcomeUnknown;
    return fate;
}

tl::expected<bool, ledger::LedgerError> settleLeft(const LookInput &input, const ledger::Actor &by,
                                                   ledger::Ledger &ledger, Mirror &mirror)
{
    const auto rollout = rolloutNow(input, ledger, mirror);
    const auto &records = mirror.records;
    const qint64 decided = records.lastDeciding;
    // Before the file: what ran when it was read may have written since.
    const auto text = [&input] { return rollout::readStageFile(input.workspace).value_or(QString()); };
    const auto before = rollout::fateNow(records.flight, rollout, text(), input.now, input.boot.bootId);
    const auto stageText = text();
    if (isAbortProven(records, stageText))
        return told(ledger.appendIf(decided, kind::abortOutcome, by,
                                    {{u"read_back"_s, true},
                                     {u"desired_stage"_s, stageText},
                                     {u"settled"_s, true},
                                     {u"attempt_id"_s, records.abortFlight.attemptId}}));
    if (!before || !isKnown(*before))
        return false;
    const auto fate = rollout::fateNow(records.flight, rollout, stageText, input.now, input.boot.bootId);
    const auto outcome = fate && isKnown(*fate) ? outcomeOf(records.flight, *fate, stageText, input) : std::nullopt;
    return outcome ? told(ledger.appendIf(decided, kind::promotionOutcome, by, *outcome)) : false;
}

bool isAbortProven(const Records &records, const QString &stageText)
{
    const auto &rollout = records.rollout;
    return rollout.attemptState == domain::AttemptState::Aborting && records.abortFlight.isTold &&
           rollout.recovered == true && rollout.present() && stageText == u"abort";
}

bool isAbortLeft(const Records &records, const QString &stageText, const QDateTime &now, const QString &bootId)
{
    if (records.rollout.isAbortFound(stageText))
        return true;
    const auto &abort = records.abortFlight;
    const auto self = rollout::CommandGroup::ofThisProcess(bootId);
    const bool isOwn = abort.console.isSameProcess(self); // one of this process tells it itself
    const auto trace = isOwn ? rollout::Trace::Unknown : rollout::traceOfLeader(abort.console, self);
    return abort.intent >= 0 && !abort.isTold &&
           rollout::isAbortLeft(records.rollout.attemptState, trace, abort.at.secsTo(now), stageText);
}

tl::expected<bool, ledger::LedgerError> takeOverAbort(const LookInput &input, const ledger::Actor &by,
                                                      const FoundAbort &found, ledger::Ledger &ledger, Mirror &mirror)
{
    const auto now = rolloutNow(input, ledger, mirror);
    auto records = mirror.records;
    records.rollout = now;
    const auto stageText = rollout::readStageFile(input.workspace).value_or(QString());
    const auto &rollout = records.rollout;
    if (!isAbortLeft(records, stageText, input.now, input.boot.bootId))
        return false;
    const QString reason = rollout.isAborted() ? rollout.abortReason : foundAbortReason.toString();
    QJsonObject intent{{u"reason"_s, reason},
                       {u"attempt_id"_s, rollout.attemptId},
                       {u"settled"_s, true},
                       {u"console"_s, rollout::CommandGroup::ofThisProcess(input.boot.bootId).toJson()}};
    if (found.reviewAt.isValid())
        intent[u"review_at"_s] = found.reviewAt.toString(Qt::ISODate);
    QList<QByteArray> evidence;
    if (!found.evidence.isEmpty())
        evidence.append(found.evidence);
    return told(ledger.appendIf(mirror.records.lastDeciding, kind::abortIntent, by, intent, evidence));
}

/// As it was seen for so long that its entry, or its outcome's, should be there.
bool Session::Private::isAbortToTakeOver()
{
    const auto &records = look.records;
    if (abortJob || !isAbortLeft(records, look.desiredStage, ports.now(), ports.bootNow().bootId)) {
        sinceAbortLeft.invalidate();
        return false;
    }
    if (!sinceAbortLeft.isValid())
        sinceAbortLeft.start();
    return sinceAbortLeft.hasExpired(std::chrono::milliseconds(enteredWithin).count());
}

void Session::Private::takeOverAbort()
{
    using Origin = AbortOrder::Origin;
    const auto &rollout = look.records.rollout;
    const bool isEntered = rollout.isAborted();
    const AbortOrder order{isEntered ? rollout.abortReason : foundAbortReason.toString(),
                           {},
                           std::nullopt,
                           isEntered ? Origin::Left : Origin::Found};
    const FoundAbort found{reading ? reading->bytes : QByteArray(), nextReview()};
    const auto take = [input = lookInput(), by = actor(), found, kept = mirror](ledger::Ledger &log) {
        return session::takeOverAbort(input, by, found, log, *kept);
    };
    ledger.run(q, take, [this, order](const ledger::AsyncLedger::Result<bool> &taken) {
        isSettling = false;
        if (taken.value_or(false) && !abortJob)
            startAbort(order, q, [](const auto &) {});
    });
}

/// Any console that records does it, and the watcher too; the one whose promotion or abort it is tells it itself.
void Session::Private::settleWhatWasLeft()
{
    const bool isAbort = isAbortToTakeOver();
    const bool isProven = !abortJob && isAbortProven(look.records, look.desiredStage);
    const bool isLeft = isProven || (look.fate && isKnown(*look.fate));
    if (!(isLeft || isAbort) || !isOpen || isSettling || ports.onlyLooks)
        return;
    isSettling = true;
    if (isAbort)
        return takeOverAbort();
    const auto settle = [input = lookInput(), by = actor(), kept = mirror](ledger::Ledger &log) {
        return settleLeft(input, by, log, *kept);
    };
    ledger.run(q, settle, [this](const ledger::AsyncLedger::Result<bool> &) { isSettling = false; });
}

} // namespace cutover::session
