// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QColor rgb(unsigned value)
{
    return QColor::fromRgb(0xFF000000U | value);
}

Theme makeLight()
{
    Theme theme;
    theme.win = rgb(0xF3F4F6);
    theme.surface = rgb(0xFFFFFF);
    theme.sunk = rgb(0xF7F8FA);
    theme.line = rgb(0xDDE1E6);
    theme.strong = rgb(0x7E8793);
    theme.text = rgb(0x161B22);
    theme.text2 = rgb(0x4B5563);
    theme.text3 = rgb(0x5F6975);
    theme.accent = rgb(0x1A56B8);
    theme.onAccent = rgb(0xFFFFFF);
    theme.go = rgb(0x11692F);
    theme.goTint = rgb(0xE4F2E8);
    theme.nogo = rgb(0xB4231A);
    theme.nogoTint = rgb(0xFBE9E7);
    theme.warn = rgb(0x875200);
    theme.warnTint = rgb(0xFBF0DA);
    theme.neutral = rgb(0x4B5563);
    theme.neutralTint = rgb(0xEDF0F3);
    theme.alarm = rgb(0xB4231A);
    theme.onAlarm = rgb(0xFFFFFF);
    theme.sel = rgb(0xE6EEFA);
    theme.accentTint = rgb(0xE6EEFA);
    return theme;
}

Theme makeDark()
{
    Theme theme;
    theme.isDark = true;
    theme.win = rgb(0x14171B);
    theme.surface = rgb(0x1C2025);
    theme.sunk = rgb(0x181B20);
    theme.line = rgb(0x323941);
    theme.strong = rgb(0x7C8693);
    theme.text = rgb(0xE8EBEF);
    theme.text2 = rgb(0xB3BBC5);
    theme.text3 = rgb(0x929CA8);
    theme.accent = rgb(0x82B2F8);
    theme.onAccent = rgb(0x0D1522);
    theme.go = rgb(0x66CC86);
    theme.goTint = rgb(0x17301F);
    theme.nogo = rgb(0xFF8B80);
    theme.nogoTint = rgb(0x3D1D1B);
    theme.warn = rgb(0xE9B24D);
    theme.warnTint = rgb(0x382A10);
    theme.neutral = rgb(0xB3BBC5);
    theme.neutralTint = rgb(0x292E35);
    theme.alarm = rgb(0xC0392E);
    theme.onAlarm = rgb(0xFFFFFF);
    theme.sel = rgb(0x22324A);
    theme.accentTint = rgb(0x1D2B40);
    return theme;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = makeLight();
    return theme;
}

const Theme &Theme::dark()
{
    static const Theme theme = makeDark();
    return theme;
}

QColor Theme::ink(Tone tone) const
{
    switch (tone) {
    case Tone::Text:
        return text;
    case Tone::Text2:
        return text2;
    case Tone::Text3:
        return text3;
    case Tone::Accent:
        return accent;
    case Tone::Go:
        return go;
    case Tone::Nogo:
        return nogo;
    case Tone::Warn:
        return warn;
    case Tone::Neutral:
        return neutral;
    case Tone::Alarm:
        return alarm;
    case Tone::OnAlarm:
        return onAlarm;
    }
    Q_UNREACHABLE();
}

QColor Theme::tint(Tone tone) const
{
    switch (tone) {
    case Tone::Text:
    case Tone::Text2:
    case Tone::Text3:
        return surface;
    case Tone::Accent:
        return accentTint;
    case Tone::Go:
        return goTint;
    case Tone::Nogo:
        return nogoTint;
    case Tone::Warn:
        return warnTint;
    case Tone::Neutral:
        return neutralTint;
    case Tone::Alarm:
    case Tone::OnAlarm:
        return alarm;
    }
    Q_UNREACHABLE();
}

charts::Palette Theme::chartPalette() const
{
    return {surface, line, strong, text, text2, accent, nogo, warn};
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, win);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, surface);
    palette.setColor(QPalette::AlternateBase, sunk);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, text3);
    palette.setColor(QPalette::Button, surface);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, onAlarm);
    palette.setColor(QPalette::ToolTipBase, surface);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, onAccent);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, surface);
    palette.setColor(QPalette::Midlight, line);
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, strong);
    palette.setColor(QPalette::Shadow, strong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, text3);
    palette.setColor(QPalette::Disabled, QPalette::Base, sunk);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, text3);
    return palette;
}

Tone statusTone(domain::Status status)
{
    switch (status) {
    case domain::Status::Go:
        return Tone::Go;
    case domain::Status::NoGo:
    case domain::Status::Error:
    case domain::Status::TimedOut:
        return Tone::Nogo;
    case domain::Status::Stale:
    case domain::Status::NoData:
        return Tone::Warn;
    case domain::Status::Running:
        return Tone::Accent;
    case domain::Status::NotRun:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace cutover::gui
