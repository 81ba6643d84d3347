// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/certificate.h"
#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <tl/expected.hpp>

#include <functional>

namespace cutover::crypto {

/// Makes the signature over these bytes (hashing them itself): all that a CMS needs of a private key.
using SignBytes = std::function<tl::expected<QByteArray, CryptoError>(QByteArrayView)>;

/// A detached CMS SignedData for PAdES (`ETSI.CAdES.detached`), in DER: SHA-256, one SignerInfo with the signed
/// attributes contentType, messageDigest and signing-certificate-v2 and no signing-time, the certificate embedded, and
/// with it those of its issuers that are given.
/// `contentDigest` is the SHA-256 (32 bytes) of the content. Ed25519 is refused: no PDF reader verifies it.
/// The callback is called once; a signature that does not verify under the certificate is `signature_invalid`.
/// Source: RFC 5652, RFC 5035, ETSI EN 319 142-1.
[[nodiscard]] tl::expected<QByteArray, CryptoError> signDetached(QByteArrayView contentDigest,
                                                                 const Certificate &certificate, const SignBytes &sign,
                                                                 const QList<Certificate> &issuers = {});

/// What a detached signature says of itself. Whether the signer is trusted is another question.
struct DetachedSignature
{
    Certificate signer;
    /// Digest, attributes, ESS hash and signature all hold; true exactly when there are no problems.
    bool intact = false;
    QList<CryptoError> problems;
    /// The RFC 3161 token over the signature's value, intact where `intact` is true; empty if there is none. Whether
    /// its authority is trusted is for the caller to judge, by verifyTimestamp with `signatureDigest`.
    QByteArray token = {};
    QByteArray signatureDigest = {}; ///< SHA-256 of the signature's value
    QList<Certificate> others = {};  ///< embedded beside the signer's: to build a chain of, and never a proof
};

/// Judges a detached CMS as `signDetached` makes it: DER throughout, no trailing byte, exactly one SignerInfo whose
/// certificate is embedded, exactly the three signed attributes, and no unsigned one but a time stamp over its
/// signature. An error where no signer can be named (malformed, several SignerInfos, certificate missing); else a
/// finding, whose problems say what does not hold.
[[nodiscard]] tl::expected<DetachedSignature, CryptoError> verifyDetached(QByteArrayView cmsDer,
                                                                          QByteArrayView contentDigest);

/// SHA-256 of the value of the one signature: what a time stamp of it is made over. `cms_malformed`,
/// `cms_signer_count`.
[[nodiscard]] tl::expected<QByteArray, CryptoError> signatureDigestOf(QByteArrayView cmsDer);

/// The same CMS with this token as its one unsigned attribute (id-aa-timeStampToken, PAdES B-T); not a byte that is
/// signed changes. A token that is not intact, or not over this signature, is `timestamp_invalid`; a CMS that has an
/// unsigned attribute is `cms_attribute_unexpected`. Source: RFC 3161 appendix A, ETSI EN 319 142-1.
[[nodiscard]] tl::expected<QByteArray, CryptoError> withTimestamp(QByteArrayView cmsDer, QByteArrayView token);

/// Length in bytes of the DER element that `bytes` begin with (a PDF's Contents are padded behind it);
/// `cms_malformed` if there is none or it is cut short.
[[nodiscard]] tl::expected<qsizetype, CryptoError> leadingDerLength(QByteArrayView bytes);

} // namespace cutover::crypto
