// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/appearance.h"

#include "gui/indicatorstyle.h"
#include "gui/styling.h"
#include "models/fonts.h"
#include "models/tooltip.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QFontDatabase>
#include <QHash>
#include <QPushButton>
#include <QScreen>
#include <QToolTip>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double bodyPx = 13;
// Desktops set 9 to 11 points as their ordinary size; SCREENS' scale is meant for each of them.
constexpr double leastOrdinaryPt = 9;
constexpr double greatestOrdinaryPt = 11;
constexpr double referenceDpi = 96;

double userScale()
{
    const double points = QApplication::font().pointSizeF();
    const QScreen *screen = QGuiApplication::primaryScreen();
    const double dpi = screen ? screen->logicalDotsPerInchY() : referenceDpi;
    if (points <= 0)
        return std::clamp(QApplication::font().pixelSize() / bodyPx, 0.8, 3.0);
    const double ofOrdinary = points / std::clamp(points, leastOrdinaryPt, greatestOrdinaryPt);
    return std::clamp(ofOrdinary * dpi / referenceDpi, 0.8, 3.0);
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F;
}

QFont scaledFont(const QStringList &families, double px, double scale)
{
    QFont font;
    font.setFamilies(families);
    font.setPixelSize(std::max(1, qRound(px * scale)));
    return font;
}

} // namespace

Appearance::Appearance() = default;

Appearance &Appearance::instance()
{
    static Appearance appearance;
    return appearance;
}

void Appearance::apply()
{
    if (m_applied)
        return;
    m_applied = true;
    m_scale = userScale();
    models::loadFonts();
    QApplication::setStyle(new IndicatorStyle);
    QApplication::setFont(font(bodyPx));
    qApp->installEventFilter(this);
    reread();
}

void Appearance::reread()
{
    m_rereading = true;
    // Our own palette hides the system's; taken away, it shows what the system has now.
    QApplication::setPalette(QPalette());
    const bool dark =
        m_scheme == ColourScheme::System ? isDark(QApplication::palette()) : m_scheme == ColourScheme::Dark;
    m_theme = dark ? &Theme::dark() : &Theme::light();
    QApplication::setPalette(m_theme->palette());
    QToolTip::setPalette(m_theme->palette());
    qApp->setStyleSheet(m_theme->styleSheet(m_scale));
    m_rereading = false;
    Q_EMIT changed();
}

void Appearance::setScheme(ColourScheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    if (m_applied)
        reread();
}

void Appearance::setReduceMotion(bool reduce)
{
    if (reduce == m_reduceMotion)
        return;
    m_reduceMotion = reduce;
    Q_EMIT changed();
}

int Appearance::px(double at100) const
{
    return qRound(at100 * m_scale);
}

QFont Appearance::font(double px, QFont::Weight weight) const
{
    static const QStringList families{u"Cutover Sans"_s, u"Noto Sans"_s, u"DejaVu Sans"_s};
    QFont font = scaledFont(families, px, m_scale);
    font.setWeight(weight);
    return font;
}

QFont Appearance::monoFont(double px) const
{
    static const QStringList families{u"Cutover Mono"_s, u"JetBrains Mono"_s, u"DejaVu Sans Mono"_s};
    QFont font = scaledFont(families, px, m_scale);
    font.setStyleHint(QFont::Monospace);
    return font;
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_scheme == ColourScheme::System && !m_rereading) {
        const bool wasDark = m_theme->isDark;
        // Asked after the event: until every window has had it, the system's palette may be the old one.
        QMetaObject::invokeMethod(
            this,
            [this, wasDark] {
                if (m_theme->isDark == wasDark)
                    reread();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

const Theme &theme()
{
    return Appearance::instance().theme();
}

int px(double at100)
{
    return Appearance::instance().px(at100);
}

void setLook(QPushButton *button, ButtonLook look)
{
    static const QHash<ButtonLook, QString> names{
        {ButtonLook::Plain, QString()},  {ButtonLook::Primary, u"primary"_s},
        {ButtonLook::Abort, u"abort"_s}, {ButtonLook::AbortOnAlarm, u"abortOnAlarm"_s},
        {ButtonLook::Link, u"link"_s},   {ButtonLook::Small, u"small"_s}};
    const QString name = names.value(look);
    if (button->property("look").toString() == name)
        return;
    button->setProperty("look", name);
    repolish(button);
}

void setPlainToolTip(QWidget *widget, const QString &plain)
{
    widget->setToolTip(models::toolTipText(plain));
    if (widget->accessibleDescription() != plain)
        widget->setAccessibleDescription(plain);
}

QPushButton *newButton(const QString &objectName, const QString &text)
{
    auto *button = new QPushButton(text);
    button->setObjectName(objectName);
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace cutover::gui
