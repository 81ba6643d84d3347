// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/filestamp.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>

namespace cutover::session {

/// Digests of files for the look that only shows: a file is read again when its stamp is another one.
///
/// The call that acts never asks it, it reads everything afresh. Blocks for the reading; one thread at a time.
class DigestCache
{
public:
    /// SHA-256 of the regular file at `path`, 32 raw bytes; empty where it cannot be read. `now` is the system's time.
    [[nodiscard]] QByteArray digest(const QString &path, const QDateTime &now);
    /// How many files were read so far.
    [[nodiscard]] qint64 readings() const { return m_readings; }

private:
    struct Known
    {
        metrics::FileStamp stamp;
        QByteArray sha256;
    };
    QHash<QString, Known> m_known;
    qint64 m_readings = 0;
};

/// The same through `cache`, or read afresh where there is none.
[[nodiscard]] QByteArray digestNow(const QString &path, DigestCache *cache, const QDateTime &now);

} // namespace cutover::session
