// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/timestamp.h"

#include "crypto/der.h"
#include "crypto/opensslhandles.h"
#include "crypto/random.h"

#include <QStringList>

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

/// As RFC 3161 section 2.4.2 numbers them.
QString statusName(long status)
{
    static constexpr std::array names{"granted"_L1, "granted_with_mods"_L1,  "rejection"_L1,
                                      "waiting"_L1, "revocation_warning"_L1, "revocation_notification"_L1};
    return status >= 0 && status < static_cast<long>(names.size()) ? QString(names[static_cast<size_t>(status)])
                                                                   : QString::number(status);
}

QStringList failureNames(const ASN1_BIT_STRING *failures)
{
    static constexpr std::pair<int, QLatin1StringView> names[] = {
        {TS_INFO_BAD_ALG, "bad_alg"_L1},
        {TS_INFO_BAD_REQUEST, "bad_request"_L1},
        {TS_INFO_BAD_DATA_FORMAT, "bad_data_format"_L1},
        {TS_INFO_TIME_NOT_AVAILABLE, "time_not_available"_L1},
        {TS_INFO_UNACCEPTED_POLICY, "unaccepted_policy"_L1},
        {TS_INFO_UNACCEPTED_EXTENSION, "unaccepted_extension"_L1},
        {TS_INFO_ADD_INFO_NOT_AVAILABLE, "add_info_not_available"_L1},
        {TS_INFO_SYSTEM_FAILURE, "system_failure"_L1},
    };
    QStringList found;
    for (const auto &[bit, name] : names) {
        if (failures && ASN1_BIT_STRING_get_bit(failures, bit) == 1)
            found.append(name);
    }
    return found;
}

bool setImprint(TS_REQ *request, QByteArrayView imprint)
{
    const std::unique_ptr<TS_MSG_IMPRINT, FreeWith<TS_MSG_IMPRINT_free>> made(TS_MSG_IMPRINT_new());
    const AlgorithmHandle algorithm(X509_ALGOR_new());
    QByteArray bytes = imprint.toByteArray();
    return made && algorithm && X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1 &&
           TS_MSG_IMPRINT_set_algo(made.get(), algorithm.get()) == 1 &&
           TS_MSG_IMPRINT_set_msg(made.get(), reinterpret_cast<unsigned char *>(bytes.data()),
                                  static_cast<int>(bytes.size())) == 1 &&
           TS_REQ_set_msg_imprint(request, made.get()) == 1;
}

bool setNonce(TS_REQ *request, QByteArrayView nonce)
{
    const BignumHandle number(BN_bin2bn(ucharData(nonce), static_cast<int>(nonce.size()), nullptr));
    const IntegerHandle integer(number ? BN_to_ASN1_INTEGER(number.get(), nullptr) : nullptr);
    return integer && TS_REQ_set_nonce(request, integer.get()) == 1;
}

/// The first bit set and the sign clear: always the same length, and no byte of it lost as a leading zero.
tl::expected<QByteArray, CryptoError> freshNonce()
{
    return randomBytes(16).map([](QByteArray bytes) {
        bytes[0] = static_cast<char>((static_cast<unsigned char>(bytes[0]) & 0x7f) | 0x40);
        return bytes;
    });
}

} // namespace

QLatin1StringView codeName(TimestampError::Code code)
{
    switch (code) {
    case Code::TooLarge:
        return "timestamp_too_large"_L1;
    case Code::Malformed:
        return "timestamp_malformed"_L1;
    case Code::NotGranted:
        return "timestamp_not_granted"_L1;
    case Code::ImprintMismatch:
        return "timestamp_imprint_mismatch"_L1;
    case Code::NonceMismatch:
        return "timestamp_nonce_mismatch"_L1;
    case Code::PolicyMismatch:
        return "timestamp_policy_mismatch"_L1;
    case Code::SignerCount:
        return "timestamp_signer_count"_L1;
    case Code::CertificateMissing:
        return "timestamp_certificate_missing"_L1;
    case Code::UnsupportedAlgorithm:
        return "timestamp_unsupported_algorithm"_L1;
    case Code::EssMismatch:
        return "timestamp_ess_mismatch"_L1;
    case Code::SignatureInvalid:
        return "timestamp_signature_invalid"_L1;
    case Code::WrongPurpose:
        return "timestamp_wrong_purpose"_L1;
    case Code::AuthorityNotValidAt:
        return "timestamp_authority_not_valid_at"_L1;
    case Code::AuthorityUntrusted:
        return "timestamp_authority_untrusted"_L1;
    case Code::LibraryFailed:
        return "timestamp_library_failed"_L1;
    }
    return {};
}

tl::expected<TimestampRequest, TimestampError> makeTimestampRequest(QByteArrayView imprint, const QString &policy)
{
    const ErrorScope scope;
    if (imprint.size() != imprintSize)
        return failed(Code::ImprintMismatch);
    const ObjectHandle wanted(policy.isEmpty() ? nullptr : OBJ_txt2obj(policy.toLatin1().constData(), 1));
    if (!policy.isEmpty() && !wanted)
        return failed(Code::PolicyMismatch, policy);
    const auto nonce = freshNonce();
    const TimestampRequestHandle request(TS_REQ_new());
    if (!nonce || !request || TS_REQ_set_version(request.get(), 1) != 1 || !setImprint(request.get(), imprint) ||
        !setNonce(request.get(), *nonce) || TS_REQ_set_cert_req(request.get(), 1) != 1 ||
        (wanted && TS_REQ_set_policy_id(request.get(), wanted.get()) != 1))
        return failed(Code::LibraryFailed);
    return TimestampRequest{derOf(i2d_TS_REQ, request.get()), *nonce};
}

tl::expected<QByteArray, TimestampError> tokenOf(QByteArrayView response)
{
    const ErrorScope scope;
    if (response.size() > largestTimestamp)
        return failed(Code::TooLarge);
    const auto outer = der::first(response);
    const auto parts = outer && outer->tag == der::Sequence && outer->whole.size() == response.size()
                           ? der::elements(outer->content)
                           : std::nullopt;
    if (!parts || parts->isEmpty() || parts->size() > 2)
        return failed(Code::Malformed, u"TimeStampResp"_s);
    const unsigned char *at = ucharData(parts->first().whole);
    const TimestampStatusHandle info(d2i_TS_STATUS_INFO(nullptr, &at, static_cast<long>(parts->first().whole.size())));
    if (!info)
        return failed(Code::Malformed, u"PKIStatusInfo"_s);
    const long status = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(info.get()));
    if (status != TS_STATUS_GRANTED && status != TS_STATUS_GRANTED_WITH_MODS) {
        QStringList words = failureNames(TS_STATUS_INFO_get0_failure_info(info.get()));
        words.prepend(statusName(status));
        return failed(Code::NotGranted, words.join(u' '));
    }
    if (parts->size() != 2)
        return failed(Code::Malformed, u"no token"_s);
    return parts->at(1).whole.toByteArray();
}

} // namespace cutover::crypto
