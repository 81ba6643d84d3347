// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QWidget;

namespace cutover::gui {

/// Every widget in `areas` that takes the focus by Tab, hidden ones too, in the order in which layouts, splitters and
/// scroll areas place them.
[[nodiscard]] QList<QWidget *> focusOrder(const QList<QWidget *> &areas);

} // namespace cutover::gui
