// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/theme.h"

#include <QFont>
#include <QObject>

class QPushButton;

namespace cutover::gui {

enum class ColourScheme { System, Light, Dark };

/// Which of the buttons' looks (SCREENS, interaction): at most one Primary in a window, one Abort. AbortOnAlarm is the
/// same on an alarm band. Small is for a switch in a title row.
enum class ButtonLook { Plain, Primary, Abort, AbortOnAlarm, Link, Small };

/// The one look of the whole program: theme, type scale, motion. Made once after QApplication; every widget asks
/// `Appearance::instance()` and repaints on `changed`. Interface thread only.
///
/// The system's scheme is judged by the lightness of its palette's window colour, again whenever the system says that
/// its theme changed.
class Appearance : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Appearance &instance();

    /// Fusion, fonts, palette and style sheet for the application. Call once, before the first window.
    void apply();

    [[nodiscard]] const Theme &theme() const { return *m_theme; }

    void setScheme(ColourScheme scheme);
    [[nodiscard]] ColourScheme scheme() const { return m_scheme; }

    /// Stops the Running ring and the disarm countdown's animation.
    void setReduceMotion(bool reduce);
    [[nodiscard]] bool reduceMotion() const { return m_reduceMotion; }

    /// SCREENS' pixel size in the user's: 1 at the desktops' usual 9 to 11 points, else in proportion.
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] int px(double at100) const;

    [[nodiscard]] QFont font(double px, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QFont monoFont(double px) const;

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Appearance();
    void reread();

    const Theme *m_theme = &Theme::light();
    ColourScheme m_scheme = ColourScheme::System;
    double m_scale = 1;
    bool m_reduceMotion = false;
    bool m_applied = false;
    bool m_rereading = false;
};

/// Short for `Appearance::instance().theme()` and its like, for paint code.
[[nodiscard]] const Theme &theme();
[[nodiscard]] int px(double at100);

void setLook(QPushButton *button, ButtonLook look);
/// What a widget says on demand, data too: never read as markup, wrapped, and the same to screen readers, which would
/// be read a tooltip's markup otherwise.
void setPlainToolTip(QWidget *widget, const QString &plain);
/// Named for tests and screen readers; Enter elsewhere never presses it.
[[nodiscard]] QPushButton *newButton(const QString &objectName, const QString &text);

} // namespace cutover::gui
