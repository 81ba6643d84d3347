// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/digest.h"

#include "crypto/opensslhandles.h"

#include <QFile>
#include <QFileInfo>
#include <openssl/crypto.h>

namespace cutover::crypto {

void Sha256::Free::operator()(evp_md_ctx_st *context) const
{
    EVP_MD_CTX_free(context);
}

Sha256::Sha256()
    : m_context(EVP_MD_CTX_new())
{
    // Without memory or a SHA-256 there is no digest that could be told apart from a true one.
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("SHA-256 is not available");
}

Sha256::~Sha256() = default;
Sha256::Sha256(Sha256 &&) noexcept = default;
Sha256 &Sha256::operator=(Sha256 &&) noexcept = default;

void Sha256::add(QByteArrayView bytes)
{
    if (EVP_DigestUpdate(m_context.get(), ucharData(bytes), usize(bytes)) != 1)
        qFatal("SHA-256 failed");
}

QByteArray Sha256::finish()
{
    QByteArray digest(32, Qt::Uninitialized);
    auto *out = reinterpret_cast<unsigned char *>(digest.data());
    if (EVP_DigestFinal_ex(m_context.get(), out, nullptr) != 1 ||
        EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        qFatal("SHA-256 failed");
    return digest;
}

QByteArray sha256(QByteArrayView bytes)
{
    Sha256 digest;
    digest.add(bytes);
    return digest.finish();
}

QString sha256Hex(QByteArrayView bytes)
{
    return hex(sha256(bytes));
}

QString hex(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex());
}

tl::expected<QByteArray, CryptoError> sha256File(const QString &path, const std::stop_token &stop)
{
    // Opening a pipe would wait for its writer.
    if (!QFileInfo(path).isFile())
        return fail(CryptoError::Code::FileUnreadable, path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(CryptoError::Code::FileUnreadable, path);

    constexpr qsizetype pieceSize = 256 * 1024;
    QByteArray piece(pieceSize, Qt::Uninitialized);
    Sha256 digest;
    while (true) {
        const qint64 count = file.read(piece.data(), piece.size());
        if (count < 0 || stop.stop_requested())
            return fail(CryptoError::Code::FileUnreadable, path);
        if (count == 0)
            return digest.finish();
        digest.add(QByteArrayView(piece.constData(), count));
    }
}

bool constantTimeEqual(QByteArrayView left, QByteArrayView right)
{
    return left.size() == right.size() && CRYPTO_memcmp(ucharData(left), ucharData(right), usize(left)) == 0;
}

} // namespace cutover::crypto
