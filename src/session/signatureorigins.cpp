// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/signatureorigins.h"

#include "crypto/digest.h"
#include "formats/dsse.h"
#include "pdf/pdfverifier.h"
#include "session/revision.h"

namespace cutover::session {

using namespace Qt::StringLiterals;

void SignatureOrigins::fold(const ledger::Entry &entry)
{
    if (!isSignature(entry))
        return;
    const auto digest = [&entry](const QString &key) { return ledger::digestIn(entry.payload, key); };
    if (const auto statement = digest(u"statement_sha256"_s); !statement.isEmpty())
        m_signings[statement].append(
            {{entry.index, entry.timeUtc}, digest(u"envelope_sha256"_s), digest(u"pdf_sha256"_s)});
}

SignatureOrigins SignatureOrigins::in(BoundBytes bytesOf) const
{
    SignatureOrigins origins = *this;
    origins.m_bytesOf = std::move(bytesOf);
    return origins;
}

SignatureOrigins::Found SignatureOrigins::inEnvelopes(const QByteArray &statementSha256) const
{
    Found found;
    for (const auto &signing : m_signings.value(statementSha256)) {
        const auto envelope = formats::parseEnvelope(bytes(signing.envelopeSha256));
        if (!envelope || crypto::sha256(envelope->payload) != statementSha256)
            continue;
        for (const auto &signature : envelope->signatures)
            if (const auto value = crypto::sha256(signature.sig); !found.contains(value))
                found.insert(value, signing.origin);
    }
    return found;
}

SignatureOrigins::Found SignatureOrigins::inPdfs(const QByteArray &statementSha256) const
{
    Found found;
    for (const auto &signing : m_signings.value(statementSha256)) {
        const auto printed = pdf::verifyPdf(bytes(signing.pdfSha256));
        for (const auto &signature : printed.signatures)
            if (signature.intact && !found.contains(signature.signatureDigest))
                found.insert(signature.signatureDigest, signing.origin);
    }
    return found;
}

QByteArray SignatureOrigins::bytes(const QByteArray &sha256) const
{
    return m_bytesOf && !sha256.isEmpty() ? m_bytesOf(sha256).value_or(QByteArray()) : QByteArray();
}

} // namespace cutover::session
