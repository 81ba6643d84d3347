// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordedrevisions.h"

#include "formats/dsse.h"
#include "formats/statement.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

QString idIn(const QByteArray &bytes)
{
    const auto envelope = formats::parseEnvelope(bytes);
    const auto statement =
        envelope ? formats::readStatement(envelope->payload)
                 : tl::expected<domain::Statement, formats::DocumentErrors>(tl::unexpected(formats::DocumentErrors{}));
    return statement ? statement->id : QString();
}

} // namespace

RecordedRevisions::RecordedRevisions(const ledger::Ledger *ledger, const QByteArray &envelope)
    : m_id(ledger ? idIn(envelope) : QString())
{
    const auto entries = m_id.isEmpty() ? tl::expected<QList<ledger::Entry>, ledger::LedgerError>() : ledger->entries();
    if (!entries)
        return;
    qsizetype signatures = 0;
    for (const auto &entry : *entries) {
        if (!isRevision(entry) || entry.payload[u"decision_id"_s].toString() != m_id)
            continue;
        signatures += isSignature(entry) ? 1 : 0;
        const auto bytes = [&](const QString &key) {
            return ledger->blob(ledger::digestIn(entry.payload, key)).value_or(QByteArray());
        };
        m_revisions.append({{bytes(u"envelope_sha256"_s), bytes(u"pdf_sha256"_s)}, signatures});
    }
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
        return {};
    const auto own = std::ranges::find(m_revisions, pdf, &Recorded::pdf);
    if (own != m_revisions.end())
        return {olderThanLast(own->signatures)};
    const auto isBehind = [&pdf](const Recorded &revision) {
        return !revision.pdf.isEmpty() && pdf.startsWith(revision.pdf);
    };
    if (!isBehind(m_revisions.last()) && std::ranges::any_of(m_revisions, isBehind))
        return {{u"pdf_forked"_s, {m_id}}};
    return {};
}

QList<VerifyProblem> RecordedRevisions::judgeEnvelope(const QByteArray &envelope) const
{
    if (m_revisions.isEmpty())
        return {};
    const auto mine = formats::parseEnvelope(envelope);
    const auto last = formats::parseEnvelope(m_revisions.last().envelope);
    if (!mine || !last || mine->payload != last->payload)
        return {};
    const auto own = std::ranges::find(m_revisions, envelope, &Recorded::envelope);
    if (own != m_revisions.end() && own->envelope != m_revisions.last().envelope)
        return {olderThanLast(own->signatures)};
    if (mine->signatures.size() >= last->signatures.size())
        return {};
    const bool isPart =
        std::ranges::all_of(mine->signatures, [&](const auto &one) { return formats::bears(*last, one); });
    return isPart ? QList{olderThanLast(mine->signatures.size())} : QList<VerifyProblem>();
}

VerifyProblem RecordedRevisions::olderThanLast(qsizetype signatures) const
{
    const auto all = m_revisions.last().signatures;
    if (signatures == all)
        return {u"stamped_later"_s, {m_id}};
    return {u"earlier_revision"_s, {QString::number(signatures), QString::number(all), m_id}};
}

} // namespace cutover::session
