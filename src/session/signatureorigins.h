// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/signerschain.h"

#include <QHash>

namespace cutover::session {

/// The entry that brought a signature.
struct SignatureOrigin
{
    qint64 entry = -1;
    QDateTime at; ///< the entry's
};

/// Which entries of one ledger brought which signatures: what a list of signers says of a signature hangs on its place
/// in the ledger, and a decision's signatures come one by one.
///
/// Told by the bytes that an entry binds: a signature that stands in none of them was never entered, whatever else its
/// key signed. Of two entries that bring the same one the first counts. Thread: that of `bytesOf`.
class SignatureOrigins
{
public:
    using Found = QHash<QByteArray, SignatureOrigin>; ///< by the SHA-256 of the signature's value

    SignatureOrigins() = default;
    explicit SignatureOrigins(BoundBytes bytesOf)
        : m_bytesOf(std::move(bytesOf))
    {
    }

    /// Takes in an entry; of other kinds than those that sign nothing.
    void fold(const ledger::Entry &entry);
    /// The same entries, whose bytes are found there.
    [[nodiscard]] SignatureOrigins in(BoundBytes bytesOf) const;
    /// Of the envelopes over that statement. Blocks for reading them.
    [[nodiscard]] Found inEnvelopes(const QByteArray &statementSha256) const;
    /// Of the PDFs that go with them. Blocks for reading and parsing them.
    [[nodiscard]] Found inPdfs(const QByteArray &statementSha256) const;

private:
    struct Signing
    {
        SignatureOrigin origin;
        QByteArray envelopeSha256;
        QByteArray pdfSha256;
    };
    [[nodiscard]] QByteArray bytes(const QByteArray &sha256) const;

    BoundBytes m_bytesOf;
    QHash<QByteArray, QList<Signing>> m_signings; ///< by the statement's SHA-256, in the ledger's order
};

} // namespace cutover::session
