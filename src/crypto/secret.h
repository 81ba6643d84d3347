// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace cutover::crypto {

/// Bytes that must not linger: a passphrase, a token, an encrypted key on its way to the keychain.
/// Move-only, wiped at destruction and when moved from, never printed, never a QString.
/// Not thread-safe; it may be handed to another thread by moving it.
class Secret
{
public:
    Secret() = default;
    /// Takes the bytes over and wipes the array they came in. An array that shares its data elsewhere leaves that
    /// other copy as it was: hand over the only one.
    [[nodiscard]] static Secret consume(QByteArray &&bytes);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    [[nodiscard]] qsizetype size() const { return m_size; }
    /// The bytes, valid as long as this object is neither moved from nor destroyed.
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.get(), m_size}; }
    /// A second copy for a second owner (retry after a failed unlock); wiped like the first.
    [[nodiscard]] Secret duplicate() const;
    /// Unicode code points, the bytes read as UTF-8: what a person calls characters.
    [[nodiscard]] qsizetype characterCount() const;
    void wipe();

private:
    std::unique_ptr<char[]> m_bytes;
    qsizetype m_size = 0;
};

} // namespace cutover::crypto
