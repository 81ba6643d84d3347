// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"
#include "crypto/publickey.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <tl/expected.hpp>

#include <memory>

struct x509_st;

namespace cutover::crypto {

/// An X.509 certificate as a value: what it says, not whether it is trusted. Any thread.
class Certificate
{
public:
    /// Exactly one PEM block "CERTIFICATE" and nothing else but white space, at most 64 KiB.
    [[nodiscard]] static tl::expected<Certificate, CryptoError> fromPem(QByteArrayView pem);
    /// Exactly one DER certificate, at most 64 KiB, without a byte after it.
    [[nodiscard]] static tl::expected<Certificate, CryptoError> fromDer(QByteArrayView der);

    [[nodiscard]] QByteArray der() const { return m_der; }
    [[nodiscard]] QByteArray pem() const;
    /// The subject's last common name; empty if there is none.
    [[nodiscard]] QString commonName() const;
    /// First rfc822Name of the subject's alternative names, else the subject's e-mail address, else empty.
    [[nodiscard]] QString email() const;
    [[nodiscard]] QDateTime notBefore() const; ///< UTC
    [[nodiscard]] QDateTime notAfter() const;  ///< UTC, inclusive
    [[nodiscard]] bool isValidAt(const QDateTime &time) const;
    /// Lowercase hexadecimal, as `openssl x509 -serial` prints it but in small letters.
    [[nodiscard]] QString serial() const;
    /// DER of the issuer's name and of the serial number: how a CMS SignerInfo names a certificate.
    [[nodiscard]] QByteArray issuerDer() const;
    [[nodiscard]] QByteArray serialDer() const;

    /// The public key; an unusable one (weak, of another algorithm) is refused here, with its code.
    [[nodiscard]] tl::expected<PublicKey, CryptoError> publicKey() const;
    /// SHA-256 of the SubjectPublicKeyInfo's DER, 64 lowercase hexadecimal digits, for any key.
    [[nodiscard]] QString fingerprint() const;
    /// Issuer and subject are the same and the certificate's own key made its signature.
    [[nodiscard]] bool isSelfSigned() const;
    /// Whether it says of itself that it issues certificates (basic constraints): what a signer's own never says.
    [[nodiscard]] bool isAuthority() const;
    /// Whether it may issue others, by basic constraints and by a key usage that says so (RFC 5280 section 4.2.1.3).
    /// What a program makes by itself for one person often has the first, and never the second.
    [[nodiscard]] bool canIssue() const;
    /// Whether it may sign documents as PDF readers see it: key usage digitalSignature or nonRepudiation (or none
    /// named), extended usage emailProtection (or none named).
    [[nodiscard]] bool isForSigning() const;
    /// Whether `issuer` made it: its subject and key identifier are named, it may issue, and its key made the
    /// signature. Says nothing about days or trust.
    [[nodiscard]] bool isIssuedBy(const Certificate &issuer) const;

    friend bool operator==(const Certificate &left, const Certificate &right) { return left.m_der == right.m_der; }

private:
    Certificate(std::shared_ptr<x509_st> certificate, QByteArray der);

    std::shared_ptr<x509_st> m_certificate;
    QByteArray m_der;
};

} // namespace cutover::crypto
