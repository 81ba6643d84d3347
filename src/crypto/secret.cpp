// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/secret.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <cstring>

namespace cutover::crypto {
namespace {

std::unique_ptr<char[]> copyOf(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return {};
    auto copy = std::make_unique<char[]>(static_cast<size_t>(bytes.size()));
    std::memcpy(copy.get(), bytes.data(), static_cast<size_t>(bytes.size()));
    return copy;
}

} // namespace

Secret Secret::consume(QByteArray &&bytes)
{
    Secret secret;
    secret.m_bytes = copyOf(bytes);
    secret.m_size = bytes.size();
    // A shared array would only be copied by data(), and the copy wiped.
    if (!bytes.isEmpty() && bytes.isDetached())
        OPENSSL_cleanse(bytes.data(), static_cast<size_t>(bytes.capacity()));
    bytes.clear();
    return secret;
}

Secret::~Secret()
{
    wipe();
}

Secret::Secret(Secret &&other) noexcept
    : m_bytes(std::move(other.m_bytes))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret Secret::duplicate() const
{
    Secret secret;
    secret.m_bytes = copyOf(view());
    secret.m_size = m_size;
    return secret;
}

qsizetype Secret::characterCount() const
{
    const QByteArrayView bytes = view();
    return std::count_if(bytes.begin(), bytes.end(),
                         [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

void Secret::wipe()
{
    if (m_bytes)
        OPENSSL_cleanse(m_bytes.get(), static_cast<size_t>(m_size));
    m_bytes.reset();
    m_size = 0;
}

} // namespace cutover::crypto
