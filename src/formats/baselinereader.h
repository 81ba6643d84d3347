// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/profile.h"
#include "formats/documenterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::formats {

/// Reads var/cutover/baselines-YYYYMMDD.json, the `perf` object of that day's evidence: P50 and P99 must be there and
/// positive, and P50 not above P99. Captured at the file's own `captured_at`, else at midnight UTC of the date in its
/// name (never later than now: a writer east of Greenwich names it by tomorrow). `file` is the path in the workspace.
[[nodiscard]] tl::expected<domain::Baseline, DocumentErrors>
readBaseline(QByteArrayView bytes, const QString &file, const domain::EvidencePointers &pointers, const QDateTime &now);

/// The baselines file that `perf` of this evidence makes, `captured_at` added; refused unless readBaseline takes it.
[[nodiscard]] tl::expected<QByteArray, DocumentErrors> captureBaseline(QByteArrayView evidence, const QString &file,
                                                                       const domain::EvidencePointers &pointers,
                                                                       const QDateTime &now);

/// "baselines-20260302.json".
[[nodiscard]] QString baselineFileName(const QDateTime &capturedAt);

/// Of file names in one folder, the newest baselines file by the date in its name; empty if there is none.
[[nodiscard]] QString newestBaselineFile(const QStringList &names);

/// The keys that a baselines file may have by default; the schema is held to them by a test.
[[nodiscard]] const QStringList &baselineKeys();

} // namespace cutover::formats
