// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "gui/icons.h"
#include "gui/runningring.h"
#include "gui/theme.h"

#include <QWidget>

namespace cutover::gui {

/// Shape, word and colour of one status. Word is never empty: colour alone says nothing.
struct Badge
{
    Shape shape = Shape::NotRun;
    Tone tone = Tone::Neutral;
    QString word;
    bool pill = true; ///< tinted; a Go in the matrix has none
    [[nodiscard]] static Badge of(domain::Status status, const QString &word);
    friend bool operator==(const Badge &, const Badge &) = default;
};

/// A status as a widget: tinted pill of radius 4 with shape and semibold word. Its accessible name is the word.
class StatusBadge : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBadge(QWidget *parent = nullptr);
    explicit StatusBadge(const Badge &badge, QWidget *parent = nullptr);
    ~StatusBadge() override;

    void setBadge(const Badge &badge);
    [[nodiscard]] const Badge &badge() const { return m_badge; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// For item delegates: the badge at the left of `area`, vertically centred. `onSelection` gives a pill of surface
    /// with a border, which stands out from a selected row.
    static void paint(QPainter &painter, const QRect &area, const Badge &badge, bool onSelection = false);
    [[nodiscard]] static QSize sizeOf(const Badge &badge);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void followRing();

    Badge m_badge;
    RingHold m_ring;
};

} // namespace cutover::gui
