// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/revisionreview.h"

#include "crypto/digest.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"
#include "session/ceremonyrecords.h"
#include "session/envelopejudge.h"
#include "session/pdfjudge.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::RefusalCode;
using domain::SeatFault;
namespace kind = rollout::kind;

namespace {

/// What became of a decision that waited and does not any more.
domain::Refusal supersededBy(const domain::RolloutState &rollout)
{
    const auto iso = [](const QDateTime &at) { return at.toUTC().toString(Qt::ISODate); };
    if (rollout.isAborted())
        return {RefusalCode::Aborted, {iso(rollout.abortedAt)}};
    if (rollout.override)
        return {RefusalCode::Superseded, {iso(rollout.override->at), u"no_go"_s}};
    if (rollout.closing)
        return {RefusalCode::Superseded, {iso(rollout.closing->at), u"closing"_s}};
    if (rollout.pending || rollout.attemptState == domain::AttemptState::Open)
        return {RefusalCode::Superseded, {iso(rollout.pending ? rollout.pending->at : rollout.decision->at), u"go"_s}};
    return {RefusalCode::Superseded, {iso(rollout.endedAt), u"stand_down"_s}};
}

/// Why no decision of this id waits for a signature.
Failure notAwaiting(const QString &id, const QList<ledger::Entry> &entries, const domain::RolloutState &rollout)
{
    const auto isOf = [&id](const ledger::Entry &entry) { return entry.payload[u"decision_id"_s].toString() == id; };
    const auto first = std::ranges::find_if(entries, [&](const ledger::Entry &entry) {
        return (entry.kind == kind::decision || entry.kind == kind::closing) && isOf(entry);
    });
    if (first == entries.end())
        return refused(u"no_decision"_s, {id});
    if (first->payload[u"decision"_s].toString() == "NO-GO"_L1)
        return refused(u"no_quorum_needed"_s, {id});
    const bool isComplete = std::ranges::any_of(entries, [&](const ledger::Entry &entry) {
        return entry.kind == kind::countersignature && isOf(entry) && entry.payload[u"completes"_s].toBool();
    });
    if (isComplete || !first->payload[u"pending"_s].toBool())
        return refused(u"quorum_complete"_s, {id});
    return refused(u"refused"_s, {}, {supersededBy(rollout)});
}

/// The first fault that verification finds, the missing signatures apart.
std::optional<Failure> faultOf(const QList<VerifyProblem> &problems)
{
    const auto fault = std::ranges::find_if(problems, [](const VerifyProblem &problem) {
        return problem.code != "quorum_missing"_L1 && !isInformation(problem);
    });
    return fault == problems.end() ? std::nullopt : std::optional(refused(fault->code, fault->data));
}

std::optional<Failure> unseenPages(const QList<VerifyProblem> &problems)
{
    const auto unseen = std::ranges::find(problems, u"pages_not_compared"_s, &VerifyProblem::code);
    return unseen == problems.end() ? std::nullopt : std::optional(refused(unseen->code, unseen->data));
}

/// Reads one revision from the store and judges it.
class RevisionReader
{
public:
    RevisionReader(const CountersignInput &input, ledger::Ledger &ledger, const QList<ledger::Entry> &entries,
                   const Records &records, const DecisionRecord &record)
        : m_input(input)
        , m_ledger(ledger)
        , m_entries(entries)
        , m_records(records)
        , m_record(record)
    {
    }

    [[nodiscard]] Result<Reviewed> read()
    {
        for (const auto step : {&RevisionReader::readSigners, &RevisionReader::readBytes, &RevisionReader::verify,
                                &RevisionReader::judgeLive})
            if (auto failure = (this->*step)())
                return tl::unexpected(std::move(*failure));
        judgeSeat();
        m_reviewed.pdfSha256 = m_record.pdfSha256;
        m_reviewed.lastDeciding = m_ledger.lastDeciding();
        return std::move(m_reviewed);
    }

private:
    using Step = std::optional<Failure>;

    Step readSigners()
    {
        const auto &compose = m_input.compose;
        const auto signers = readTrustedSigners(compose.workspace, m_records, m_ledger, TrustStore(compose.trustFile));
        if (!signers.view.pinned)
            return refused(u"refused"_s, {}, {signersRefusal(signers.view)});
        auto file = formats::readSignersFile(signers.bytes, signersFilePath.toString());
        if (!file)
            return refused(u"refused"_s, {}, {signersRefusal(signers.view)});
        m_reviewed.signers = file->list;
        m_roots.lists.append({std::move(*file), signers.view.digest});
        return std::nullopt;
    }

    Step readBytes()
    {
        const auto envelope = m_ledger.blob(m_record.envelopeSha256);
        const auto pdf = m_ledger.blob(m_record.pdfSha256);
        for (const auto &blob : {envelope, pdf})
            if (!blob)
                return refused(ledger::codeName(blob.error().code), {m_record.id, blob.error().system});
        m_reviewed.revision = {*envelope, *pdf};
        return std::nullopt;
    }

    /// As a stranger would who trusts the pinned list.
    Step verify()
    {
        const auto judged = judgeDecision(m_reviewed.revision.envelope, m_roots, {});
        if (auto fault = faultOf(judged.problems))
            return fault;
        FileFinding printed;
        const auto ground = PageGround::of(m_input.compose.wording,
                                           [this](const domain::LedgerPoint &point) { return entriesOf(point); });
        judgePdf(m_reviewed.revision.pdf, m_roots, ground, printed,
                 [this](const QByteArray &) { return m_reviewed.revision.envelope; });
        if (auto fault = faultOf(printed.problems))
            return fault;
        // Nobody signs pages that have not been compared: verification may leave it at telling so.
        if (auto fault = unseenPages(printed.problems))
            return fault;
        const auto envelope = formats::parseEnvelope(m_reviewed.revision.envelope);
        auto &draft = m_reviewed.shown.draft;
        draft.statement = *judged.statement;
        draft.bytes = envelope->payload;
        draft.sha256 = crypto::sha256(draft.bytes);
        draft.keyFingerprint = m_input.request.keyFingerprint;
        const bool isOfEntry = draft.sha256 == m_record.statementSha256 && draft.statement.id == m_record.id &&
                               draft.statement.decision == m_record.kind;
        if (!isOfEntry)
            return refused(u"decision_unreadable"_s, {m_record.id});
        return isCeremonyOfLedger(draft.statement, m_entries)
                   ? std::nullopt
                   : std::optional(refused(u"ceremony_not_in_ledger"_s, {m_record.id}));
    }

    [[nodiscard]] std::optional<QList<ledger::Entry>> entriesOf(const domain::LedgerPoint &point) const
    {
        const bool isOurs = point.ledgerId == m_ledger.ledgerId() && m_ledger.hasPrefix(point.size, point.root) &&
                            point.size <= m_entries.size();
        return isOurs ? std::optional(m_entries.first(point.size)) : std::nullopt;
    }

    /// The verdict of this moment, and that nothing which the statement binds has changed.
    Step judgeLive()
    {
        auto &draft = m_reviewed.shown.draft;
        const auto &statement = draft.statement;
        auto input = m_input.compose;
        input.request = {statement.decision, m_input.request.keyFingerprint, m_input.request.reason,
                         m_input.request.meaning, statement.closing.value_or(domain::Closing())};
        const auto now = compose(input, m_ledger, m_records);
        if (!now)
            return now.error();
        draft.refusals = now->draft.refusals;
        // Who may begin a decision is not the question here: judgeSeat() answers who may add to it.
        draft.refusals.removeIf(
            [](const domain::Refusal &refusal) { return refusal.code == RefusalCode::SignerUnauthorised; });
        draft.closingRefusals = now->draft.closingRefusals;
        judgeBound(now->draft.statement);
        return std::nullopt;
    }

    void judgeBound(const domain::Statement &now)
    {
        auto &draft = m_reviewed.shown.draft;
        const auto &statement = draft.statement;
        if (const auto changed = changedSince(statement, Binding{now.files, {}}))
            draft.refusals.append(*changed);
        const auto &point = statement.ledger;
        if (point.ledgerId != m_ledger.ledgerId() || !m_ledger.hasPrefix(point.size, point.root))
            draft.refusals.append({RefusalCode::NotInLedger, {}});
        const bool hasLapsed = statement.expiresAt.isValid() && m_input.compose.now > statement.expiresAt;
        const auto isLapse = [](const domain::Refusal &refusal) {
            return refusal.code == RefusalCode::DecisionExpired;
        };
        if (hasLapsed && std::ranges::none_of(draft.refusals, isLapse))
            draft.refusals.append({RefusalCode::DecisionExpired, {statement.expiresAt.toUTC().toString(Qt::ISODate)}});
        std::ranges::stable_sort(draft.refusals, {}, &domain::Refusal::code);
    }

    void judgeSeat()
    {
        auto &shown = m_reviewed.shown;
        const auto &list = m_reviewed.signers;
        m_reviewed.signings = m_record.signings();
        m_reviewed.quorum = {quorumOf(list), shown.draft.statement.targetAt};
        shown.quorumGiven = domain::seatCount(domain::filledSeats(list, m_reviewed.signings, m_reviewed.quorum));
        shown.quorumNeeded = m_reviewed.quorum.needed();
        shown.awaited = domain::awaitedSeats(list, m_reviewed.signings, m_reviewed.quorum);
        for (const auto &signature : m_record.signatures)
            shown.signers.append({signature.name, signature.role, signature.meaning, signature.reason,
                                  signature.fingerprint, signature.at});
        shown.signers.first().meaning = shown.draft.statement.meaning;
        shown.signers.first().reason = shown.draft.statement.reason;
        const auto &compose = m_input.compose;
        shown.seat = domain::seatFor(list, m_reviewed.signings, {m_input.request.keyFingerprint, compose.now},
                                     m_reviewed.quorum);
        shown.objection = objectionBy(shown.seat);
    }

    [[nodiscard]] std::optional<Failure> objectionBy(const domain::Seat &seat) const
    {
        const auto &certificate = m_input.compose.certificate;
        const QString name = certificate.commonName();
        switch (seat.fault) {
        case SeatFault::AlreadySigned:
            return refused(u"already_signed"_s, {name});
        case SeatFault::Unauthorised:
            return refused(u"signer_unauthorised"_s, {name});
        case SeatFault::Taken:
            return refused(u"seat_taken"_s, {name});
        case SeatFault::DeputyTooEarly:
            return refused(u"deputy_too_early"_s, {name, seat.principal, seat.from.toUTC().toString(Qt::ISODate)});
        case SeatFault::None:
            break;
        }
        // The key is the listed one by its fingerprint; the certificate that signs the PDF has to be the listed one
        // too.
        const auto *listed = m_reviewed.signers.find(m_input.request.keyFingerprint);
        const auto known = crypto::Certificate::fromPem(listed->certificatePem);
        if (!known || *known != certificate)
            return refused(u"certificate_changed"_s, {name, u"list"_s});
        return std::nullopt;
    }

    const CountersignInput &m_input;
    ledger::Ledger &m_ledger;
    const QList<ledger::Entry> &m_entries; ///< of which the records are the fold
    const Records &m_records;
    const DecisionRecord &m_record;
    VerifyRoots m_roots;
    Reviewed m_reviewed;
};

} // namespace

Result<Reviewed> reviewRevision(const CountersignInput &input, ledger::Ledger &ledger)
{
    std::ignore = ledger.refresh();
    const auto entries = ledger.entries();
    if (!entries)
        return tl::unexpected(refused(ledger::codeName(entries.error().code)));
    const auto records = foldRecords(*entries);
    const auto *record = records.awaiting(input.request.decisionId);
    if (!record)
        return tl::unexpected(notAwaiting(input.request.decisionId, *entries, records.rollout));
    return RevisionReader(input, ledger, *entries, records, *record).read();
}

} // namespace cutover::session
