// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordedrevisions.h"

#include "formats/dsse.h"
#include "formats/statement.h"
#include "rollout/ledgerevents.h"

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

QString idIn(const QByteArray &bytes)
{
    const auto envelope = formats::parseEnvelope(bytes);
    const auto statement =
        envelope ? formats::readStatement(envelope->payload)
                 : tl::expected<domain::Statement, formats::DocumentErrors>(tl::unexpected(formats::DocumentErrors{}));
    return statement ? statement->id : QString();
}

bool isSignatureOf(const ledger::Entry &entry, const QString &id)
{
    const bool isSignature =
        entry.kind == kind::decision || entry.kind == kind::closing || entry.kind == kind::countersignature;
    return isSignature && entry.payload[u"decision_id"_s].toString() == id;
}

} // namespace

RecordedRevisions::RecordedRevisions(const ledger::Ledger *ledger, const QByteArray &envelope)
    : m_id(ledger ? idIn(envelope) : QString())
{
    const auto entries = m_id.isEmpty() ? tl::expected<QList<ledger::Entry>, ledger::LedgerError>() : ledger->entries();
    if (!entries)
        return;
    for (const auto &entry : *entries) {
        if (!isSignatureOf(entry, m_id))
            continue;
        const auto bytes = [&](const QString &key) {
            return ledger->blob(ledger::digestIn(entry.payload, key)).value_or(QByteArray());
        };
        m_revisions.append({bytes(u"envelope_sha256"_s), bytes(u"pdf_sha256"_s)});
    }
}

QByteArray RecordedRevisions::envelopeFor(const QByteArray &pdf) const
{
    if (m_revisions.isEmpty())
        return {};
    const auto own = std::ranges::find(m_revisions, pdf, &Revision::pdf);
    return own == m_revisions.end() ? m_revisions.last().envelope : own->envelope;
}

QList<VerifyProblem> RecordedRevisions::judgePdf(const QByteArray &pdf) const
{
    if (m_revisions.isEmpty() || pdf == m_revisions.last().pdf)
        return {};
    const auto own = std::ranges::find(m_revisions, pdf, &Revision::pdf);
    if (own != m_revisions.end())
        return {earlier(own - m_revisions.begin() + 1)};
    const auto &first = m_revisions.first().pdf;
    const bool isLonger = pdf.startsWith(m_revisions.last().pdf);
    if (!first.isEmpty() && pdf.startsWith(first) && !isLonger)
        return {{u"pdf_forked"_s, {m_id}}};
    return {};
}

QList<VerifyProblem> RecordedRevisions::judgeEnvelope(const QByteArray &envelope) const
{
    if (m_revisions.isEmpty())
        return {};
    const auto mine = formats::parseEnvelope(envelope);
    const auto last = formats::parseEnvelope(m_revisions.last().envelope);
    if (!mine || !last || mine->payload != last->payload || mine->signatures.size() >= last->signatures.size())
        return {};
    const bool isPart =
        std::ranges::all_of(mine->signatures, [&](const auto &one) { return formats::bears(*last, one); });
    return isPart ? QList{earlier(mine->signatures.size())} : QList<VerifyProblem>();
}

VerifyProblem RecordedRevisions::earlier(qsizetype signatures) const
{
    return {u"earlier_revision"_s, {QString::number(signatures), QString::number(m_revisions.size()), m_id}};
}

} // namespace cutover::session
