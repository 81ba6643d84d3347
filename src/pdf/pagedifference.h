// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace cutover::pdf {

/// Where two composed documents, not yet signed, begin to differ: the page from 1 whose size or drawing is another, or
/// that only one of them has; 0 where only what all pages share differs (fonts, title, attachment), or one cannot be
/// read. Nothing when they are the same byte for byte. Any thread.
[[nodiscard]] std::optional<int> firstDifference(const QByteArray &one, const QByteArray &other);

/// Whether two composed documents, not yet signed, differ in nothing but how their streams are compressed: another
/// version of the library that does it writes other bytes. Any thread.
[[nodiscard]] bool isCompressedOtherwise(const QByteArray &one, const QByteArray &other);

} // namespace cutover::pdf
