// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/pem.h"

namespace cutover::crypto {
namespace {

QByteArray marker(const char *kind, QByteArrayView label)
{
    return QByteArray("-----") + kind + ' ' + label.toByteArray() + "-----";
}

QByteArray withoutWhiteSpace(QByteArrayView text)
{
    QByteArray dense;
    dense.reserve(text.size());
    for (const char character : text) {
        if (character != '\n' && character != '\r' && character != ' ' && character != '\t')
            dense.append(character);
    }
    return dense;
}

} // namespace

tl::expected<QByteArray, CryptoError> decodePem(QByteArrayView pem, QByteArrayView label, qsizetype limit,
                                                CryptoError::Code missing)
{
    if (pem.size() > limit)
        return tl::unexpected(CryptoError{CryptoError::Code::TooLarge, {}});
    const QByteArrayView text = pem.trimmed();
    const QByteArray begin = marker("BEGIN", label);
    const QByteArray end = marker("END", label);
    const qsizetype endAt = text.indexOf(end);
    if (!text.startsWith(begin) || endAt < begin.size())
        return tl::unexpected(CryptoError{missing, QStringLiteral("no PEM block of the expected label")});
    if (endAt + end.size() != text.size())
        return tl::unexpected(CryptoError{CryptoError::Code::TrailingData, {}});

    const QByteArray body = withoutWhiteSpace(text.sliced(begin.size(), endAt - begin.size()));
    auto decoded = QByteArray::fromBase64Encoding(body, QByteArray::AbortOnBase64DecodingErrors);
    // Qt takes unpadded and non-canonical base64 too; two texts for one key would be one too many.
    if (!decoded || decoded.decoded.isEmpty() || decoded.decoded.toBase64() != body)
        return tl::unexpected(CryptoError{missing, QStringLiteral("not base64")});
    return decoded.decoded;
}

QByteArray encodePem(QByteArrayView der, QByteArrayView label)
{
    constexpr qsizetype lineLength = 64;
    const QByteArray body = der.toByteArray().toBase64();
    QByteArray pem = marker("BEGIN", label) + '\n';
    for (qsizetype at = 0; at < body.size(); at += lineLength)
        pem += body.mid(at, lineLength) + '\n';
    return pem + marker("END", label) + '\n';
}

} // namespace cutover::crypto
