// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QList>
#include <QString>

#include <optional>

namespace cutover::checks {

/// The numbers that a profile's `extract` takes from an output.
struct Extraction
{
    QList<domain::Measure> measures;     ///< of each limit the worst of all matches
    QString overLimit;                   ///< name of the first measure that does not hold; empty if all do
    std::optional<domain::Reason> fault; ///< NumberMissing, OutputUnreadable (negative, not_finite), ProfileUnreadable
};

/// Every match of every regex counts. The first group is the number; a second one, where it took part, sixtieths of it.
/// A negative number is never within an upper limit. Pure; any thread.
[[nodiscard]] Extraction extractNumbers(const QList<domain::Extract> &extracts, const QString &text);

} // namespace cutover::checks
