// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/roomscale.h"
#include "session/view.h"

#include <QWidget>

#include <optional>

namespace cutover::gui {

class RoomMark;

/// The twelve rows as they are read out, what was measured apart from what was said. The row that is asked lies on the
/// page's surface, with the accent's bar.
class CeremonyList : public QWidget
{
    Q_OBJECT

public:
    explicit CeremonyList(RoomScale &scale, QWidget *parent = nullptr);
    ~CeremonyList() override;

    /// `now`: the row that is asked.
    void showView(const session::View &view, const domain::Ceremony *poll, std::optional<domain::CriterionId> now);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Line
    {
        QWidget *row = nullptr; ///< what a screen reader reads
        ElidedLabel *number = nullptr;
        ElidedLabel *title = nullptr;
        RoomMark *measured = nullptr;
        RoomMark *polled = nullptr;
    };

    void build();
    void place();
    [[nodiscard]] QRect rowRect(std::size_t row) const;

    RoomScale &m_scale;
    std::array<Line, domain::criterionCount> m_lines;
    QList<ElidedLabel *> m_captions;
    std::optional<domain::CriterionId> m_now;
};

} // namespace cutover::gui
