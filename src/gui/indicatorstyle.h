// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace cutover::gui {

/// Fusion, but the indicators of check boxes and radio buttons have the theme's border, filled with its accent and a
/// mark where they are on: Fusion's own edge has hardly any contrast, and a style sheet could give the mark by a
/// picture of one colour alone.
class IndicatorStyle : public QProxyStyle
{
    Q_OBJECT

public:
    IndicatorStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
};

} // namespace cutover::gui
