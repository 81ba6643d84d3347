// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

namespace cutover::demo {

/// An uncompressed POSIX ustar archive of regular files, as tar reads it. Names have at most 100 bytes.
class TarArchive
{
public:
    void add(const QString &name, const QByteArray &content, const QDateTime &modifiedAt);
    /// The whole archive, its end mark included.
    [[nodiscard]] QByteArray bytes() const;

private:
    QByteArray m_entries;
};

} // namespace cutover::demo
