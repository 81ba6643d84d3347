// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/palette.h"
#include "domain/row.h"

#include <QColor>
#include <QFont>
#include <QString>

class QPalette;

namespace cutover::gui {

/// What a text or shape means; its colour is the theme's. Neutral is Not run and the DEMO strip; OnAlarm lies on an
/// alarm band.
enum class Tone { Text, Text2, Text3, Accent, Go, Nogo, Warn, Neutral, Alarm, OnAlarm };

/// The colour roles of SCREENS' token table. Two instances; nothing else in the program holds a colour.
struct Theme
{
    bool isDark = false;
    QColor win, surface, sunk;
    QColor line;   ///< hairlines, decoration only
    QColor strong; ///< borders of buttons and fields, group rules, axis, P50
    QColor text, text2, text3;
    QColor accent, onAccent;
    QColor go, goTint;
    QColor nogo, nogoTint;
    QColor warn, warnTint;
    QColor neutral, neutralTint;
    QColor alarm, onAlarm;
    QColor sel;        ///< selected row
    QColor accentTint; ///< present phase, Running

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &dark();

    [[nodiscard]] QColor ink(Tone tone) const;
    /// The tone's own tint; surface for the plain texts.
    [[nodiscard]] QColor tint(Tone tone) const;

    [[nodiscard]] charts::Palette chartPalette() const;
    [[nodiscard]] QPalette palette() const;
    /// `scale` as in Appearance::scale().
    [[nodiscard]] QString styleSheet(double scale) const;
};

[[nodiscard]] Tone statusTone(domain::Status status);

/// The contrast ratio of WCAG 2.x, 1 to 21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

} // namespace cutover::gui
