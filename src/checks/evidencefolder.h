// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QByteArray>
#include <QFuture>
#include <QList>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <stop_token>

namespace cutover::checks {

/// A file below the evidence folder that a manifest may seal; a symbolic link counts by itself.
struct EvidenceFile
{
    QString path;         ///< in the workspace
    qint64 changedNs = 0; ///< since 1970
};

/// `<folder>/manifest.dsse.json`.
[[nodiscard]] QString manifestOf(const QString &folder);
/// When the file, or what a link leads to, last changed; 0 where there is none. Nanoseconds: what `-nt` compares.
[[nodiscard]] qint64 changedNs(const QString &file);

/// All files below the folder (a path in the workspace), hidden ones too, by path. Apart are the live evidence with
/// its neighbours, directly in the folder (`latest.json`, `latest.json.*`, its signature too), and the manifest.
/// FileAbsent, PathOutside, FileUnreadable (a folder that cannot be looked into, what is neither file nor link, a name
/// that is not UTF-8 or too long for a path: none of them could be sealed; `too_many_files`). Blocks: thread pool.
[[nodiscard]] tl::expected<QList<EvidenceFile>, domain::Reason> listEvidence(const QString &folder,
                                                                             const QString &workspace);

/// The SHA-256 of one file, 32 raw bytes, or FileAbsent, PathOutside or FileUnreadable.
struct FileDigest
{
    QString path; ///< in the workspace
    tl::expected<QByteArray, domain::Cause> sha256;
};

/// The digests of these files in their order, read in pieces and in parallel on the thread pool. Cancel by the future
/// and `stop` both: the one drops what has not begun, the other ends what is being read.
[[nodiscard]] QFuture<FileDigest> hashFiles(const QStringList &paths, const QString &workspace,
                                            const std::stop_token &stop);

} // namespace cutover::checks
