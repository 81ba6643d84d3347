// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QScrollArea;
class QWidget;

namespace cutover::gui {

/// After a property that the style sheet selects by: it matches when a widget is polished, not when one changes.
void repolish(QWidget *widget);

/// Without a frame; as wide as there is room, and scrolled downwards only.
[[nodiscard]] QScrollArea *newScroll(QWidget *content);

} // namespace cutover::gui
