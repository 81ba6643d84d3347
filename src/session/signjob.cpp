// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signjob.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "formats/dsse.h"
#include "pdf/decisionreport.h"
#include "pdf/pdfsignature.h"
#include "pdf/pdfverifier.h"
#include "rollout/ledgerevents.h"
#include "session/attestjob.h"
#include "session/decisioncontent.h"
#include "session/drafts.h"
#include "session/pagesjudge.h"
#include "session/sealfailures.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace cutover::session {

using namespace Qt::StringLiterals;
using crypto::hex;
using Role = domain::BoundFile::Role;
namespace kind = rollout::kind;

namespace {

bool binds(const Draft &draft, Role role)
{
    return std::ranges::any_of(draft.statement.files, [role](const auto &file) { return file.role == role; });
}

/// The bytes of what the draft binds: its own evidence, which is another by now; nothing else may have changed.
QList<QByteArray> signedBytes(const Draft &draft, const Composition &now)
{
    QList<QByteArray> bytes;
    for (qsizetype i = 0; i < now.bound.size(); ++i)
        if (now.draft.statement.files.at(i).role != Role::Evidence)
            bytes.append(now.bound.at(i));
    if (binds(draft, Role::Evidence))
        bytes.append(draft.evidence);
    return bytes;
}

QList<domain::Signing> signingsOf(const SignJob::Input &input)
{
    return {{input.draft.keyFingerprint, input.compose.now}};
}

/// Whether the quorum asks for more signatures than this one.
bool isAwaited(const SignJob::Input &input, const Composition &composition)
{
    return needsQuorum(input.draft.statement.decision) &&
           !domain::awaitedSeats(composition.signers, signingsOf(input), composition.quorum).isEmpty();
}

/// The report, with a place for each seat of the quorum.
pdf::ReportContent contentOf(const SignJob::Input &input, const Composition &composition, const pdf::ReportStory &story,
                             const QByteArray &envelope, const QDateTime &signedAt)
{
    const FirstSigned first{input.draft.statement,
                            input.draft.sha256,
                            envelope,
                            input.compose.certificate.fingerprint(),
                            signedAt,
                            isAwaited(input, composition) ? composition.quorum.needed() - 1 : 0};
    auto content = decisionContent(first, story, input.compose.wording.report);
    for (const auto &chart : input.charts)
        content.charts.append(pdf::chartImage(chart));
    return content;
}

} // namespace

SignJob::SignJob(ledger::AsyncLedger &ledger, keychain::SigningKeys &keys, Input input, QObject *parent)
    : QObject(parent)
    , m_ledger(ledger)
    , m_keys(keys)
    , m_input(std::move(input))
{
}

SignJob::~SignJob() = default;

void SignJob::start(crypto::Secret passphrase)
{
    using Answer = ledger::AsyncLedger::Result<Result<Judged>>;
    auto secret = std::make_shared<crypto::Secret>(std::move(passphrase));
    m_ledger.run(
        this, [input = m_input](ledger::Ledger &log) -> Answer { return judgeAgain(input, log); },
        [this, secret](const Answer &answer) {
            if (!answer)
                fail(failureOf(answer.error()));
            else if (!*answer)
                fail(answer->error());
            else
                onJudged(**answer, std::move(*secret));
        });
}

Result<SignJob::Judged> SignJob::judgeAgain(const Input &input, ledger::Ledger &ledger)
{
    const auto &draft = input.draft;
    if (draft.statement.reason.trimmed().size() < domain::minimalReasonLength)
        return tl::unexpected(refused(u"reason_too_short"_s));
    if (draft.statement.composedAt.secsTo(input.compose.now) > domain::snapshotAgeS)
        return tl::unexpected(refused(u"draft_expired"_s));
    for (const auto &change : draft.changes)
        if (!input.acknowledged.contains(change.code))
            return tl::unexpected(refused(u"changes_unacknowledged"_s, {change.code}));

    std::ignore = ledger.refresh();
    const auto entries = ledger.entries();
    if (!entries)
        return tl::unexpected(failureOf(entries.error()));
    const auto records = foldRecords(*entries);
    // Signed already: a decision id counts once, and a second entry of it would shut the gate.
    if (records.rollout.decisionIds.contains(draft.statement.id))
        return tl::unexpected(refused(u"draft_unknown"_s));
    auto now = compose(input.compose, ledger, records);
    if (!now)
        return tl::unexpected(now.error());
    auto refusals = now->draft.refusals;
    if (crypto::sha256(draft.evidence) != draft.statement.digestOf(Role::Evidence) && binds(draft, Role::Evidence))
        return tl::unexpected(refused(u"draft_unknown"_s));
    Binding present{now->draft.statement.files, {}};
    if (const auto changed = changedSince(draft.statement, present))
        refusals.prepend(*changed);
    if (!ledger.hasPrefix(draft.statement.ledger.size, draft.statement.ledger.root) ||
        draft.statement.ledger.ledgerId != ledger.ledgerId())
        refusals.append({domain::RefusalCode::NotInLedger, {}});
    if (!refusals.isEmpty())
        return tl::unexpected(refused(u"refused"_s, {}, refusals));
    if (const auto &faults = now->draft.closingRefusals; !faults.isEmpty())
        return tl::unexpected(refused(domain::closingFaultName(faults.first().fault), faults.first().data));
    const auto &fresh = now->draft.statement;
    if (draft.statement.continues != fresh.continues || draft.statement.ceremony != fresh.ceremony)
        return tl::unexpected(refused(u"statement_changed"_s));
    now->bound = signedBytes(draft, *now);
    return Judged{std::move(*now), ledger.lastDeciding(), storyOf(draft.statement, *entries, input.compose.wording)};
}

void SignJob::onJudged(Judged judged, crypto::Secret passphrase)
{
    m_judged = std::move(judged);
    m_keys.unlock(m_input.draft.keyFingerprint, std::move(passphrase), this)
        ->onFinished(
            this, [this](tl::expected<crypto::PrivateKey, keychain::KeychainError> key) { onUnlocked(std::move(key)); })
        ->start();
}

void SignJob::onUnlocked(tl::expected<crypto::PrivateKey, keychain::KeychainError> key)
{
    if (!key) {
        recordFailedUnlock(m_ledger, m_input.actor, m_input.draft.keyFingerprint, key.error());
        return fail(keyFailure(key.error(), m_input.draft.keyFingerprint));
    }
    // The key lives in this one task and is wiped at its end, whatever comes of it.
    auto work = [input = m_input, judged = m_judged,
                 key = std::make_shared<crypto::PrivateKey>(std::move(*key))]() mutable {
        const auto used = std::exchange(key, {});
        return makeDocuments(input, judged, *used);
    };
    checks::onPool(this, std::move(work), [this](const Result<Revision> &documents) {
        if (!documents)
            return fail(documents.error());
        attest(m_input.timestamp, m_input.compose.trustFile, *documents, m_input.compose.now, this,
               [this](const Revision &stamped, const QString &timestamp) {
                   m_timestamp = timestamp;
                   writeDecision(stamped);
               });
    });
}

Result<Revision> SignJob::makeDocuments(const Input &input, const Judged &judged, const crypto::PrivateKey &key)
{
    const auto &statement = input.draft.statement;
    const auto &certificate = input.compose.certificate;
    if (key.fingerprint() != certificate.fingerprint())
        return tl::unexpected(Failure{Failure::Kind::Keychain, u"key_invalid"_s, {certificate.fingerprint()}, {}});
    const auto signature = key.sign(formats::pae(formats::inTotoPayloadType, input.draft.bytes));
    if (!signature)
        return tl::unexpected(refused(crypto::codeName(signature.error().code)));
    Revision documents;
    documents.envelope = formats::writeEnvelope(
        {formats::inTotoPayloadType, input.draft.bytes, {{certificate.fingerprint(), *signature}}});

    const auto signedAt = QDateTime::fromSecsSinceEpoch(input.compose.now.toSecsSinceEpoch(), Qt::UTC);
    const auto content = contentOf(input, judged.composition, judged.story, documents.envelope, signedAt);
    const auto report = pdf::composeReport(content);
    pdf::SignatureRequest request{certificate,
                                  [&key](QByteArrayView bytes) { return key.sign(bytes); },
                                  statement.signerName,
                                  statement.signerRole,
                                  statement.meaning,
                                  statement.reason,
                                  {},
                                  signedAt,
                                  report.places.value(0),
                                  content.words.fingerprint(certificate.fingerprint(), stampedGroups),
                                  input.issuers};
    const auto pdf = pdf::signPdf(report.pdf, request);
    if (!pdf)
        return tl::unexpected(refused(pdf::codeName(pdf.error().code), pdf.error().data));
    const auto storyTold = [&judged](const domain::Statement &) { return std::optional(judged.story); };
    const auto faults = judgePages(*pdf, pdf::verifyPdf(*pdf), {input.compose.wording.report, storyTold});
    if (!faults.isEmpty())
        return tl::unexpected(refused(faults.first().code, faults.first().data));
    documents.pdf = *pdf;
    return documents;
}

QJsonObject SignJob::payload(const Revision &documents) const
{
    const auto &statement = m_input.draft.statement;
    QJsonObject payload{{u"decision"_s, domain::decisionWord(statement.decision)},
                        {u"decision_id"_s, statement.id},
                        {u"statement_sha256"_s, hex(m_input.draft.sha256)},
                        {u"envelope_sha256"_s, hex(crypto::sha256(documents.envelope))},
                        {u"pdf_sha256"_s, hex(crypto::sha256(documents.pdf))},
                        {u"fingerprint"_s, m_input.draft.keyFingerprint},
                        {u"role"_s, statement.signerRole},
                        {u"stages"_s, rollout::stagesJson(statement.stages)}};
    if (statement.continues)
        payload[u"continues"_s] = *statement.continues;
    if (statement.closing) {
        payload[u"outcome"_s] = domain::outcomeName(statement.closing->outcome);
        payload[u"attempt_id"_s] = statement.closing->attemptId;
    }
    if (!m_timestamp.isEmpty())
        payload[u"timestamp"_s] = m_timestamp;
    if (isAwaited(m_input, m_judged.composition))
        payload[u"pending"_s] = true;
    return payload;
}

void SignJob::writeDecision(const Revision &documents)
{
    const auto &statement = m_input.draft.statement;
    const auto entryKind = statement.closing ? kind::closing : kind::decision;
    const auto bound = m_judged.composition.bound + QList{m_input.draft.bytes, documents.envelope, documents.pdf};
    using Answer = ledger::AsyncLedger::Result<QStringList>;
    const auto write = [=, expected = m_judged.lastDeciding, actor = m_input.actor, drafts = m_input.stateFolder,
                        workspace = m_input.compose.workspace, signedOne = m_input.draft.sha256, id = statement.id,
                        at = m_input.compose.now, entry = payload(documents)](ledger::Ledger &log) -> Answer {
        const auto appended = log.appendIf(expected, entryKind, actor, entry, bound);
        if (!appended)
            return tl::unexpected(appended.error());
        const auto files = writeExports(workspace, id, documents);
        Drafts(drafts).clear(signedOne, at);
        return files;
    };
    m_ledger.run(this, write, [this](const Answer &files) {
        if (!files)
            return fail(failureOf(files.error()));
        const auto &composition = m_judged.composition;
        m_result = signedWith(m_input.draft, *files, composition.signers, signingsOf(m_input), composition.quorum);
        m_result->timestamp = m_timestamp;
        Q_EMIT finished();
    });
}

void SignJob::fail(Failure failure)
{
    m_result = tl::unexpected(std::move(failure));
    Q_EMIT finished();
}

} // namespace cutover::session
