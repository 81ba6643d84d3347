// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/theme.h"

#include <QFrame>

#include <optional>

class QHBoxLayout;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;

/// A surface with radius 6, padding 16 × 12 and a title row: title (15 semibold), meta text beside it, widgets at the
/// right end. The rest is `body()`. Its accessible name is the title.
class Card : public QFrame
{
    Q_OBJECT

public:
    explicit Card(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    [[nodiscard]] QString title() const;
    /// «nothing signed yet»; `atRight`: at the row's right end, else beside the title.
    void setMeta(const QString &meta, Tone tone = Tone::Text2, bool atRight = true);
    [[nodiscard]] QString meta() const;
    /// To the right end of the title row, after the meta text.
    void addTitleWidget(QWidget *widget);
    /// 13 instead of 15 for the title, as on the charts.
    void setSmallTitle(bool small);

    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    [[nodiscard]] QHBoxLayout *titleRow() const { return m_titleRow; }

    /// 2 px in the tone's colour in place of the hairline: an armed promotion (Accent), what to do now (Nogo).
    void setEdge(std::optional<Tone> tone);
    /// Less padding above, below and between: where a small window has to show several cards at once.
    void setTight(bool tight);
    /// No padding at left, right and bottom of the body, for a table that fills the card.
    void setFlush(bool flush);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateTitleRow();

    ElidedLabel *m_title;
    ElidedLabel *m_sideMeta;
    ElidedLabel *m_endMeta;
    QHBoxLayout *m_titleRow;
    QVBoxLayout *m_outer;
    QVBoxLayout *m_body;
    std::optional<Tone> m_edge;
};

} // namespace cutover::gui
