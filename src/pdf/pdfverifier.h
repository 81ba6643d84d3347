// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "pdf/pdferror.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::pdf {

/// One signature of a PDF and whether it is intact. Whether its signer is trusted and authorised is another question:
/// ask it of `certificate`; the texts are as printed, never proof.
struct PdfSignature
{
    std::optional<crypto::Certificate> certificate; ///< absent where no signer can be named
    QString name;
    QString role;
    QString meaning;
    QString reason;
    QString location;
    QDateTime time;               ///< the dictionary's M, claimed; null where unreadable
    bool intact = false;          ///< digest, structure, CMS, ESS hash and ranges all hold
    bool coversWholeFile = false; ///< of the last signature in an untouched file; a time stamp may follow
    QList<PdfError> problems;
    /// The RFC 3161 token over the signature, intact where `intact` is true; empty if there is none. Who attests, and
    /// whether anybody trusts him, is the other question: crypto::verifyTimestamp with `signatureDigest`.
    QByteArray token;
    QByteArray signatureDigest; ///< SHA-256 of the signature's value
    qsizetype digitsAt = 0;     ///< offset of the hexadecimal digits that hold the CMS; 0 where unreadable
    qsizetype digitsSize = 0;
    QList<crypto::Certificate> others; ///< embedded beside the signer's: to build a chain of, and never a proof
};

/// A document time stamp (ETSI.RFC3161): attests that all in front of it, every signature there too, was there then.
/// Whether its authority is trusted is another question: crypto::verifyTimestamp with `imprint`.
struct DocumentTimestamp
{
    QByteArray token;
    QByteArray imprint;       ///< SHA-256 of what it covers
    qsizetype signatures = 0; ///< how many there are in front of it
    bool intact = false;      ///< imprint, structure, token and range all hold
    QList<PdfError> problems;
};

/// What a PDF is found to be.
struct PdfFindings
{
    QList<PdfSignature> signatures;      ///< in the order in which they were made
    QList<DocumentTimestamp> timestamps; ///< likewise; one may stand behind any signature
    QByteArray envelope;                 ///< the one attached file; empty if there is none
    QString envelopeName;
    QList<PdfError> problems; ///< of the file as a whole

    /// At least one signature, all of them and the time stamps intact, the last covering the whole file, no problem.
    [[nodiscard]] bool isIntact() const;
};

/// Judges structure and signatures of a decision PDF by strict rules; needs no trust, no network, no clock.
/// A parser without recovery whose every warning refuses; every /ByteRange from 0, its gap exactly the hexadecimal
/// string, its ends at end-of-file marks; one revision for each signature and document time stamp, nothing behind the
/// last. In a file too damaged for that, the signatures that can still be told are named, none of them intact. Any
/// thread. Source: FINDINGS «PDF and signatures»; ISO 32000-1 section 12.8, ETSI EN 319 142-1.
[[nodiscard]] PdfFindings verifyPdf(const QByteArray &pdfBytes);

/// The largest PDF that is read at all: a decision with all its charts has 200 KB, the largest envelope 16 MiB before it
/// is compressed.
inline constexpr qsizetype largestPdf = 16 * 1024 * 1024;

} // namespace cutover::pdf
