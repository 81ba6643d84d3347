// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises what a forger who holds the key could put together as a CMS; every part may be changed by a test.
#pragma once

#include "crypto/certificate.h"
#include "crypto/cmsparts.h"
#include "crypto/digest.h"
#include "crypto/privatekey.h"

namespace cutover::tests {

struct ForgedCms
{
    QByteArray version = crypto::cms::versionOne();
    QByteArray digestAlgorithms = crypto::der::make(crypto::der::Set, {crypto::cms::sha256Algorithm()});
    QByteArray content = crypto::der::make(crypto::der::Sequence, {crypto::cms::dataOid()});
    QByteArray certificates;
    QByteArray name;
    QByteArray digestAlgorithm = crypto::cms::sha256Algorithm();
    QList<QByteArray> attributes;
    QByteArray signatureAlgorithm = crypto::der::make(crypto::der::Sequence, {crypto::cms::ecdsaWithSha256Oid()});
    QByteArray signature; ///< made when assembled, where empty
    QByteArray behindSigner;
    int signerCount = 1;

    static QByteArray attribute(const QByteArray &type, const QByteArray &value)
    {
        namespace der = crypto::der;
        return der::make(der::Sequence, {type, der::make(der::Set, {value})});
    }
    static QByteArray signingTime()
    {
        return attribute(crypto::cms::oid("\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05"),
                         crypto::der::make(0x17, {"260302140000Z"}));
    }
    static QByteArray sha1Algorithm()
    {
        return crypto::der::make(crypto::der::Sequence, {crypto::cms::oid("\x2b\x0e\x03\x02\x1a")});
    }
    static QByteArray essOf(const crypto::Certificate &certificate)
    {
        namespace der = crypto::der;
        const QByteArray hash = der::make(der::OctetString, {crypto::sha256(certificate.der())});
        const QByteArray ess = der::make(der::Sequence, {der::make(der::Sequence, {der::make(der::Sequence, {hash})})});
        return attribute(crypto::cms::signingCertificateV2Oid(), ess);
    }

    /// As our own code makes it.
    static ForgedCms honest(const crypto::Certificate &certificate, const QByteArray &digest)
    {
        namespace der = crypto::der;
        ForgedCms cms;
        cms.certificates = der::make(der::Context0, {certificate.der()});
        cms.name = der::make(der::Sequence, {certificate.issuerDer(), certificate.serialDer()});
        cms.attributes = {attribute(crypto::cms::contentTypeOid(), crypto::cms::dataOid()),
                          attribute(crypto::cms::messageDigestOid(), der::make(der::OctetString, {digest})),
                          essOf(certificate)};
        return cms;
    }

    [[nodiscard]] QByteArray assemble(const crypto::PrivateKey &key) const
    {
        namespace der = crypto::der;
        const QByteArray made =
            signature.isEmpty() ? key.sign(der::makeSetOf(der::Set, attributes)).value() : signature;
        const QByteArray info = der::make(der::Sequence, {crypto::cms::versionOne(), name, digestAlgorithm,
                                                          der::makeSetOf(der::Context0, attributes), signatureAlgorithm,
                                                          der::make(der::OctetString, {made}), behindSigner});
        const QByteArray data = der::make(der::Sequence, {version, digestAlgorithms, content, certificates,
                                                          der::make(der::Set, {info.repeated(signerCount)})});
        return der::make(der::Sequence, {crypto::cms::signedDataOid(), der::make(der::Context0, {data})});
    }
};

/// r ‖ s of an ECDSA signature in DER, 64 bytes.
inline QByteArray rawOf(const QByteArray &signature)
{
    namespace der = crypto::der;
    const auto numbers = der::elements(der::first(signature)->content);
    QByteArray raw;
    for (const auto &number : *numbers)
        raw += number.content.toByteArray().right(32).rightJustified(32, '\0');
    return raw;
}

} // namespace cutover::tests
