// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/certificatechain.h"

#include "crypto/certificatefile.h"
#include "crypto/opensslhandles.h"

#include <openssl/x509_vfy.h>

using namespace Qt::StringLiterals;

namespace cutover::crypto {

namespace {

using Code = ChainError::Code;
using Judged = tl::expected<void, ChainError>;
using ContextHandle = std::unique_ptr<X509_STORE_CTX, FreeWith<X509_STORE_CTX_free>>;

struct FreeStack
{
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
using StackHandle = std::unique_ptr<STACK_OF(X509), FreeStack>;

CertificateHandle handleOf(const Certificate &certificate)
{
    const QByteArray bytes = certificate.der();
    const unsigned char *at = ucharData(bytes);
    return CertificateHandle(d2i_X509(nullptr, &at, static_cast<long>(bytes.size())));
}

StackHandle stackOf(const QList<Certificate> &certificates)
{
    StackHandle stack(sk_X509_new_null());
    for (const Certificate &certificate : certificates)
        if (auto one = handleOf(certificate); one && sk_X509_push(stack.get(), one.get()) > 0)
            std::ignore = one.release();
    return stack;
}

Code codeOf(int error)
{
    switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return Code::Incomplete;
    case X509_V_ERR_CERT_NOT_YET_VALID:
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return Code::NotValidAt;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_INVALID_PURPOSE:
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
    case X509_V_ERR_KEYUSAGE_NO_DIGITAL_SIGNATURE:
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
        return Code::Unfit;
    default:
        return Code::Invalid;
    }
}

/// The certificate at which it ended, by its name; of anything else the library's own words.
ChainError errorOf(X509_STORE_CTX *context)
{
    const int error = X509_STORE_CTX_get_error(context);
    const Code code = codeOf(error);
    X509 *where = X509_STORE_CTX_get_current_cert(context);
    const auto known = where ? Certificate::fromDer(derOf(i2d_X509, where)) : tl::unexpected(CryptoError{});
    if (code != Code::Invalid && known && !known->commonName().isEmpty())
        return {code, known->commonName()};
    return {code, QString::fromLatin1(X509_verify_cert_error_string(error))};
}

QList<Certificate> issuersIn(X509_STORE_CTX *context)
{
    QList<Certificate> issuers;
    const STACK_OF(X509) *chain = X509_STORE_CTX_get0_chain(context);
    for (int index = 1; index < sk_X509_num(chain); ++index)
        if (auto issuer = Certificate::fromDer(derOf(i2d_X509, sk_X509_value(chain, index))))
            issuers.append(std::move(*issuer));
    return issuers;
}

Judged underAnchor(const Certificate &leaf, const QList<Certificate> &between, const Certificate &anchor,
                   const QDateTime &time)
{
    constexpr int atLeast112Bits = 2;
    const auto own = handleOf(leaf);
    const auto known = handleOf(anchor);
    const auto others = stackOf(between);
    const CertificateStoreHandle store(X509_STORE_new());
    const ContextHandle context(X509_STORE_CTX_new());
    if (!own || !known || !others || !store || !context || X509_STORE_add_cert(store.get(), known.get()) != 1 ||
        X509_STORE_CTX_init(context.get(), store.get(), own.get(), others.get()) != 1)
        return tl::unexpected(ChainError{Code::Invalid, u"no memory"_s});
    X509_VERIFY_PARAM *rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_time(rules, time.toSecsSinceEpoch());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    X509_VERIFY_PARAM_set_purpose(rules, X509_PURPOSE_SMIME_SIGN);
    X509_VERIFY_PARAM_set_auth_level(rules, atLeast112Bits);
    if (X509_verify_cert(context.get()) != 1)
        return tl::unexpected(errorOf(context.get()));
    // OpenSSL takes a key usage without constraints, and lets a key vouch for itself by another certificate.
    for (const Certificate &issuer : issuersIn(context.get()))
        if (!issuer.isAuthority() || issuer.fingerprint() == leaf.fingerprint())
            return tl::unexpected(ChainError{Code::Unfit, issuer.commonName()});
    return {};
}

} // namespace

QLatin1StringView codeName(ChainError::Code code)
{
    switch (code) {
    case Code::Incomplete:
        return "chain_incomplete"_L1;
    case Code::NotValidAt:
        return "chain_not_valid_at"_L1;
    case Code::Unfit:
        return "chain_unfit"_L1;
    case Code::Invalid:
        return "chain_invalid"_L1;
    }
    Q_UNREACHABLE();
}

Judged verifyChain(const Certificate &leaf, const QList<Certificate> &between, const QList<Certificate> &anchors,
                   const QDateTime &time)
{
    const ErrorScope scope;
    ChainError best{Code::Incomplete, leaf.commonName()};
    // One anchor at a time: of two with the same name OpenSSL would look at the first alone.
    for (const Certificate &anchor : anchors) {
        // Of several with one name OpenSSL takes the first; the cause is told of all that there are.
        if (underAnchor(leaf, issuersOf(leaf, between), anchor, time))
            return {};
        const auto judged = underAnchor(leaf, between, anchor, time);
        if (judged)
            return {};
        if (best.code == Code::Incomplete)
            best = judged.error();
    }
    return tl::unexpected(best);
}

} // namespace cutover::crypto
