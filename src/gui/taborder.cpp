// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/taborder.h"

#include <QApplication>
#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QWidget>

#include <algorithm>

namespace cutover::gui {

namespace {

void collect(QLayout *layout, QList<QWidget *> &found);

void collect(QWidget *widget, QList<QWidget *> &found)
{
    if ((widget->focusPolicy() & Qt::TabFocus) != 0)
        found.append(widget);
    if (auto *splitter = qobject_cast<QSplitter *>(widget)) {
        for (int i = 0; i < splitter->count(); ++i)
            collect(splitter->widget(i), found);
    } else if (auto *scroll = qobject_cast<QScrollArea *>(widget)) {
        collect(scroll->widget(), found);
    } else if (widget->layout()) {
        collect(widget->layout(), found);
    }
}

void collect(QLayout *layout, QList<QWidget *> &found)
{
    for (int i = 0; i < layout->count(); ++i) {
        auto *item = layout->itemAt(i);
        if (item->widget())
            collect(item->widget(), found);
        else if (item->layout())
            collect(item->layout(), found);
    }
}

} // namespace

QList<QWidget *> focusOrder(const QList<QWidget *> &areas)
{
    QList<QWidget *> found;
    for (QWidget *area : areas)
        collect(area, found);
    return found;
}

void moveFocus(const QList<QWidget *> &areas, int step)
{
    const auto *present = QApplication::focusWidget();
    const auto holds = [present](const QWidget *area) { return area == present || area->isAncestorOf(present); };
    const auto found = std::ranges::find_if(areas, holds);
    qsizetype at = found != areas.end() ? found - areas.begin() : step > 0 ? -1 : 0;
    for (qsizetype tried = 0; tried < areas.size(); ++tried) {
        at = (at + step + areas.size()) % areas.size();
        QList<QWidget *> inside = focusOrder({areas[at]});
        inside.prepend(areas[at]->focusProxy());
        for (QWidget *widget : std::as_const(inside)) {
            if (widget && widget->isVisible() && widget->isEnabled())
                return widget->setFocus(step > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
        }
    }
}

} // namespace cutover::gui
