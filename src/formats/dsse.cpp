// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/dsse.h"

#include "formats/canonicaljson.h"
#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

template <typename T>
using Read = tl::expected<T, DsseError>;

tl::unexpected<DsseError> at(DsseError::Code code, const JsonText &text, const QString &pointer)
{
    return tl::make_unexpected(DsseError{code, pointer, text.lineOf(pointer), std::nullopt});
}

Read<QString> stringAt(const JsonText &text, const QJsonObject &object, const QString &parent, const QString &key)
{
    const QString pointer = pointerTo(parent, key);
    if (!object.contains(key))
        return at(DsseError::Code::MissingKey, text, pointer);
    if (!object.value(key).isString())
        return at(DsseError::Code::WrongType, text, pointer);
    return object.value(key).toString();
}

Read<QByteArray> base64At(const JsonText &text, const QJsonObject &object, const QString &parent, const QString &key)
{
    const auto encoded = stringAt(text, object, parent, key);
    if (!encoded)
        return tl::make_unexpected(encoded.error());
    const auto bytes = decodeBase64(encoded->toUtf8());
    if (!bytes)
        return at(DsseError::Code::InvalidBase64, text, pointerTo(parent, key));
    return *bytes;
}

Read<EnvelopeSignature> signatureAt(const JsonText &text, const QJsonValue &value, const QString &pointer)
{
    if (!value.isObject())
        return at(DsseError::Code::WrongType, text, pointer);
    const QJsonObject object = value.toObject();
    const auto sig = base64At(text, object, pointer, u"sig"_s);
    if (!sig)
        return tl::make_unexpected(sig.error());
    EnvelopeSignature signature{{}, *sig};
    if (object.contains("timestamp"_L1)) {
        const auto token = base64At(text, object, pointer, u"timestamp"_s);
        if (!token)
            return tl::make_unexpected(token.error());
        if (token->isEmpty())
            return at(DsseError::Code::InvalidBase64, text, pointerTo(pointer, u"timestamp"_s));
        signature.timestamp = *token;
    }
    if (object.contains("keyid"_L1)) {
        const auto keyid = stringAt(text, object, pointer, u"keyid"_s);
        if (!keyid)
            return tl::make_unexpected(keyid.error());
        signature.keyid = *keyid;
    }
    return signature;
}

Read<QList<EnvelopeSignature>> signaturesOf(const JsonText &text, const QJsonObject &object)
{
    const QString pointer = u"/signatures"_s;
    if (!object.contains("signatures"_L1))
        return at(DsseError::Code::MissingKey, text, pointer);
    if (!object.value("signatures"_L1).isArray())
        return at(DsseError::Code::WrongType, text, pointer);
    const QJsonArray array = object.value("signatures"_L1).toArray();
    if (array.isEmpty())
        return at(DsseError::Code::NoSignatures, text, pointer);
    if (array.size() > mostEnvelopeSignatures)
        return at(DsseError::Code::TooManySignatures, text, pointer);
    QList<EnvelopeSignature> signatures;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const auto signature = signatureAt(text, array.at(i), pointerTo(pointer, i));
        if (!signature)
            return tl::make_unexpected(signature.error());
        signatures.append(*signature);
    }
    return signatures;
}

} // namespace

bool bears(const Envelope &envelope, const EnvelopeSignature &signature)
{
    return std::ranges::any_of(envelope.signatures, [&signature](const EnvelopeSignature &own) {
        return own.keyid == signature.keyid && own.sig == signature.sig;
    });
}

QString codeName(DsseError::Code code)
{
    switch (code) {
    case DsseError::Code::InvalidJson:
        return u"invalid_json"_s;
    case DsseError::Code::NotAnObject:
        return u"not_an_object"_s;
    case DsseError::Code::MissingKey:
        return u"missing_key"_s;
    case DsseError::Code::WrongType:
        return u"wrong_type"_s;
    case DsseError::Code::InvalidBase64:
        return u"invalid_base64"_s;
    case DsseError::Code::NoSignatures:
        return u"no_signatures"_s;
    case DsseError::Code::TooManySignatures:
        return u"too_many_signatures"_s;
    }
    Q_UNREACHABLE();
}

QByteArray pae(QByteArrayView payloadType, QByteArrayView payload)
{
    QByteArray bytes = "DSSEv1 " + QByteArray::number(payloadType.size()) + ' ';
    bytes.append(payloadType);
    bytes += ' ' + QByteArray::number(payload.size()) + ' ';
    bytes.append(payload);
    return bytes;
}

std::optional<QByteArray> decodeBase64(QByteArrayView text)
{
    const QByteArray encoded = text.toByteArray();
    const bool urlSafe = encoded.contains('-') || encoded.contains('_');
    const auto alphabet = urlSafe ? QByteArray::Base64UrlEncoding : QByteArray::Base64Encoding;
    const auto decoded = QByteArray::fromBase64Encoding(encoded, alphabet | QByteArray::AbortOnBase64DecodingErrors);
    if (decoded.decodingStatus != QByteArray::Base64DecodingStatus::Ok)
        return std::nullopt;
    // Compared with its own encoding, so that one value has one spelling and no bit is left over.
    const bool padded = decoded.decoded.toBase64(alphabet) == encoded;
    const bool unpadded = decoded.decoded.toBase64(alphabet | QByteArray::OmitTrailingEquals) == encoded;
    if (!padded && !unpadded)
        return std::nullopt;
    return decoded.decoded;
}

tl::expected<Envelope, DsseError> parseEnvelope(QByteArrayView bytes, const JsonLimits &limits)
{
    const auto text = parseStrict(bytes, limits);
    if (!text) {
        return tl::make_unexpected(
            DsseError{DsseError::Code::InvalidJson, text.error().pointer, text.error().line, text.error()});
    }
    if (!text->root.isObject())
        return at(DsseError::Code::NotAnObject, *text, {});
    const QJsonObject object = text->root.toObject();
    const auto payloadType = stringAt(*text, object, {}, u"payloadType"_s);
    if (!payloadType)
        return tl::make_unexpected(payloadType.error());
    const auto payload = base64At(*text, object, {}, u"payload"_s);
    if (!payload)
        return tl::make_unexpected(payload.error());
    const auto signatures = signaturesOf(*text, object);
    if (!signatures)
        return tl::make_unexpected(signatures.error());
    return Envelope{payloadType->toUtf8(), *payload, *signatures};
}

QByteArray writeEnvelope(const Envelope &envelope)
{
    QJsonArray signatures;
    for (const EnvelopeSignature &signature : envelope.signatures) {
        QJsonObject one{{u"keyid"_s, signature.keyid}, {u"sig"_s, QString::fromLatin1(signature.sig.toBase64())}};
        if (!signature.timestamp.isEmpty())
            one[u"timestamp"_s] = QString::fromLatin1(signature.timestamp.toBase64());
        signatures.append(one);
    }
    const QJsonObject object{{u"payloadType"_s, QString::fromUtf8(envelope.payloadType)},
                             {u"payload"_s, QString::fromLatin1(envelope.payload.toBase64())},
                             {u"signatures"_s, signatures}};
    // Strings alone always have a canonical form, unless a keyid is no Unicode text: then there is no envelope.
    return canonicalJson(object).value_or(QByteArray());
}

} // namespace cutover::formats
