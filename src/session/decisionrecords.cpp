// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisionrecords.h"

#include "crypto/digest.h"
#include "formats/rowjson.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"
#include "session/factsverifier.h"
#include "session/revision.h"
#include "session/signatureorigins.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr qint64 preCutoverOpensS = 1800; // a confirmation given earlier does not count

QString actorOf(const ledger::Entry &entry)
{
    const auto &actor = entry.actor;
    return actor.person.isEmpty() ? u"%1@%2"_s.arg(actor.account, actor.workstation) : actor.person;
}

bool isGo(const ledger::Entry &entry)
{
    return entry.kind == kind::decision && entry.payload[u"decision"_s].toString() == "GO"_L1;
}

bool isSigned(const ledger::Entry &entry)
{
    return entry.kind == kind::decision || entry.kind == kind::closing;
}

QString idOf(const ledger::Entry &entry)
{
    return entry.payload[u"decision_id"_s].toString();
}

/// Where the signatures of one decision stand.
struct Signatures
{
    QList<qsizetype> at;               ///< of the entries, first signature first
    std::optional<qsizetype> complete; ///< with which the quorum was there
};

Signatures signaturesOf(const QList<ledger::Entry> &entries, qsizetype first)
{
    Signatures found{{first}, std::nullopt};
    if (!entries.at(first).payload[u"pending"_s].toBool())
        found.complete = first;
    for (qsizetype i = first + 1; i < entries.size() && !found.complete; ++i) {
        const auto &entry = entries.at(i);
        if (entry.kind != kind::countersignature || idOf(entry) != idOf(entries.at(first)))
            continue;
        found.at.append(i);
        if (entry.payload[u"completes"_s].toBool())
            found.complete = i;
    }
    return found;
}

/// The attempts that the ledger's GOs began: entry → id.
QMap<qsizetype, QString> attemptsOf(const QList<ledger::Entry> &entries)
{
    QMap<qsizetype, QString> attempts;
    domain::RolloutState state;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const auto event = rollout::eventOf(entries.at(i));
        if (!event)
            continue;
        const int before = state.attempt;
        state = advance(std::move(state), *event, entries.at(i).index);
        if (state.attempt != before)
            attempts.insert(i, state.attemptId);
    }
    return attempts;
}

/// Whether the statement is the one that the entry is about.
bool isOf(const domain::Statement &statement, const ledger::Entry &entry)
{
    const auto &payload = entry.payload;
    const bool isClosing = entry.kind == kind::closing;
    if (statement.id != payload[u"decision_id"_s].toString() || statement.closing.has_value() != isClosing)
        return false;
    if (!isClosing)
        return (statement.decision == domain::DecisionKind::Go) == isGo(entry) &&
               statement.decision != domain::DecisionKind::Closing;
    return statement.closing->attemptId == payload[u"attempt_id"_s].toString() &&
           domain::outcomeName(statement.closing->outcome) == payload[u"outcome"_s].toString();
}

/// Reads one attempt front to back.
class RecordsReader
{
public:
    RecordsReader(const ledger::Ledger &ledger, const QList<ledger::Entry> &entries)
        : m_ledger(ledger)
        , m_entries(entries)
        , m_attempts(attemptsOf(entries))
    {
    }

    /// `at`: the entry of the first signature.
    [[nodiscard]] Result<DecisionRecords> read(qsizetype at)
    {
        auto read = readSigned(at);
        if (!read)
            return tl::unexpected(read.error());
        if (read->statement.closing)
            return readClosed(read->statement.closing->attemptId);
        static_cast<SignedRecord &>(m_records) = std::move(*read);
        findAttempt(*signaturesOf(m_entries, at).complete);
        takeAttempt();
        m_records.timeline = timelineOf(m_entries, m_attemptId);
        if (const auto failure = takeClosing())
            return tl::unexpected(*failure);
        return m_records;
    }

private:
    [[nodiscard]] Result<DecisionRecords> readClosed(const QString &attemptId)
    {
        for (qsizetype at = 0; at < m_entries.size(); ++at)
            if (isGo(m_entries.at(at)) && idOf(m_entries.at(at)) == attemptId)
                return read(at);
        return tl::unexpected(refused(u"no_decision"_s, {attemptId}));
    }

    /// By its last revision.
    [[nodiscard]] Result<SignedRecord> readSigned(qsizetype at) const
    {
        const auto &entry = m_entries.at(at);
        const auto signatures = signaturesOf(m_entries, at);
        if (!signatures.complete)
            return tl::unexpected(refused(u"quorum_missing"_s, {idOf(entry)}));
        const auto &last = m_entries.at(*signatures.complete);
        const auto bytes = m_ledger.blob(ledger::digestIn(last.payload, u"envelope_sha256"_s));
        const auto envelope =
            bytes ? formats::parseEnvelope(*bytes)
                  : tl::expected<formats::Envelope, formats::DsseError>(tl::unexpected(formats::DsseError{}));
        if (!envelope || crypto::sha256(envelope->payload) != ledger::digestIn(entry.payload, u"statement_sha256"_s))
            return tl::unexpected(refused(u"decision_unreadable"_s, {idOf(entry)}));
        auto statement = formats::readStatement(envelope->payload);
        if (!statement || !isOf(*statement, entry))
            return tl::unexpected(refused(u"decision_unreadable"_s, {idOf(entry)}));
        SignedRecord record{
            std::move(*statement), ledger::digestIn(entry.payload, u"statement_sha256"_s), {}, last.timeUtc, {}};
        takeSigners(signatures, record);
        if (!takeSignatures(*envelope, *signatures.complete, record))
            return tl::unexpected(refused(u"signature_invalid"_s, {idOf(entry)}));
        return record;
    }

    void takeSigners(const Signatures &signatures, SignedRecord &record) const
    {
        for (const auto at : signatures.at) {
            const auto &entry = m_entries.at(at);
            const auto text = [&entry](const QString &key) { return entry.payload[key].toString(); };
            record.signers.append({entry.actor.person, text(u"role"_s), text(u"meaning"_s), text(u"reason"_s),
                                   text(u"fingerprint"_s), entry.timeUtc});
        }
        auto &first = record.signers.first();
        first.meaning = record.statement.meaning;
        first.reason = record.statement.reason;
    }

    /// Each by the list that was in force in this ledger when its entry came: not by one that came with the envelope.
    bool takeSignatures(const formats::Envelope &envelope, qsizetype complete, SignedRecord &record) const
    {
        SignersRecords lists;
        SignatureOrigins origins(boundIn(m_ledger));
        for (const auto &entry : m_entries.first(complete + 1)) {
            lists.fold(entry);
            origins.fold(entry);
        }
        const auto chain = chainOf(lists, m_ledger);
        const auto judged =
            judgeEnvelope(envelope, record.statement.workspaceId, chain, origins.inEnvelopes(record.statementSha256));
        if (judged.valid.isEmpty() || !judged.broken.isEmpty() || !judged.unauthorised.isEmpty())
            return false;
        record.fingerprint = judged.valid.first().fingerprint;
        return fillsQuorum(judged.valid, chain.head()->list, record.statement);
    }

    static bool fillsQuorum(const QList<domain::Signing> &valid, const domain::SignersList &list,
                            const domain::Statement &statement)
    {
        const domain::Quorum quorum{quorumOf(list), statement.targetAt};
        return !needsQuorum(statement.decision) ||
               domain::seatCount(domain::filledSeats(list, valid, quorum)) >= quorum.needed();
    }

    /// Until the next GO that begins one: what comes then is another attempt's. `at`: from where the decision counts.
    void findAttempt(qsizetype at)
    {
        m_begin = at;
        m_attemptId = m_records.statement.id;
        if (m_records.statement.continues) {
            m_attemptId = rollout::foldEntries(m_entries.first(at + 1)).attemptId;
            m_begin = m_attempts.key(m_attemptId, at);
        }
        const auto next = m_attempts.upperBound(m_begin);
        m_end = next == m_attempts.cend() ? m_entries.size() : next.key();
        m_decisionIds = {m_attemptId, m_records.statement.id};
        for (qsizetype i = m_begin; i < m_end; ++i)
            if (isGo(m_entries.at(i)))
                m_decisionIds.insert(idOf(m_entries.at(i)));
    }

    void takeAttempt()
    {
        const auto before = rollout::foldEntries(m_entries.first(m_begin));
        auto from = m_records.statement.targetAt.addSecs(-preCutoverOpensS);
        if (before.endedAt.isValid())
            from = std::max(from, before.endedAt);
        const auto end = rollout::foldEntries(m_entries.first(m_end));
        if (end.isAborted() && end.attemptId == m_attemptId) {
            m_records.rollback.emplace();
            m_records.rollback->at = end.abortedAt;
            m_records.rollback->reason = end.abortReason;
            m_records.rollback->recovered = end.recovered;
        }
        for (qsizetype i = 0; i < m_end; ++i) {
            const auto &entry = m_entries.at(i);
            if (entry.timeUtc >= from && m_records.promotions.isEmpty())
                takeValidation(entry);
            if (i > m_begin)
                takeRollout(entry);
        }
    }

    void takeValidation(const ledger::Entry &entry)
    {
        const auto event = rollout::eventOf(entry);
        if (const auto *confirmed = event ? std::get_if<domain::Confirmed>(&*event) : nullptr)
            m_records.confirmations[confirmed->what] = *confirmed;
        if (entry.kind != kind::check)
            return;
        const auto row = formats::rowFromJson(entry.payload[u"row"_s]);
        if (row && row->id == domain::CriterionId::Dashboard)
            m_records.finalCheck = DecisionRecords::Check{*row, actorOf(entry)};
    }

    void takeRollout(const ledger::Entry &entry)
    {
        if (entry.kind == kind::promotionOutcome)
            takePromotion(entry);
        else if (entry.kind == kind::holdCredit && isOfAttempt(entry))
            takeCredit(entry.payload);
        else if (entry.kind == kind::postCutover && isOfAttempt(entry))
            takeAfter(entry);
        else if (m_records.rollback)
            takeRollback(entry);
    }

    [[nodiscard]] bool isOfAttempt(const ledger::Entry &entry) const
    {
        return entry.payload[u"attempt_id"_s].toString() == m_attemptId;
    }

    void takePromotion(const ledger::Entry &entry)
    {
        const auto event = rollout::eventOf(entry);
        const auto *ended = event ? std::get_if<domain::PromotionEnded>(&*event) : nullptr;
        const bool isOurs = ended && (ended->decisionId.isEmpty() || m_decisionIds.contains(ended->decisionId));
        if (isOurs)
            m_records.promotions.append({ended->percent, ended->result, entry.timeUtc, actorOf(entry)});
    }

    void takeCredit(const QJsonObject &payload)
    {
        auto &held = m_records.heldMs[payload[u"percent"_s].toInt()];
        held = std::max(held, payload[u"served_ms"_s].toInteger());
    }

    void takeAfter(const ledger::Entry &entry)
    {
        m_records.after.clear();
        for (const auto &value : entry.payload[u"rows"_s].toArray())
            if (const auto row = formats::closingRowFromJson(value))
                m_records.after.append(
                    {{*row, value[u"arithmetic"_s].toString(), value[u"reason"_s].toString()}, actorOf(entry)});
    }

    void takeRollback(const ledger::Entry &entry)
    {
        auto &rollback = *m_records.rollback;
        const auto &payload = entry.payload;
        if (entry.kind == kind::abortIntent && rollback.by.isEmpty())
            rollback.by = actorOf(entry);
        const bool isOfAbort = payload[u"event"_s].toString() == "abort"_L1;
        const bool isTaken = isOfAbort && payload[u"status"_s].toString() == "accepted"_L1;
        if (entry.kind == kind::notification && isTaken) {
            if (rollback.notified.isEmpty()) {
                rollback.notifiedAt = entry.timeUtc;
                rollback.notifiedBy = actorOf(entry);
            }
            rollback.notified.append(payload[u"target"_s].toString());
        }
        if (entry.kind != kind::incident || !isOfAttempt(entry))
            return;
        if (rollback.captured.isEmpty()) {
            rollback.capturedAt = entry.timeUtc;
            rollback.capturedBy = actorOf(entry);
        }
        for (const auto &file : payload[u"files"_s].toArray())
            rollback.captured.append(file[u"file"_s].toString());
    }

    /// One that was signed behind the next attempt's GO, too; the last, where an abort came behind one. A closing that
    /// does not verify is not passed over.
    [[nodiscard]] std::optional<Failure> takeClosing()
    {
        for (qsizetype i = m_begin + 1; i < m_entries.size(); ++i) {
            const bool isClosing = m_entries.at(i).kind == kind::closing && isOfAttempt(m_entries.at(i));
            if (!isClosing || !signaturesOf(m_entries, i).complete)
                continue;
            auto closing = readSigned(i);
            if (!closing)
                return closing.error();
            m_records.closing = std::move(*closing);
            const auto &statement = m_records.closing->statement;
            if (statement.closing->outcome == domain::ClosingOutcome::RolledBack)
                continue;
            m_records.after.clear();
            for (const auto &stated : statement.rows)
                m_records.after.append({stated, statement.signerName});
        }
        return std::nullopt;
    }

    const ledger::Ledger &m_ledger;
    const QList<ledger::Entry> &m_entries;
    QMap<qsizetype, QString> m_attempts; ///< where each began
    qsizetype m_begin = 0;               ///< of the attempt
    qsizetype m_end = 0;                 ///< behind its last entry
    QString m_attemptId;
    QSet<QString> m_decisionIds;
    DecisionRecords m_records;
};

} // namespace

Result<DecisionRecords> decisionRecords(const ledger::Ledger &ledger, const QString &id)
{
    const auto entries = ledger.entries();
    if (!entries || (ledger.trouble() && ledger.trouble()->code == ledger::LedgerError::Code::LedgerInvalid))
        return tl::unexpected(refused(u"ledger_invalid"_s, {id}));
    const auto found = std::ranges::find_if(
        *entries, [&id](const ledger::Entry &entry) { return isSigned(entry) && idOf(entry) == id; });
    if (found == entries->cend())
        return tl::unexpected(refused(u"no_decision"_s, {id}));
    return RecordsReader(ledger, *entries).read(found - entries->cbegin());
}

} // namespace cutover::session
