// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/taborder.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QWidget>

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

} // namespace cutover::gui
