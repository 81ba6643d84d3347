// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/cryptoerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <tl/expected.hpp>

#include <memory>
#include <stop_token>

struct evp_md_ctx_st;

namespace cutover::crypto {

/// SHA-256 of the bytes: 32 raw bytes (FIPS 180-4). Any thread.
[[nodiscard]] QByteArray sha256(QByteArrayView bytes);

/// SHA-256 as 64 lowercase hexadecimal digits.
[[nodiscard]] QString sha256Hex(QByteArrayView bytes);

/// A digest as payloads and files have it: lower-case hex.
[[nodiscard]] QString hex(const QByteArray &digest);

/// SHA-256 of bytes that come in pieces. Not thread-safe; one object for one digest.
class Sha256
{
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256 &&) noexcept;
    Sha256 &operator=(Sha256 &&) noexcept;

    void add(QByteArrayView bytes);
    /// The 32 raw bytes of all that was added; the object starts anew afterwards.
    [[nodiscard]] QByteArray finish();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st *context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

/// SHA-256 (32 raw bytes) of a regular file, read in pieces, so that its size does not matter for memory.
/// Blocks for the reading: call it on the thread pool. A folder, pipe or device is `file_unreadable`, never waited for;
/// so is a file whose reading was asked to stop.
[[nodiscard]] tl::expected<QByteArray, CryptoError> sha256File(const QString &path, const std::stop_token &stop = {});

/// Equality in time that does not depend on where two byte strings of equal length differ.
[[nodiscard]] bool constantTimeEqual(QByteArrayView left, QByteArrayView right);

} // namespace cutover::crypto
