// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/countersignjob.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "formats/dsse.h"
#include "pdf/pdfsignature.h"
#include "pdf/pdfverifier.h"
#include "pdf/reservedplaces.h"
#include "rollout/ledgerevents.h"
#include "session/attestjob.h"
#include "session/decisioncontent.h"
#include "session/pagesjudge.h"
#include "session/sealfailures.h"

#include <algorithm>
#include <utility>

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;
namespace kind = rollout::kind;

namespace {

/// Nothing: this very draft may be signed now, in the seat that was asked for.
std::optional<Failure> objectionTo(const Countersigning &shown, const QByteArray &statementSha256,
                                   const CountersignRequest &request)
{
    if (shown.draft.sha256 != statementSha256)
        return refused(u"statement_changed"_s);
    if (shown.objection)
        return shown.objection;
    const auto &draft = shown.draft;
    if (!draft.refusals.isEmpty())
        return refused(u"refused"_s, {}, draft.refusals);
    if (!draft.closingRefusals.isEmpty())
        return refused(domain::closingFaultName(draft.closingRefusals.first().fault),
                       draft.closingRefusals.first().data);
    if (shown.seat.role != request.role || shown.seat.principal != request.principal)
        return refused(u"statement_changed"_s, {shown.seat.role, shown.seat.principal});
    return std::nullopt;
}

Result<QByteArray> addToEnvelope(const QByteArray &bytes, const crypto::PrivateKey &key)
{
    auto envelope = formats::parseEnvelope(bytes);
    if (!envelope)
        return tl::unexpected(refused(u"envelope_malformed"_s));
    const auto signature = key.sign(formats::pae(envelope->payloadType, envelope->payload));
    if (!signature)
        return tl::unexpected(refused(crypto::codeName(signature.error().code)));
    envelope->signatures.append({key.fingerprint(), *signature});
    return formats::writeEnvelope(*envelope);
}

using Issuers = QList<crypto::Certificate>;

pdf::SignatureRequest requestOf(const CountersignInput &input, const Reviewed &reviewed, const crypto::PrivateKey &key,
                                const Issuers &issuers)
{
    const auto &certificate = input.compose.certificate;
    return {certificate,
            [&key](QByteArrayView bytes) { return key.sign(bytes); },
            certificate.commonName(),
            reviewed.shown.seat.role,
            input.request.meaning,
            input.request.reason,
            {},
            QDateTime::fromSecsSinceEpoch(input.compose.now.toSecsSinceEpoch(), Qt::UTC),
            pdf::freePlaces(reviewed.revision.pdf).value(0),
            input.compose.wording.report.fingerprint(certificate.fingerprint(), stampedGroups),
            issuers};
}

Result<Revision> nextRevision(const CountersignInput &input, const Reviewed &reviewed, const crypto::PrivateKey &key,
                              const Issuers &issuers)
{
    if (key.fingerprint() != input.compose.certificate.fingerprint())
        return tl::unexpected(Failure{Failure::Kind::Keychain, u"key_invalid"_s, {key.fingerprint()}, {}});
    auto envelope = addToEnvelope(reviewed.revision.envelope, key);
    if (!envelope)
        return tl::unexpected(envelope.error());
    const auto pdf = pdf::signPdf(reviewed.revision.pdf, requestOf(input, reviewed, key, issuers));
    if (!pdf)
        return tl::unexpected(refused(pdf::codeName(pdf.error().code), pdf.error().data));
    const auto found = pdf::verifyPdf(*pdf);
    if (!found.isIntact())
        return tl::unexpected(refused(u"pdf_not_intact"_s));
    // The pages were compared by the review; this asks for the new stamp.
    for (const auto &problem : judgePages(*pdf, found, {input.compose.wording.report, {}}))
        if (!isInformation(problem))
            return tl::unexpected(refused(problem.code, problem.data));
    return Revision{std::move(*envelope), *pdf};
}

/// Why the compare-and-swap was lost: another revision of this decision, or something else was decided.
Failure lostRace(const ledger::Ledger &log, const QString &id, const QByteArray &previous)
{
    const auto entries = log.entries();
    if (!entries)
        return failureOf(entries.error());
    const bool isForked = std::ranges::any_of(*entries, [&](const ledger::Entry &entry) {
        const bool isRevision = entry.kind == kind::countersignature || entry.kind == kind::timestampAdded;
        return isRevision && entry.payload[u"decision_id"_s].toString() == id &&
               entry.payload[u"previous_pdf_sha256"_s].toString() == hex(previous);
    });
    return refused(isForked ? u"pdf_forked"_s : u"conflict"_s, {id});
}

} // namespace

CountersignJob::CountersignJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_keys(keys)
    , m_input(std::move(input))
{
}

CountersignJob::~CountersignJob() = default;

void CountersignJob::start(crypto::Secret passphrase)
{
    using Answer = ledger::AsyncLedger::Result<Result<Reviewed>>;
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    m_ledger.run(
        this, [input = m_input.judged](ledger::Ledger &log) -> Answer { return reviewRevision(input, log); },
        [this, secret](const Answer &answer) {
            if (!answer)
                fail(failureOf(answer.error()));
            else if (!*answer)
                fail(answer->error());
            else
                onReviewed(**answer, std::move(*secret));
        });
}

void CountersignJob::onReviewed(Reviewed reviewed, crypto::Secret passphrase)
{
    m_reviewed = std::move(reviewed);
    auto &request = m_input.judged.request;
    if (auto objection = objectionTo(m_reviewed.shown, m_input.statementSha256, request))
        return fail(std::move(*objection));
    if (request.reason.trimmed().size() < domain::minimalReasonLength)
        return fail(refused(u"reason_too_short"_s));
    if (request.meaning.isEmpty())
        request.meaning = domain::defaultMeaning(m_reviewed.shown.draft.statement.decision, request.role);
    m_keys.unlock(request.keyFingerprint, std::move(passphrase), this)
        ->onFinished(
            this, [this](tl::expected<crypto::PrivateKey, keychain::KeychainError> key) { onUnlocked(std::move(key)); })
        ->start();
}

void CountersignJob::onUnlocked(tl::expected<crypto::PrivateKey, keychain::KeychainError> key)
{
    const auto &fingerprint = m_input.judged.request.keyFingerprint;
    if (!key) {
        recordFailedUnlock(m_ledger, m_input.actor, fingerprint, key.error());
        return fail(keyFailure(key.error(), fingerprint));
    }
    // The key lives in this one task and is wiped at its end, whatever comes of it.
    auto work = [input = m_input.judged, reviewed = m_reviewed, issuers = m_input.issuers,
                 key = std::make_shared<crypto::PrivateKey>(std::move(*key))]() mutable {
        const auto used = std::exchange(key, {});
        return nextRevision(input, reviewed, *used, issuers);
    };
    checks::onPool(this, std::move(work), [this](const Result<Revision> &revision) {
        if (!revision)
            return fail(revision.error());
        attest(m_input.timestamp, m_input.judged.compose.trustFile, *revision, m_input.judged.compose.now, this,
               [this](const Revision &stamped, const QString &timestamp) {
                   m_timestamp = timestamp;
                   write(stamped);
               });
    });
}

QJsonObject CountersignJob::payload(const Revision &revision) const
{
    const auto &[request, compose] = m_input.judged;
    const auto &shown = m_reviewed.shown;
    QJsonObject payload{{u"decision"_s, domain::decisionWord(shown.draft.statement.decision)},
                        {u"decision_id"_s, shown.draft.statement.id},
                        {u"statement_sha256"_s, hex(shown.draft.sha256)},
                        {u"envelope_sha256"_s, hex(crypto::sha256(revision.envelope))},
                        {u"pdf_sha256"_s, hex(crypto::sha256(revision.pdf))},
                        {u"previous_pdf_sha256"_s, hex(m_reviewed.pdfSha256)},
                        {u"fingerprint"_s, request.keyFingerprint},
                        {u"role"_s, shown.seat.role},
                        {u"meaning"_s, request.meaning},
                        {u"reason"_s, request.reason}};
    if (!shown.seat.principal.isEmpty())
        payload[u"deputy_for"_s] = shown.seat.principal;
    if (!m_timestamp.isEmpty())
        payload[u"timestamp"_s] = m_timestamp;
    if (shown.draft.statement.closing)
        payload[u"attempt_id"_s] = shown.draft.statement.closing->attemptId;
    if (shown.quorumGiven + 1 == shown.quorumNeeded)
        payload[u"completes"_s] = true;
    return payload;
}

void CountersignJob::write(const Revision &revision)
{
    using Answer = ledger::AsyncLedger::Result<Result<QStringList>>;
    const auto &id = m_reviewed.shown.draft.statement.id;
    const auto append = [=, expected = m_reviewed.lastDeciding, actor = m_input.actor, entry = payload(revision),
                         previous = m_reviewed.pdfSha256,
                         workspace = m_input.judged.compose.workspace](ledger::Ledger &log) -> Answer {
        const auto appended =
            log.appendIf(expected, kind::countersignature, actor, entry, {revision.envelope, revision.pdf});
        if (!appended && appended.error().code == ledger::LedgerError::Code::Conflict)
            return Result<QStringList>(tl::unexpected(lostRace(log, id, previous)));
        if (!appended)
            return tl::unexpected(appended.error());
        return Result<QStringList>(writeExports(workspace, id, revision));
    };
    m_ledger.run(this, append, [this](const Answer &answer) {
        if (!answer)
            return fail(failureOf(answer.error()));
        if (!*answer)
            return fail(answer->error());
        auto signings = m_reviewed.signings;
        const auto &input = m_input.judged;
        signings.append({input.request.keyFingerprint, input.compose.now});
        m_result = signedWith(m_reviewed.shown.draft, **answer, m_reviewed.signers, signings, m_reviewed.quorum);
        m_result->timestamp = m_timestamp;
        Q_EMIT finished();
    });
}

void CountersignJob::fail(Failure failure)
{
    m_result = tl::unexpected(std::move(failure));
    Q_EMIT finished();
}

} // namespace cutover::session
