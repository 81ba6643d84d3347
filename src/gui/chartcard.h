// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartinput.h"
#include "charts/trace.h"
#include "gui/card.h"

#include <memory>

namespace cutover::charts {
class CanaryChart;
}

namespace cutover::gui {

/// The words of a chart card; the numbers for them are `ChartCard::numbers()`.
struct ChartCardWords
{
    QString title;           ///< «Canary burst per window»
    QString sentence;        ///< «last 0.91, 0.59 to abort»
    Tone tone = Tone::Text2; ///< of the sentence: Nogo over the limit, Warn above the next stage's
    QString tileTitle;       ///< «Burst, last window»
    QString tileValue;       ///< «0.91»
    QString tileDistance;    ///< «0.59 to abort»
    QString empty;           ///< «No canary windows in the evidence yet (canary.windows is empty).»
    friend bool operator==(const ChartCardWords &, const ChartCardWords &) = default;
};

/// A canary chart in a card: title, sentence, legend, chart, and a table with the same values for screen readers. As a
/// tile (1280 × 720): value, distance and a spark line with limits; a click or Enter opens the chart full.
class ChartCard : public Card
{
    Q_OBJECT

public:
    explicit ChartCard(charts::ChartKind kind, QWidget *parent = nullptr);
    ~ChartCard() override;

    void setInput(const charts::ChartInput &input);
    void setWords(const ChartCardWords &words);
    /// For composing the words after setInput.
    [[nodiscard]] charts::ChartNumbers numbers() const;
    [[nodiscard]] charts::CanaryChart *canaryChart() const;

    void setTile(bool tile);
    [[nodiscard]] bool isTile() const;
    /// The chart full, in a window of its own that is never modal and follows every change. Shown once; raised if open.
    void openFull();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cutover::gui
