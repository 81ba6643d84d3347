// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/pdfsignature.h"

#include <QByteArray>
#include <QSizeF>

namespace cutover::pdf {

/// In a lower place the meaning stands printed beside the stamp.
inline constexpr double roomForMeaning = 45;

/// The visible stamp's content stream, not compressed, for a form of `size` points: who signed, in what role, when,
/// with which key. Letters are outlines, so that any script shows without a font of its own.
/// Needs a QGuiApplication; any thread.
[[nodiscard]] QByteArray stampContent(const SignatureRequest &request, const QSizeF &size);

} // namespace cutover::pdf
