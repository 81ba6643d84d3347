// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordedrevisions.h"

#include "crypto/digest.h"
#include "formats/dsse.h"
#include "formats/statement.h"

#include <algorithm>
#include <optional>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

/// The decision that an envelope states; nothing where it states none that can be read.
std::optional<domain::Statement> statementIn(const formats::Envelope &envelope)
{
    auto statement = formats::readStatement(envelope.payload);
    return statement ? std::optional(std::move(*statement)) : std::nullopt;
}

} // namespace

RecordedRevisions::RecordedRevisions(const ledger::Ledger *ledger, const QByteArray &envelope,
                                     const QString &workspaceId)
{
    const auto read = formats::parseEnvelope(envelope);
    const auto statement = ledger && read ? statementIn(*read) : std::nullopt;
    if (!statement)
        return;
    m_id = statement->id;
    const auto &point = statement->ledger;
    if (point.ledgerId != ledger->ledgerId()) {
        m_absence = statement->workspaceId == workspaceId
                        ? QList<VerifyProblem>{{u"not_in_ledger"_s, {m_id, u"other_ledger"_s}}}
                        : QList<VerifyProblem>{{u"ledger_not_compared"_s, {ledger->ledgerId()}}};
        return;
    }
    if (ledger->hasPrefix(point.size, point.root))
        readRevisions(*ledger, crypto::sha256(read->payload));
    if (m_revisions.isEmpty() && m_absence.isEmpty())
        m_absence = {{u"not_in_ledger"_s, {m_id, u"unknown"_s}}};
}

void RecordedRevisions::readRevisions(const ledger::Ledger &ledger, const QByteArray &statementSha256)
{
    qsizetype signatures = 0;
    for (const auto &entry : ledger.entries().value_or(QList<ledger::Entry>())) {
        if (!isRevision(entry) || entry.payload[u"decision_id"_s].toString() != m_id)
            continue;
        if (ledger::digestIn(entry.payload, u"statement_sha256"_s) != statementSha256) {
            m_absence = {otherDocument()};
            continue;
        }
        signatures += isSignature(entry) ? 1 : 0;
        const auto bytes = [&](const QString &key) {
            return ledger.blob(ledger::digestIn(entry.payload, key)).value_or(QByteArray());
        };
        m_revisions.append({{bytes(u"envelope_sha256"_s), bytes(u"pdf_sha256"_s)}, signatures});
    }
    if (!m_revisions.isEmpty())
        m_absence.clear();
}

QByteArray RecordedRevisions::envelopeFor(const QByteArray &pdf) const
{
    if (m_revisions.isEmpty())
        return {};
    // The last of them: a time stamp may have come to the envelope alone.
    const auto own = std::find_if(m_revisions.crbegin(), m_revisions.crend(),
                                  [&pdf](const Recorded &revision) { return revision.pdf == pdf; });
    return own == m_revisions.crend() ? m_revisions.last().envelope : own->envelope;
}

QList<VerifyProblem> RecordedRevisions::judgePdf(const QByteArray &pdf) const
{
    if (m_revisions.isEmpty() || pdf == m_revisions.last().pdf)
        return m_absence;
    const auto own = std::ranges::find(m_revisions, pdf, &Recorded::pdf);
    if (own != m_revisions.end())
        return {olderThanLast(own->signatures)};
    const auto isBehind = [&pdf](const Recorded &revision) {
        return !revision.pdf.isEmpty() && pdf.startsWith(revision.pdf);
    };
    if (isBehind(m_revisions.last()))
        return {};
    return {std::ranges::any_of(m_revisions, isBehind) ? VerifyProblem{u"pdf_forked"_s, {m_id}} : otherDocument()};
}

QList<VerifyProblem> RecordedRevisions::judgeEnvelope(const QByteArray &envelope) const
{
    if (m_revisions.isEmpty() || envelope == m_revisions.last().envelope)
        return m_absence;
    const auto own = std::ranges::find(m_revisions, envelope, &Recorded::envelope);
    if (own != m_revisions.end())
        return {olderThanLast(own->signatures)};
    // Written anew by somebody, or stamped: what counts is who signed.
    const auto mine = formats::parseEnvelope(envelope);
    const auto last = formats::parseEnvelope(m_revisions.last().envelope);
    const bool isPart = mine && last && std::ranges::all_of(mine->signatures, [&](const auto &one) {
                            return formats::bears(*last, one);
                        });
    if (!isPart)
        return {otherDocument()};
    return mine->signatures.size() < last->signatures.size() ? QList{olderThanLast(mine->signatures.size())}
                                                             : QList<VerifyProblem>();
}

VerifyProblem RecordedRevisions::otherDocument() const
{
    return {u"not_in_ledger"_s, {m_id, u"other"_s}};
}

VerifyProblem RecordedRevisions::olderThanLast(qsizetype signatures) const
{
    const auto all = m_revisions.last().signatures;
    if (signatures == all)
        return {u"stamped_later"_s, {m_id}};
    return {u"earlier_revision"_s, {QString::number(signatures), QString::number(all), m_id}};
}

} // namespace cutover::session
