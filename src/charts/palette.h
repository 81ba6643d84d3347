// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace cutover::charts {

/// The colours that a chart needs, by role (SCREENS, tokens). Given in by the caller, so that a chart holds no theme.
struct Palette
{
    QColor surface;
    QColor line;   ///< horizontal grid
    QColor strong; ///< axis, P50
    QColor text;
    QColor text2; ///< axis labels, baseline, promotions
    QColor accent;
    QColor nogo;
    QColor warn;
    friend bool operator==(const Palette &, const Palette &) = default;

    /// Ink on white paper: the light theme's values, whatever the screen shows. It stands here because a document is
    /// drawn without any window.
    [[nodiscard]] static Palette paper();
};

} // namespace cutover::charts
