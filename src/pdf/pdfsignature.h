// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "crypto/cms.h"
#include "pdf/pdferror.h"
#include "pdf/signatureplace.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::pdf {

/// Who signs a PDF, with what, and what he says with it. All texts stand in the signature dictionary, which the
/// signature covers, and (name, role, time, key) in the visible stamp.
struct SignatureRequest
{
    crypto::Certificate certificate;
    crypto::SignBytes sign; ///< called once, with the CMS's signed attributes
    QString name;           ///< printed name
    QString role;
    QString meaning;
    QString reason;
    QString location; ///< may be empty
    QDateTime time;   ///< UTC, whole seconds
    SignaturePlace place;
    QString key;                             ///< the certificate's fingerprint as the stamp prints it
    QList<crypto::Certificate> issuers = {}; ///< embedded too, so that a reader can build the chain
};

/// Bytes reserved for one CMS, or time stamp token; its hexadecimal digits take twice as many.
inline constexpr qsizetype reservedCmsBytes = 16 * 1024;

/// `pdfBytes` with one more PAdES signature (`ETSI.CAdES.detached`), as an incremental update: not a byte before it
/// changes. Countersigning is the same call on the signed bytes.
/// Errors: not_a_pdf, too_large, structure_damaged, encrypted, structure_unsupported, certificate_not_valid_at,
/// signing_failed, signature_too_large; nothing is left behind in any case.
/// Any thread; needs a QGuiApplication for a visible stamp.
/// Source: ISO 32000-1 section 12.8, ETSI EN 319 142-1.
[[nodiscard]] tl::expected<QByteArray, PdfError> signPdf(const QByteArray &pdfBytes, const SignatureRequest &request);

/// `pdfBytes` as signPdf() leaves them, but for the signature itself, whose digits are zeros: what stands around a
/// signature by this request, which needs neither key nor certificate for it. Errors: those of signPdf().
[[nodiscard]] tl::expected<QByteArray, PdfError> preparedPdf(const QByteArray &pdfBytes,
                                                             const SignatureRequest &request);

} // namespace cutover::pdf
