// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "gui/theme.h"

#include <QIcon>
#include <QPixmap>

class QPainter;
class QRectF;

namespace cutover::gui {

/// The shapes of SCREENS' status table and a few more; each differs in outline, also in greyscale.
enum class Shape {
    Go,
    NoGo,
    Error,
    TimedOut,
    Stale,
    NoData,
    Running,
    NotRun,
    GoUnsigned,
    Refusal,
    Key,
    Loosened,
    Play,
    Folder,
    Plus,
    FileCheck,
    Logo,
};

[[nodiscard]] Shape statusShape(domain::Status status);

/// The shape in one colour, its cut-outs transparent, so that they show whatever lies beneath. `size` in logical
/// pixels. Cached by shape, colour, size and device pixel ratio. Running stands as the RunningRing's clock says.
[[nodiscard]] QPixmap shapePixmap(Shape shape, const QColor &colour, int size, qreal devicePixelRatio);

/// For buttons, menus and item views that do not paint themselves.
[[nodiscard]] QIcon shapeIcon(Shape shape, const QColor &colour);

/// The program's own icon, in its colours.
[[nodiscard]] QIcon applicationIcon();

/// Paints the shape centred in `area`, `size` pixels high, sharp on the painter's device.
void paintShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &colour, int size);

} // namespace cutover::gui
