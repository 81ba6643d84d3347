// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisionrecords.h"

#include "crypto/digest.h"
#include "formats/rowjson.h"
#include "formats/signersfile.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"
#include "session/factsverifier.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::BoundFile;
namespace kind = rollout::kind;

namespace {

constexpr qint64 preCutoverOpensS = 1800; // a confirmation given earlier does not count

Failure refused(const QString &name, const QString &id)
{
    return {Failure::Kind::Refused, name, {id}, {}};
}

QByteArray hexField(const ledger::Entry &entry, const QString &key)
{
    return QByteArray::fromHex(entry.payload[key].toString().toLatin1());
}

QString actorOf(const ledger::Entry &entry)
{
    const auto &actor = entry.actor;
    return actor.person.isEmpty() ? u"%1@%2"_s.arg(actor.account, actor.workstation) : actor.person;
}

bool isGo(const ledger::Entry &entry)
{
    return entry.kind == kind::decision && entry.payload[u"decision"_s].toString() == "GO"_L1;
}

bool beginsAttempt(const ledger::Entry &entry)
{
    return isGo(entry) && !entry.payload.contains(u"continues"_s);
}

bool isSigned(const ledger::Entry &entry)
{
    return entry.kind == kind::decision || entry.kind == kind::closing;
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
    {
    }

    [[nodiscard]] Result<DecisionRecords> read(qsizetype at)
    {
        auto read = readSigned(at);
        if (!read)
            return tl::unexpected(read.error());
        if (read->statement.closing)
            return readClosed(read->statement.closing->attemptId);
        static_cast<SignedRecord &>(m_records) = std::move(*read);
        findAttempt(at);
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
            if (beginsAttempt(m_entries.at(at)) && m_entries.at(at).payload[u"decision_id"_s].toString() == attemptId)
                return read(at);
        return tl::unexpected(refused(u"no_decision"_s, attemptId));
    }

    [[nodiscard]] Result<SignedRecord> readSigned(qsizetype at) const
    {
        const auto &entry = m_entries.at(at);
        const QString id = entry.payload[u"decision_id"_s].toString();
        const auto bytes = m_ledger.blob(hexField(entry, u"envelope_sha256"_s));
        const auto envelope =
            bytes ? formats::parseEnvelope(*bytes)
                  : tl::expected<formats::Envelope, formats::DsseError>(tl::unexpected(formats::DsseError{}));
        if (!envelope || crypto::sha256(envelope->payload) != hexField(entry, u"statement_sha256"_s))
            return tl::unexpected(refused(u"decision_unreadable"_s, id));
        auto statement = formats::readStatement(envelope->payload);
        if (!statement || !isOf(*statement, entry))
            return tl::unexpected(refused(u"decision_unreadable"_s, id));
        SignedRecord record{std::move(*statement), hexField(entry, u"statement_sha256"_s), {}, entry.timeUtc};
        if (!takeSignature(*envelope, at, record))
            return tl::unexpected(refused(u"signature_invalid"_s, id));
        return record;
    }

    /// By a list that this ledger pinned before: not by one that came with the envelope.
    bool takeSignature(const formats::Envelope &envelope, qsizetype at, SignedRecord &record) const
    {
        const auto digest = record.statement.digestOf(BoundFile::Role::Signers);
        const bool isPinned = std::any_of(m_entries.cbegin(), m_entries.cbegin() + at, [&](const auto &entry) {
            return entry.kind == kind::signersPinned && hexField(entry, u"signers_sha256"_s) == digest;
        });
        const auto bytes = m_ledger.blob(digest);
        if (!isPinned || !bytes)
            return false;
        const auto file = formats::readSignersFile(*bytes, signersFilePath.toString());
        if (!file)
            return false;
        const auto judged = judgeEnvelope(envelope, file->list, record.signedAt);
        record.fingerprint = judged.valid.value(0);
        return judged.broken.isEmpty() && !judged.valid.isEmpty();
    }

    /// Until the next GO that begins one: what comes then is another attempt's.
    void findAttempt(qsizetype at)
    {
        m_begin = at;
        m_attemptId = m_records.statement.id;
        if (m_records.statement.continues) {
            m_attemptId = rollout::foldEntries(m_entries.first(at + 1)).attemptId;
            for (qsizetype i = 0; i < at; ++i)
                if (beginsAttempt(m_entries.at(i)) &&
                    m_entries.at(i).payload[u"decision_id"_s].toString() == m_attemptId)
                    m_begin = i;
        }
        m_end = m_begin + 1;
        while (m_end < m_entries.size() && !beginsAttempt(m_entries.at(m_end)))
            ++m_end;
        for (qsizetype i = m_begin; i < m_end; ++i)
            if (isGo(m_entries.at(i)) || i == at)
                m_decisionIds.insert(m_entries.at(i).payload[u"decision_id"_s].toString());
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

    /// One that was signed behind the next attempt's GO, too. A closing that does not verify is not passed over.
    [[nodiscard]] std::optional<Failure> takeClosing()
    {
        for (qsizetype i = m_begin + 1; i < m_entries.size(); ++i) {
            if (m_entries.at(i).kind != kind::closing || !isOfAttempt(m_entries.at(i)))
                continue;
            auto closing = readSigned(i);
            if (!closing)
                return closing.error();
            m_records.closing = std::move(*closing);
            const auto &statement = m_records.closing->statement;
            if (statement.closing->outcome == domain::ClosingOutcome::RolledBack)
                return std::nullopt;
            m_records.after.clear();
            for (const auto &stated : statement.rows)
                m_records.after.append({stated, statement.signerName});
            return std::nullopt;
        }
        return std::nullopt;
    }

    const ledger::Ledger &m_ledger;
    const QList<ledger::Entry> &m_entries;
    qsizetype m_begin = 0; ///< of the attempt
    qsizetype m_end = 0;   ///< behind its last entry
    QString m_attemptId;
    QSet<QString> m_decisionIds;
    DecisionRecords m_records;
};

} // namespace

Result<DecisionRecords> decisionRecords(const ledger::Ledger &ledger, const QString &id)
{
    const auto entries = ledger.entries();
    if (!entries || (ledger.trouble() && ledger.trouble()->code == ledger::LedgerError::Code::LedgerInvalid))
        return tl::unexpected(refused(u"ledger_invalid"_s, id));
    const auto found = std::ranges::find_if(*entries, [&id](const ledger::Entry &entry) {
        return isSigned(entry) && entry.payload[u"decision_id"_s].toString() == id;
    });
    if (found == entries->cend())
        return tl::unexpected(refused(u"no_decision"_s, id));
    return RecordsReader(ledger, *entries).read(found - entries->cbegin());
}

} // namespace cutover::session
