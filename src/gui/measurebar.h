// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QWidget>

namespace cutover::gui {

/// One number as a bar with its limit as a tick. What is over the limit (or short of a lower one) is nogo.
/// Its accessible name is the caller's arithmetic.
class MeasureBar : public QWidget
{
    Q_OBJECT

public:
    /// Row: strong with a text tick, the limit three quarters along. Trigger: accent with a nogo tick at the right end.
    enum class Look { Row, Trigger };

    explicit MeasureBar(Look look = Look::Row, QWidget *parent = nullptr);

    void setMeasure(const domain::Measure &measure, const QString &accessibleName);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// Where along the bar (0 to 1) things stand, for any magnitude of value and limit.
    struct Layout
    {
        double fill = 0; ///< of the part that is within the limit, from the left
        double limit = 0;
        double badFrom = 0; ///< equal to badTo when nothing is bad
        double badTo = 0;
    };
    [[nodiscard]] static Layout layoutOf(const domain::Measure &measure, double limitAt);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    domain::Measure m_measure;
    Look m_look;
};

} // namespace cutover::gui
