// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QUrl>

#include <vector>

namespace cutover::notify {

/// Takes a target's secret out of what its service answers: a page of «not found» repeats the path, others the key.
///
/// Found in either case of letters, and with each byte plain, percent-encoded, HTML-escaped or as JSON escapes it. Of a
/// word, path or key its first 8 bytes are enough. Holds copies of the secret, wiped with it.
class Redaction
{
public:
    /// The whole URL, its path and query, and of these and its user information each word of 8 or more bytes.
    void addUrl(const QUrl &url, QByteArrayView asFound);
    void addKey(QByteArrayView key);

    /// How many bytes beyond those kept must be read, so that a secret that begins before the end is read whole.
    [[nodiscard]] qsizetype overhang() const;
    /// The text with «…» for each find; from its first `kept` bytes alone, and not longer than these.
    [[nodiscard]] QByteArray applied(QByteArrayView text, qsizetype kept) const;

private:
    struct Needle
    {
        crypto::Secret bytes;
        qsizetype least; ///< so many of them are a find
    };
    void add(QByteArrayView bytes, qsizetype least);
    void addWords(QByteArray text, char separator);
    [[nodiscard]] qsizetype foundAt(QByteArrayView text) const;

    std::vector<Needle> m_needles;
};

} // namespace cutover::notify
