// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/der.h"

#include <QByteArray>

namespace cutover::crypto::cms {

/// The object identifiers and fixed parts of a detached SignedData, in DER, for writer and verifier alike.

inline QByteArray oid(QByteArrayView content)
{
    return der::make(der::ObjectIdentifier, {content.toByteArray()});
}

inline QByteArray signedDataOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02");
}
inline QByteArray dataOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x07\x01");
}
inline QByteArray contentTypeOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x03");
}
inline QByteArray messageDigestOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04");
}
inline QByteArray signingCertificateV2Oid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f");
}
inline QByteArray timestampTokenOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e");
}
inline QByteArray sha256Oid()
{
    return oid("\x60\x86\x48\x01\x65\x03\x04\x02\x01");
}
inline QByteArray ecdsaWithSha256Oid()
{
    return oid("\x2a\x86\x48\xce\x3d\x04\x03\x02");
}
inline QByteArray rsaEncryptionOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01");
}
inline QByteArray sha256WithRsaOid()
{
    return oid("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b");
}

inline QByteArray null()
{
    return der::make(der::Null, {});
}
inline QByteArray versionOne()
{
    return der::make(der::Integer, {QByteArray(1, '\x01')});
}
/// AlgorithmIdentifier of SHA-256 without parameters, as RFC 5754 wants it written.
inline QByteArray sha256Algorithm()
{
    return der::make(der::Sequence, {sha256Oid()});
}
/// The same with the NULL that older writers add.
inline QByteArray sha256AlgorithmWithNull()
{
    return der::make(der::Sequence, {sha256Oid(), null()});
}

} // namespace cutover::crypto::cms
