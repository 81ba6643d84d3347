// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificatebuilder.h"

#include "crypto/opensslhandles.h"
#include "crypto/pem.h"
#include "crypto/random.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

// The upper bound of commonName (ub-common-name, RFC 5280 appendix A).
constexpr qsizetype maximumName = 64;
constexpr qsizetype maximumEmail = 254;

// What is invisible or turns the reading direction would let one name pass for another.
bool isPrintableName(const QString &name)
{
    return std::all_of(name.begin(), name.end(), [](QChar character) {
        return character.isSurrogate() || (character.isPrint() && character.category() != QChar::Other_Format);
    });
}

bool isValidName(const QString &name)
{
    return !name.isEmpty() && name.toUcs4().size() <= maximumName && name == name.trimmed() && name.isValidUtf16() &&
           isPrintableName(name);
}

bool isValidEmail(const QString &email)
{
    if (email.isEmpty())
        return true;
    const bool isVisibleAscii =
        std::all_of(email.begin(), email.end(), [](QChar character) { return character > u' ' && character <= u'~'; });
    return isVisibleAscii && email.size() <= maximumEmail && email.count(u'@') == 1 && !email.startsWith(u'@') &&
           !email.endsWith(u'@');
}

bool setCommonName(X509_NAME *subject, const QString &name)
{
    const QByteArray utf8 = name.toUtf8();
    return X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, ucharData(utf8),
                                      static_cast<int>(utf8.size()), -1, 0) == 1;
}

bool setName(X509 *certificate, const QString &name)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    return setCommonName(subject, name) && X509_set_issuer_name(certificate, subject) == 1;
}

bool setSerial(X509 *certificate, QByteArray bytes)
{
    // Positive, never zero, and all sixteen bytes long.
    bytes[0] = static_cast<char>((static_cast<unsigned char>(bytes[0]) & 0x7FU) | 0x40U);
    const BignumHandle number(BN_bin2bn(ucharData(bytes), static_cast<int>(bytes.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTime(ASN1_TIME *field, const QDateTime &time)
{
    return ASN1_TIME_adj(field, static_cast<time_t>(time.toSecsSinceEpoch()), 0, 0) != nullptr;
}

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionHandle extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// Not through a configuration text, in which a comma of the address would begin another name.
GeneralNamesHandle namesWith(const QString &email)
{
    const QByteArray ascii = email.toLatin1();
    GeneralNamesHandle names(sk_GENERAL_NAME_new_null());
    GeneralNameHandle name(GENERAL_NAME_new());
    ASN1_IA5STRING *text = ASN1_IA5STRING_new();
    if (!names || !name || !text || ASN1_STRING_set(text, ascii.constData(), static_cast<int>(ascii.size())) != 1) {
        ASN1_IA5STRING_free(text);
        return {};
    }
    GENERAL_NAME_set0_value(name.get(), GEN_EMAIL, text);
    if (sk_GENERAL_NAME_push(names.get(), name.get()) <= 0)
        return {};
    static_cast<void>(name.release());
    return names;
}

bool addEmail(X509 *certificate, const QString &email)
{
    if (email.isEmpty())
        return true;
    const auto names = namesWith(email);
    return names && X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

void freeExtensions(STACK_OF(X509_EXTENSION) * extensions)
{
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
}

// What the certificate is to say, as PDF readers want it; the authority decides.
bool addWishes(X509_REQ *request, const QString &email)
{
    STACK_OF(X509_EXTENSION) *wishes = nullptr;
    ExtensionHandle usage(
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, "critical,digitalSignature,nonRepudiation"));
    ExtensionHandle extended(X509V3_EXT_conf_nid(nullptr, nullptr, NID_ext_key_usage, "emailProtection"));
    bool isMade =
        usage && extended && X509v3_add_ext(&wishes, usage.get(), -1) && X509v3_add_ext(&wishes, extended.get(), -1);
    if (isMade && !email.isEmpty()) {
        const auto names = namesWith(email);
        isMade = names && X509V3_add1_i2d(&wishes, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
    }
    const std::unique_ptr<STACK_OF(X509_EXTENSION), FreeWith<freeExtensions>> owner(wishes);
    return isMade && X509_REQ_add_extensions(request, wishes) == 1;
}

// keyCertSign, and neither basic constraints nor an extended usage: NSS (pdfsig) takes a certificate imported as a
// trusted issuer ("CT,C,C") for its own issuer only then. Measured with NSS 3.87; a stricter leaf is "issuer unknown".
// Nothing here builds chains, so the bit gives its holder nothing in this program.
bool addExtensions(X509 *certificate, const QString &email)
{
    return addExtension(certificate, NID_key_usage, "critical,digitalSignature,nonRepudiation,keyCertSign") &&
           addExtension(certificate, NID_subject_key_identifier, "hash") && addEmail(certificate, email);
}

} // namespace

tl::expected<Certificate, CryptoError> buildSelfSigned(const CertificateSubject &subject, evp_pkey_st *key)
{
    if (!isValidName(subject.name))
        return fail(CryptoError::Code::InvalidName, u"name"_s);
    if (!isValidEmail(subject.email))
        return fail(CryptoError::Code::InvalidName, u"email"_s);
    if (!subject.notBefore.isValid() || !subject.notAfter.isValid() || subject.notAfter <= subject.notBefore)
        return fail(CryptoError::Code::InvalidValidity);
    const auto serial = randomBytes(16);
    if (!serial)
        return tl::unexpected(serial.error());

    const CertificateHandle certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1 ||
        !setSerial(certificate.get(), *serial) || !setName(certificate.get(), subject.name) ||
        !setTime(X509_getm_notBefore(certificate.get()), subject.notBefore) ||
        !setTime(X509_getm_notAfter(certificate.get()), subject.notAfter) ||
        X509_set_pubkey(certificate.get(), key) != 1 || !addExtensions(certificate.get(), subject.email) ||
        X509_sign(certificate.get(), key, EVP_PKEY_is_a(key, "ED25519") ? nullptr : EVP_sha256()) <= 0)
        return failLibrary();
    return Certificate::fromDer(derOf(i2d_X509, certificate.get()));
}

tl::expected<QByteArray, CryptoError> buildRequest(const QString &name, const QString &email, evp_pkey_st *key)
{
    if (!isValidName(name))
        return fail(CryptoError::Code::InvalidName, u"name"_s);
    if (!isValidEmail(email))
        return fail(CryptoError::Code::InvalidName, u"email"_s);
    const RequestHandle request(X509_REQ_new());
    if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1 ||
        !setCommonName(X509_REQ_get_subject_name(request.get()), name) ||
        X509_REQ_set_pubkey(request.get(), key) != 1 || !addWishes(request.get(), email) ||
        X509_REQ_sign(request.get(), key, EVP_PKEY_is_a(key, "ED25519") ? nullptr : EVP_sha256()) <= 0)
        return failLibrary();
    return encodePem(derOf(i2d_X509_REQ, request.get()), "CERTIFICATE REQUEST");
}

} // namespace cutover::crypto
