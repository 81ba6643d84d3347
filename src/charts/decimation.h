// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/trace.h"

namespace cutover::charts {

/// Points above which a line is decimated.
inline constexpr qsizetype decimationThreshold = 2000;

/// At most first, least, greatest and last point of each column, in their order: what a line of that width can show.
/// The segment's ends, its extremes and its order of x are kept. `points` ascend in x; `columns` spread evenly over
/// [low, high]; points outside fall into the first or last column. Called when data or range change, not in paint.
[[nodiscard]] Segment decimated(const Segment &points, double low, double high, int columns);

} // namespace cutover::charts
