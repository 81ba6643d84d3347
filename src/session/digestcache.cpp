// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/digestcache.h"

#include "crypto/digest.h"

namespace cutover::session {

QByteArray DigestCache::digest(const QString &path, const QDateTime &now)
{
    const auto before = metrics::FileStamp::of(path);
    if (const auto known = m_known.constFind(path); known != m_known.cend() && known->stamp == before)
        return known->sha256;
    ++m_readings;
    const auto sha256 = digestNow(path, nullptr, now);
    // What changed while it was read, or so lately that the next change would bear the same time, is read again.
    if (!sha256.isEmpty() && before.isSettled(now) && metrics::FileStamp::of(path) == before)
        m_known.insert(path, {before, sha256});
    else
        m_known.remove(path);
    return sha256;
}

QByteArray digestNow(const QString &path, DigestCache *cache, const QDateTime &now)
{
    return cache ? cache->digest(path, now) : crypto::sha256File(path).value_or(QByteArray());
}

} // namespace cutover::session
