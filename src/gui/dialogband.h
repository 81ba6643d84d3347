// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;

namespace cutover::gui {

/// Head or foot of a dialog: a band of surface with a hairline towards the dialog's middle. Never scrolls.
class DialogBand : public QWidget
{
    Q_OBJECT

public:
    enum class Place { Head, Foot };

    explicit DialogBand(Place place, QWidget *parent = nullptr);

    [[nodiscard]] QHBoxLayout *row() const { return m_row; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Place m_place;
    QHBoxLayout *m_row;
};

} // namespace cutover::gui
