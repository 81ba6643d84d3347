// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

namespace cutover::crypto {

struct CertificateSubject
{
    QString name;
    QString email;
    QDateTime notBefore;
    QDateTime notAfter;
};

/// The certificate that PrivateKey::selfSignedCertificate promises. Private to this room.
[[nodiscard]] tl::expected<Certificate, CryptoError> buildSelfSigned(const CertificateSubject &subject,
                                                                     evp_pkey_st *key);
/// The request that PrivateKey::certificateRequest promises.
[[nodiscard]] tl::expected<QByteArray, CryptoError> buildRequest(const QString &name, const QString &email,
                                                                 evp_pkey_st *key);

} // namespace cutover::crypto
