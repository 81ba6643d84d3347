// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace cutover::gui {

/// Every widget in `areas` that takes the focus by Tab, hidden ones too, in the order in which layouts, splitters and
/// scroll areas place them.
[[nodiscard]] QList<QWidget *> focusOrder(const QList<QWidget *> &areas);

/// Gives the focus to the next area in the direction of `step` (1 or -1) that can take it, round and round: to its
/// proxy, else to its first widget. From outside every area forwards to the first, backwards to the last.
void moveFocus(const QList<QWidget *> &areas, int step);

} // namespace cutover::gui
