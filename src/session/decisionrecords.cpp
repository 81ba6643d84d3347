// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/decisionrecords.h"

#include "crypto/digest.h"
#include "formats/rowjson.h"
#include "formats/signersfile.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"
#include "session/factsverifier.h"

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

/// The entries are read once, front to back; `m_at` is the decision's.
class RecordsReader
{
public:
    RecordsReader(const ledger::Ledger &ledger, const QList<ledger::Entry> &entries, qsizetype at)
        : m_ledger(ledger)
        , m_entries(entries)
        , m_at(at)
    {
    }

    [[nodiscard]] Result<DecisionRecords> read()
    {
        const auto &entry = m_entries.at(m_at);
        const QString id = entry.payload[u"decision_id"_s].toString();
        const auto bytes = m_ledger.blob(hexField(entry, u"envelope_sha256"_s));
        const auto envelope =
            bytes ? formats::parseEnvelope(*bytes)
                  : tl::expected<formats::Envelope, formats::DsseError>(tl::unexpected(formats::DsseError{}));
        if (!envelope || crypto::sha256(envelope->payload) != hexField(entry, u"statement_sha256"_s))
            return tl::unexpected(refused(u"decision_unreadable"_s, id));
        auto statement = formats::readStatement(envelope->payload);
        if (!statement || statement->id != id || (statement->decision == domain::DecisionKind::Go) != isGo(entry))
            return tl::unexpected(refused(u"decision_unreadable"_s, id));
        m_records.statement = std::move(*statement);
        m_records.statementSha256 = hexField(entry, u"statement_sha256"_s);
        m_records.signedAt = entry.timeUtc;
        if (!takeSignature(*envelope))
            return tl::unexpected(refused(u"signature_invalid"_s, id));
        takeAttempt();
        return m_records;
    }

private:
    /// By a list that this ledger pinned before: not by one that came with the envelope.
    bool takeSignature(const formats::Envelope &envelope)
    {
        const auto digest = m_records.statement.digestOf(BoundFile::Role::Signers);
        const bool isPinned = std::any_of(m_entries.cbegin(), m_entries.cbegin() + m_at, [&](const auto &entry) {
            return entry.kind == kind::signersPinned && hexField(entry, u"signers_sha256"_s) == digest;
        });
        const auto bytes = m_ledger.blob(digest);
        if (!isPinned || !bytes)
            return false;
        const auto file = formats::readSignersFile(*bytes, signersFilePath.toString());
        if (!file)
            return false;
        const auto judged = judgeEnvelope(envelope, file->list, m_records.signedAt);
        m_records.fingerprint = judged.valid.value(0);
        return judged.broken.isEmpty() && !judged.valid.isEmpty();
    }

    /// Until the next GO: what comes then is another attempt's.
    void takeAttempt()
    {
        const auto before = rollout::foldEntries(m_entries.first(m_at));
        auto from = m_records.statement.targetAt.addSecs(-preCutoverOpensS);
        if (before.endedAt.isValid())
            from = std::max(from, before.endedAt);
        for (qsizetype i = 0; i < m_entries.size(); ++i) {
            const auto &entry = m_entries.at(i);
            if (i > m_at && isGo(entry))
                return;
            if (entry.timeUtc >= from && m_records.promotions.isEmpty())
                takeValidation(entry);
            if (i > m_at && entry.kind == kind::promotionOutcome)
                takePromotion(entry);
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

    void takePromotion(const ledger::Entry &entry)
    {
        const auto event = rollout::eventOf(entry);
        const auto *ended = event ? std::get_if<domain::PromotionEnded>(&*event) : nullptr;
        const bool isOurs = ended && (ended->decisionId.isEmpty() || ended->decisionId == m_records.statement.id);
        if (isOurs)
            m_records.promotions.append({ended->percent, ended->result, entry.timeUtc, actorOf(entry)});
    }

    const ledger::Ledger &m_ledger;
    const QList<ledger::Entry> &m_entries;
    qsizetype m_at;
    DecisionRecords m_records;
};

} // namespace

Result<DecisionRecords> decisionRecords(const ledger::Ledger &ledger, const QString &id)
{
    const auto entries = ledger.entries();
    if (!entries || (ledger.trouble() && ledger.trouble()->code == ledger::LedgerError::Code::LedgerInvalid))
        return tl::unexpected(refused(u"ledger_invalid"_s, id));
    const auto found = std::ranges::find_if(*entries, [&id](const ledger::Entry &entry) {
        return entry.kind == kind::decision && entry.payload[u"decision_id"_s].toString() == id;
    });
    if (found == entries->cend())
        return tl::unexpected(refused(u"no_decision"_s, id));
    return RecordsReader(ledger, *entries, found - entries->cbegin()).read();
}

} // namespace cutover::session
