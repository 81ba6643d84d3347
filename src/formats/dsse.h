// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::formats {

inline constexpr char inTotoPayloadType[] = "application/vnd.in-toto+json";
inline constexpr char signersPayloadType[] = "application/vnd.cutover.signers+json";

/// One signature of an envelope. `keyid` is a hint for finding a key and never a basis for trust.
///
/// `timestamp` is an RFC 3161 token over the SHA-256 of `sig`, empty where nobody attests when it was made. A key of
/// our own beside DSSE's two, which readers that do not know it leave alone; nothing covers it but the authority's
/// signature in it, so that it can come later, and a signature is the same with and without it.
struct EnvelopeSignature
{
    QString keyid;
    QByteArray sig;
    QByteArray timestamp = {};
    friend bool operator==(const EnvelopeSignature &left, const EnvelopeSignature &right)
    {
        return left.keyid == right.keyid && left.sig == right.sig;
    }
};

/// No quorum has so many people. Each signature is tried with every key at hand, and again at every place that judges
/// envelopes.
inline constexpr qsizetype mostEnvelopeSignatures = 64;

/// A DSSE envelope, its payload and signatures decoded: the exact payload bytes that were signed.
struct Envelope
{
    QByteArray payloadType;
    QByteArray payload;
    QList<EnvelopeSignature> signatures;
    friend bool operator==(const Envelope &, const Envelope &) = default;
};

/// Whether the envelope bears this very signature; a time stamp over it, which may come later, is no part of it.
[[nodiscard]] bool bears(const Envelope &envelope, const EnvelopeSignature &signature);

struct DsseError
{
    enum class Code { InvalidJson, NotAnObject, MissingKey, WrongType, InvalidBase64, NoSignatures, TooManySignatures };
    Code code = Code::InvalidJson;
    QString pointer;
    int line = 1;
    /// Set with InvalidJson.
    std::optional<JsonError> json;
};

[[nodiscard]] QString codeName(DsseError::Code code);

/// The pre-authentication encoding: the bytes that a DSSE signature is made over (DSSE protocol 1.0).
[[nodiscard]] QByteArray pae(QByteArrayView payloadType, QByteArrayView payload);

/// Reads an envelope. Payload and signatures may be in standard or URL-safe base64, in its one exact spelling;
/// unknown keys are ignored, as DSSE asks; a `timestamp` is held to the same base64. An envelope without signatures is
/// refused, and so is one with more than `mostEnvelopeSignatures`, none of them read.
[[nodiscard]] tl::expected<Envelope, DsseError> parseEnvelope(QByteArrayView bytes, const JsonLimits &limits = {});

/// The envelope as canonical JSON, base64 in the standard alphabet.
[[nodiscard]] QByteArray writeEnvelope(const Envelope &envelope);

/// Strict base64, standard (padded) or URL-safe (padded or not): no blanks, no stray bits, no mixed alphabets.
[[nodiscard]] std::optional<QByteArray> decodeBase64(QByteArrayView text);

} // namespace cutover::formats
