// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QChartView>

namespace cutover::charts {

class CanaryChart;

/// A CanaryChart on the screen: transparent, with a crosshair that follows the mouse, and the arrow keys, Home and End
/// while it has the focus; Esc hides it. Owns neither the chart object nor its data; `chart` must outlive it or be its
/// child. Its accessible description is the crosshair's text.
class CanaryChartView : public QChartView
{
    Q_OBJECT

public:
    explicit CanaryChartView(CanaryChart *chart, QWidget *parent = nullptr);
    ~CanaryChartView() override;

    [[nodiscard]] CanaryChart *canaryChart() const { return m_chart; }
    /// Whether mouse and keys move a crosshair. Off for spark lines.
    void setInteractive(bool interactive);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    CanaryChart *m_chart;
    bool m_interactive = true;
};

} // namespace cutover::charts
