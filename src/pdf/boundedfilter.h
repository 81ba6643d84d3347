// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace cutover::pdf {

/// What all streams of a document may hold when they are decoded: a report of a thousand bound files and four thousand
/// lines of story has 3 MB, the largest envelope 16 MiB.
inline constexpr qsizetype mostDecoded = 32 * 1024 * 1024;

/// Makes libqpdf decode what this program writes and nothing else: a single /FlateDecode without parameters, up to
/// `mostDecoded`. Every other filter, a filter upon a filter, and predictors are left as they are: their size is the
/// file's word alone. libqpdf 11 bounds none of them. Does its work once a process; any thread.
void boundFilters();

/// As long as it lives, nothing is decoded on this thread: a cross-reference stream is the first thing a parser
/// decodes, before anyone could ask it what it read.
class WithoutFilters
{
public:
    WithoutFilters();
    ~WithoutFilters();
    Q_DISABLE_COPY_MOVE(WithoutFilters)
};

} // namespace cutover::pdf
