// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/roomscale.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"

#include <QLayout>
#include <QPushButton>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

constexpr double drawnWidth = 1920;
constexpr double drawnHeight = 1080;

} // namespace

RoomScale::RoomScale(QObject *parent)
    : QObject(parent)
{
    connect(&Appearance::instance(), &Appearance::changed, this, &RoomScale::changed);
}

void RoomScale::setSize(const QSize &size)
{
    const double factor = std::min(size.width() / drawnWidth, size.height() / drawnHeight);
    if (qFuzzyCompare(factor, m_factor))
        return;
    m_factor = factor;
    Q_EMIT changed();
}

int RoomScale::px(double at1080) const
{
    return qRound(at1080 * m_factor);
}

QFont RoomScale::font(double at1080, QFont::Weight weight) const
{
    const auto &appearance = Appearance::instance();
    return appearance.font(at1080 * m_factor / appearance.scale(), weight);
}

void RoomScale::follow(QObject *context, const std::function<void()> &apply)
{
    connect(this, &RoomScale::changed, context, apply);
    apply();
}

ElidedLabel *RoomScale::newLabel(const QString &objectName, double at1080, Tone tone, QFont::Weight weight, bool wraps)
{
    auto *label = wraps ? textLabel({}, at1080, tone, weight) : new ElidedLabel({}, at1080, tone, weight);
    label->setObjectName(objectName);
    follow(label, [this, label, at1080, weight] { setType(label, at1080, weight); });
    return label;
}

void RoomScale::setType(ElidedLabel *label, double at1080, QFont::Weight weight) const
{
    label->setType(at1080 * m_factor / Appearance::instance().scale(), weight);
}

QFont RoomScale::monoFont(double at1080) const
{
    const auto &appearance = Appearance::instance();
    return appearance.monoFont(at1080 * m_factor / appearance.scale());
}

void RoomScale::setHeight(QWidget *control, double at1080, double padding) const
{
    // The application's sheet says how high its controls are; only a sheet of the control's own is stronger.
    constexpr int borders = 2;
    control->setStyleSheet(u"%1 { min-height: %2px; max-height: %2px; padding-left: %3px; padding-right: %3px; }"_s.arg(
        QLatin1String(control->metaObject()->className()), QString::number(px(at1080) - borders),
        QString::number(px(padding))));
}

QPushButton *RoomScale::newButton(const QString &objectName, const QString &text)
{
    auto *button = gui::newButton(objectName, text);
    button->setAccessibleName(text);
    follow(button, [this, button] {
        button->setFont(font(24, QFont::DemiBold));
        button->setMinimumWidth(px(152));
        setHeight(button, 64, 24);
    });
    return button;
}

void RoomScale::setMargins(QLayout *layout, double left, double top, double right, double bottom, double spacing)
{
    follow(layout, [=, this] {
        layout->setContentsMargins(px(left), px(top), px(right), px(bottom));
        layout->setSpacing(px(spacing));
    });
}

} // namespace cutover::gui
