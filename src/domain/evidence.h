// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::domain {

/// Why a value of the evidence cannot be used. Each is «never Go» (RULES section 1).
enum class EvidenceFault {
    Absent,
    WrongType, ///< a number in quotes, a string where a list belongs
    Negative,
    NotPositive,
    NotFinite,
    FutureTime, ///< more than 60 s ahead of us
    BadTime,
    Empty,
};

struct EvidenceIssue
{
    EvidenceFault fault = EvidenceFault::Absent;
    QString pointer; ///< JSON pointer from the document's root
    int line = 0;    ///< 0 where there is no such place
    friend bool operator==(const EvidenceIssue &, const EvidenceIssue &) = default;
};

[[nodiscard]] QString faultName(EvidenceFault fault);

/// One canary evaluation window. Latencies in ms, rates as fractions.
struct Window
{
    QDateTime endedAt; ///< UTC; null where the evidence has none
    std::optional<int> stage;
    bool pass = false;
    double burst = 0;
    std::optional<double> p50Ms;
    std::optional<double> p99Ms;
    std::optional<double> errorRate;
    std::optional<qint64> requests;
    bool readable = true; ///< false: an issue names what; such a window is never green
    friend bool operator==(const Window &, const Window &) = default;
};

/// The `perf` object of the evidence.
struct Perf
{
    std::optional<double> p50Ms;
    std::optional<double> p99Ms;
    std::optional<double> errorRate;
    friend bool operator==(const Perf &, const Perf &) = default;
};

/// One reading of var/evidence/latest.json, or of a server that gives the same series.
struct Evidence
{
    QDateTime generatedAt;
    std::optional<bool> tampered;
    std::optional<QString> readyzStatus;
    QList<Window> windows; ///< as listed
    /// Null: all windows are listed, always. Else those from here on, as many as were asked for; each has its own
    /// numbers then, and `perf` fills none.
    QDateTime windowsFrom;
    Perf perf;
    QList<EvidenceIssue> issues;
};

/// A baseline, as documented for the rollback decision. Both positive.
struct Baseline
{
    double p50Ms = 0;
    double p99Ms = 0;
    QDateTime capturedAt; ///< the file's own time, or else midnight UTC of the date in its name
    QString file;         ///< path in the workspace
    friend bool operator==(const Baseline &, const Baseline &) = default;
};

} // namespace cutover::domain
