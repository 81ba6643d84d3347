// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProgressBar>

namespace cutover::gui {

/// The watched time of a hold as a bar of 8 px. Its accessible value is the per cent served, its name the caller's.
class HoldBar : public QProgressBar
{
    Q_OBJECT

public:
    explicit HoldBar(QWidget *parent = nullptr);

    /// Seconds; `holdS` of 0 is a hold wholly served. `stopped`: no credit is given now, drawn in warn.
    void setHold(qint64 servedS, qint64 holdS, bool stopped = false);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_stopped = false;
};

} // namespace cutover::gui
