// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QString>
#include <QStringList>
#include <QTextLayout>

#include <memory>

namespace cutover::pdf {

/// Device units of one point: QPdfWriter works at 1200 dpi, so that whole-pixel font sizes cost no precision.
inline constexpr int reportDpi = 1200;
inline constexpr double unitsPerPoint = reportDpi / 72.0;

/// The colours of paper (SCREENS, tokens, light).
namespace ink {
inline constexpr QColor text{0x16, 0x1B, 0x22};
inline constexpr QColor text2{0x4B, 0x55, 0x63};
inline constexpr QColor text3{0x5F, 0x69, 0x75};
inline constexpr QColor line{0xC9, 0xCF, 0xD6};
inline constexpr QColor strong{0x7E, 0x87, 0x93};
inline constexpr QColor tint{0xED, 0xF0, 0xF3};
inline constexpr QColor go{0x11, 0x69, 0x2F};
inline constexpr QColor nogo{0xB4, 0x23, 0x1A};
inline constexpr QColor nogoTint{0xFB, 0xE9, 0xE7};
inline constexpr QColor warn{0x87, 0x52, 0x00};
} // namespace ink

/// How a text is set. Sizes are points.
struct Type
{
    double size = 8.6;
    QFont::Weight weight = QFont::Normal;
    QColor color = ink::text;
    bool mono = false;

    [[nodiscard]] Type in(const QColor &other) const;
    [[nodiscard]] Type as(QFont::Weight other) const;
};

/// The font in device units; loads the project's own faces from the resources at the first call, and falls back to the
/// system's Noto and DejaVu where they are not linked in. Any thread; needs a QGuiApplication.
[[nodiscard]] QFont fontOf(const Type &type);

/// `text` with what no reader could see made visible: control and direction-changing characters, and characters for
/// which this system has no glyph, stand as ‹U+202E›. Line feeds stay.
[[nodiscard]] QString printable(const QString &text);

/// One line of a text already broken, ready to be drawn. Sizes are points.
struct Line
{
    std::shared_ptr<QTextLayout> layout;
    int index = 0;
    double height = 0;
    double width = 0;
    double ascent = 0;
    QColor color;
};

/// `text` broken into lines of at most `width` points: at words, or within one that is longer than a line.
[[nodiscard]] QList<Line> linesOf(const QString &text, const Type &type, double width);
[[nodiscard]] double widthOf(const QString &text, const Type &type);
[[nodiscard]] double heightOf(const QList<Line> &lines);
[[nodiscard]] double lineHeightOf(const Type &type);

} // namespace cutover::pdf
