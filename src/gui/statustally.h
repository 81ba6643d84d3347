// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"

#include <QWidget>

#include <array>

namespace cutover::gui {

/// How many of the twelve stand where: «7 Go, 1 No-Go, 2 Not run», each with its shape. Its accessible name is the
/// same.
class StatusTally : public QWidget
{
    Q_OBJECT

public:
    explicit StatusTally(QWidget *parent = nullptr);

    void setRows(const std::array<domain::Row, domain::rowCount> &rows);
    /// Only «7 of 12 Go».
    void setCompact(bool compact);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Count
    {
        domain::Status status = domain::Status::Go;
        QString text;
        friend bool operator==(const Count &, const Count &) = default;
    };
    [[nodiscard]] int paintCounts(QPainter *painter) const;
    void recount();

    std::array<int, 8> m_numbers{};
    QList<Count> m_counts;
    bool m_compact = false;
};

} // namespace cutover::gui
