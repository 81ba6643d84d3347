// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdferror.h"
#include "pdf/pdffile.h"

#include <QByteArray>

#include <optional>

namespace cutover::pdf {

/// Says what a file has so much of that following it would cost more than any decision does. libqpdf 11 has no limits
/// of its own: it follows page trees, and streams whose /Length is in the next stream, by recursion down to the end of
/// the stack, and a name tree's nodes as often as they are named. Each step of a recursion takes a node or a stream.
/// Measured: a decision with charts and three signatures has 100 objects, 16 of them streams, and a tree of two levels;
/// one with a thousand bound files and a story of four thousand lines has 900 and 190. A chain of 2,000 streams still
/// fits a stack of 8 MiB.
inline constexpr qsizetype mostObjects = 4'000;
inline constexpr qsizetype mostStreams = 1'000;
inline constexpr int deepestTree = 16;
inline constexpr qsizetype mostSignatures = 64;

/// Of bytes that no parser has seen yet. Errors: too_large, structure_unsupported.
[[nodiscard]] std::optional<PdfError> objectionToBulk(const QByteArray &pdf);

/// Of a table with objects within streams, before any of them is read. Error: structure_unsupported.
[[nodiscard]] std::optional<PdfError> objectionToTable(QPDF &document);

/// Of the trees of pages and of attachments, before anything follows them: too deep, too many nodes, a node met twice.
/// Error: structure_unsupported.
[[nodiscard]] std::optional<PdfError> objectionToTrees(QPDF &document);

} // namespace cutover::pdf
