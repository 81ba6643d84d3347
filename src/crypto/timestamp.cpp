// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/timestamp.h"

#include "crypto/der.h"
#include "crypto/opensslhandles.h"

#include <array>

using namespace Qt::StringLiterals;

namespace cutover::crypto {
namespace {

using Code = TimestampError::Code;

constexpr qsizetype imprintSize = 32;

tl::unexpected<TimestampError> failed(Code code, const QString &detail = {})
{
    return tl::unexpected(TimestampError{code, detail});
}

QByteArray bytesOf(const ASN1_INTEGER *integer)
{
    const BignumHandle number(integer ? ASN1_INTEGER_to_BN(integer, nullptr) : nullptr);
    if (!number || BN_is_negative(number.get()))
        return {};
    QByteArray bytes(BN_num_bytes(number.get()), '\0');
    BN_bn2bin(number.get(), reinterpret_cast<unsigned char *>(bytes.data()));
    return bytes;
}

QString dotted(const ASN1_OBJECT *object)
{
    std::array<char, 256> text{};
    const int length = object ? OBJ_obj2txt(text.data(), static_cast<int>(text.size()), object, 1) : 0;
    return length > 0 && length < static_cast<int>(text.size()) ? QString::fromLatin1(text.data(), length) : QString();
}

QDateTime timeOf(const ASN1_GENERALIZEDTIME *time)
{
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

std::optional<qint64> accuracyOf(TS_ACCURACY *accuracy)
{
    if (!accuracy)
        return std::nullopt;
    const auto number = [](const ASN1_INTEGER *value) { return value ? qint64{ASN1_INTEGER_get(value)} : 0; };
    const qint64 micros = number(TS_ACCURACY_get_micros(accuracy));
    return number(TS_ACCURACY_get_seconds(accuracy)) * 1000 + number(TS_ACCURACY_get_millis(accuracy)) +
           (micros > 0 ? 1 : 0);
}

QByteArray attributeValue(const PKCS7_SIGNER_INFO *signer, int kind)
{
    const ASN1_TYPE *value = PKCS7_get_signed_attribute(signer, kind);
    if (!value || value->type != V_ASN1_SEQUENCE)
        return {};
    return {reinterpret_cast<const char *>(ASN1_STRING_get0_data(value->value.sequence)),
            ASN1_STRING_length(value->value.sequence)};
}

QByteArray digestOf(const EVP_MD *algorithm, QByteArrayView bytes)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    if (!algorithm || EVP_Digest(bytes.data(), usize(bytes), digest.data(), &length, algorithm, nullptr) != 1)
        return {};
    return {reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(length)};
}

int kindOf(const X509_ALGOR *algorithm)
{
    const ASN1_OBJECT *object = nullptr;
    X509_ALGOR_get0(&object, nullptr, nullptr, algorithm);
    return OBJ_obj2nid(object);
}

bool hasNoParameters(const X509_ALGOR *algorithm)
{
    int kind = 0;
    X509_ALGOR_get0(nullptr, &kind, nullptr, algorithm);
    return kind == V_ASN1_NULL || kind == V_ASN1_UNDEF;
}

const EVP_MD *strongDigest(const X509_ALGOR *algorithm)
{
    if (!hasNoParameters(algorithm))
        return nullptr;
    switch (kindOf(algorithm)) {
    case NID_sha256:
        return EVP_sha256();
    case NID_sha384:
        return EVP_sha384();
    case NID_sha512:
        return EVP_sha512();
    default:
        return nullptr;
    }
}

/// OpenSSL reads neither the digests announced nor the signature algorithm: what is not read could be anything.
bool hasFittingAlgorithms(const PKCS7 *token, const PKCS7_SIGNER_INFO *signer, const EVP_PKEY *key)
{
    const int digest = kindOf(signer->digest_alg);
    const STACK_OF(X509_ALGOR) *announced = token->d.sign->md_algs;
    if (!strongDigest(signer->digest_alg) || sk_X509_ALGOR_num(announced) != 1 ||
        !hasNoParameters(sk_X509_ALGOR_value(announced, 0)) || kindOf(sk_X509_ALGOR_value(announced, 0)) != digest ||
        !hasNoParameters(signer->digest_enc_alg))
        return false;
    const int made = kindOf(signer->digest_enc_alg);
    if (made == NID_rsaEncryption)
        return EVP_PKEY_is_a(key, "RSA") == 1;
    int digestMade = 0;
    int keyMade = 0;
    if (OBJ_find_sigid_algs(made, &digestMade, &keyMade) != 1 || digestMade != digest)
        return false;
    return keyMade == NID_rsaEncryption ? EVP_PKEY_is_a(key, "RSA") == 1
                                        : keyMade == NID_X9_62_id_ecPublicKey && EVP_PKEY_is_a(key, "EC") == 1;
}

/// The parts of the first certificate that SigningCertificate(V2) names: it is the signer's own (RFC 5035 section 5.4).
QList<der::Element> firstEssId(const QByteArray &value)
{
    const auto outer = der::first(value);
    const auto lists = outer ? der::elements(outer->content) : std::nullopt;
    const auto ids = lists && !lists->isEmpty() ? der::elements(lists->first().content) : std::nullopt;
    const auto parts = ids && !ids->isEmpty() ? der::elements(ids->first().content) : std::nullopt;
    return parts.value_or(QList<der::Element>());
}

bool namesByV2(const QByteArray &value, const QByteArray &certificate)
{
    auto parts = firstEssId(value);
    const EVP_MD *digest = EVP_sha256();
    if (!parts.isEmpty() && parts.first().tag == der::Sequence) {
        const unsigned char *at = ucharData(parts.first().whole);
        const AlgorithmHandle algorithm(d2i_X509_ALGOR(nullptr, &at, static_cast<long>(parts.first().whole.size())));
        digest = algorithm ? strongDigest(algorithm.get()) : nullptr;
        parts.removeFirst();
    }
    return digest && !parts.isEmpty() && parts.first().tag == der::OctetString &&
           parts.first().content == digestOf(digest, certificate);
}

/// SHA-1 here only tells one certificate from another of the same key, which the signature has already shown.
bool namesByV1(const QByteArray &value, const QByteArray &certificate)
{
    const auto parts = firstEssId(value);
    return !parts.isEmpty() && parts.first().tag == der::OctetString &&
           parts.first().content == digestOf(EVP_sha1(), certificate);
}

bool essNames(const PKCS7_SIGNER_INFO *signer, const QByteArray &certificate)
{
    const QByteArray newer = attributeValue(signer, NID_id_smime_aa_signingCertificateV2);
    const QByteArray older = attributeValue(signer, NID_id_smime_aa_signingCertificate);
    return (!newer.isEmpty() || !older.isEmpty()) && (newer.isEmpty() || namesByV2(newer, certificate)) &&
           (older.isEmpty() || namesByV1(older, certificate));
}

/// OpenSSL's last reason, in its own words.
QString lastReason()
{
    const char *data = nullptr;
    int flags = 0;
    const auto error = ERR_peek_last_error_data(&data, &flags);
    const bool hasText = data && (flags & ERR_TXT_STRING) != 0 && *data != '\0';
    const char *reason = hasText ? data : ERR_reason_error_string(error);
    return QString::fromLatin1(reason ? reason : "unknown");
}

/// One token in the making of its finding.
class TokenJudge
{
public:
    TokenJudge(Pkcs7Handle token, TimestampInfoHandle info)
        : m_token(std::move(token))
        , m_info(std::move(info))
    {
    }

    Timestamp judge(const TimestampExpectation &expected, const QList<Certificate> &anchors)
    {
        readInfo();
        judgeInfo(expected);
        judgeSigner();
        m_result.intact = m_result.problems.isEmpty();
        const qsizetype before = m_result.problems.size();
        judgeAuthority(anchors);
        m_result.trusted = m_result.intact && m_result.problems.size() == before;
        return std::move(m_result);
    }

private:
    void add(Code code, const QString &detail = {}) { m_result.problems.append({code, detail}); }

    void readInfo()
    {
        m_result.time = timeOf(TS_TST_INFO_get_time(m_info.get()));
        m_result.accuracyMs = accuracyOf(TS_TST_INFO_get_accuracy(m_info.get()));
        m_result.policy = dotted(TS_TST_INFO_get_policy_id(m_info.get()));
        m_result.serial = QString::fromLatin1(bytesOf(TS_TST_INFO_get_serial(m_info.get())).toHex());
    }

    void judgeInfo(const TimestampExpectation &expected)
    {
        TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(m_info.get());
        const ASN1_OBJECT *digest = nullptr;
        X509_ALGOR_get0(&digest, nullptr, nullptr, TS_MSG_IMPRINT_get_algo(imprint));
        const ASN1_OCTET_STRING *message = TS_MSG_IMPRINT_get_msg(imprint);
        const QByteArrayView bytes(ASN1_STRING_get0_data(message), ASN1_STRING_length(message));
        if (OBJ_obj2nid(digest) != NID_sha256 || bytes.size() != imprintSize || bytes != expected.imprint)
            add(Code::ImprintMismatch);
        if (!expected.nonce.isEmpty() && bytesOf(TS_TST_INFO_get_nonce(m_info.get())) != expected.nonce)
            add(Code::NonceMismatch);
        if (!expected.policy.isEmpty() && m_result.policy != expected.policy)
            add(Code::PolicyMismatch, m_result.policy);
    }

    void judgeSigner()
    {
        STACK_OF(PKCS7_SIGNER_INFO) *signers = PKCS7_get_signer_info(m_token.get());
        const int count = signers ? sk_PKCS7_SIGNER_INFO_num(signers) : 0;
        if (count != 1)
            return add(Code::SignerCount, QString::number(count));
        STACK_OF(X509) *found = PKCS7_get0_signers(m_token.get(), nullptr, 0);
        X509 *certificate = found ? sk_X509_value(found, 0) : nullptr;
        sk_X509_free(found);
        if (certificate) {
            if (auto known = Certificate::fromDer(derOf(i2d_X509, certificate)))
                m_result.authority = std::move(*known);
        }
        if (!m_result.authority)
            return add(Code::CertificateMissing);
        m_signer = certificate;
        judgeSignature(sk_PKCS7_SIGNER_INFO_value(signers, 0));
    }

    void judgeSignature(const PKCS7_SIGNER_INFO *signer)
    {
        if (ASN1_INTEGER_get(signer->version) != 1)
            add(Code::Malformed, u"SignerInfo"_s);
        if (!hasFittingAlgorithms(m_token.get(), signer, X509_get0_pubkey(m_signer)))
            add(Code::UnsupportedAlgorithm);
        if (!essNames(signer, m_result.authority->der()))
            add(Code::EssMismatch);
        // The chain is the other axis.
        if (PKCS7_verify(m_token.get(), nullptr, nullptr, nullptr, nullptr, PKCS7_NOVERIFY | PKCS7_BINARY) != 1)
            add(Code::SignatureInvalid);
    }

    void judgeAuthority(const QList<Certificate> &anchors)
    {
        if (!m_result.authority)
            return;
        const qsizetype before = m_result.problems.size();
        if (!isForTimestampsAlone())
            add(Code::WrongPurpose);
        if (!m_result.authority->isValidAt(m_result.time))
            add(Code::AuthorityNotValidAt, m_result.time.toString(Qt::ISODate));
        if (anchors.isEmpty())
            return add(Code::AuthorityUntrusted, u"no anchor"_s);
        // Of a token that is not intact no authority has said anything.
        if (m_result.intact && before == m_result.problems.size())
            judgeChain(anchors);
    }

    [[nodiscard]] bool isForTimestampsAlone() const
    {
        int critical = 0;
        const UsageHandle usage(
            static_cast<EXTENDED_KEY_USAGE *>(X509_get_ext_d2i(m_signer, NID_ext_key_usage, &critical, nullptr)));
        return usage && critical == 1 && sk_ASN1_OBJECT_num(usage.get()) == 1 &&
               OBJ_obj2nid(sk_ASN1_OBJECT_value(usage.get(), 0)) == NID_time_stamp;
    }

    /// One anchor at a time: of two with the same name OpenSSL would look at the first alone.
    void judgeChain(const QList<Certificate> &anchors)
    {
        QString reason;
        for (const Certificate &anchor : anchors) {
            reason = objectionUnder(anchor);
            if (reason.isEmpty())
                return;
        }
        add(Code::AuthorityUntrusted, reason);
    }

    /// Chain, every certificate that ESS names, and the signature once more, all by OpenSSL's own rules for time
    /// stamps.
    [[nodiscard]] QString objectionUnder(const Certificate &anchor) const
    {
        constexpr int atLeast112Bits = 2;
        const QByteArray bytes = anchor.der();
        const unsigned char *at = ucharData(bytes);
        const CertificateHandle known(d2i_X509(nullptr, &at, static_cast<long>(bytes.size())));
        const CertificateStoreHandle store(X509_STORE_new());
        if (!known || !store || X509_STORE_add_cert(store.get(), known.get()) != 1)
            return u"no memory"_s;
        X509_VERIFY_PARAM *rules = X509_STORE_get0_param(store.get());
        X509_VERIFY_PARAM_set_time(rules, m_result.time.toSecsSinceEpoch());
        X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
        X509_VERIFY_PARAM_set_auth_level(rules, atLeast112Bits);
        if (TS_RESP_verify_signature(m_token.get(), nullptr, store.get(), nullptr) == 1)
            return {};
        return lastReason();
    }

    Pkcs7Handle m_token;
    TimestampInfoHandle m_info;
    X509 *m_signer = nullptr; ///< the token's own
    Timestamp m_result;
};

} // namespace

tl::expected<Timestamp, TimestampError> verifyTimestamp(QByteArrayView token, const TimestampExpectation &expected,
                                                        const QList<Certificate> &anchors)
{
    const ErrorScope scope;
    if (token.size() > largestTimestamp)
        return failed(Code::TooLarge);
    const auto outer = der::first(token);
    if (!outer || outer->whole.size() != token.size())
        return failed(Code::Malformed, u"ContentInfo"_s);
    const unsigned char *at = ucharData(token);
    Pkcs7Handle parsed(d2i_PKCS7(nullptr, &at, static_cast<long>(token.size())));
    if (!parsed || at != ucharData(token) + token.size() || PKCS7_type_is_signed(parsed.get()) != 1 ||
        ASN1_INTEGER_get(parsed->d.sign->version) != 3)
        return failed(Code::Malformed, u"SignedData"_s);
    TimestampInfoHandle info(PKCS7_to_TS_TST_INFO(parsed.get()));
    if (!info || TS_TST_INFO_get_version(info.get()) != 1 || !timeOf(TS_TST_INFO_get_time(info.get())).isValid())
        return failed(Code::Malformed, u"TSTInfo"_s);
    return TokenJudge(std::move(parsed), std::move(info)).judge(expected, anchors);
}

} // namespace cutover::crypto
