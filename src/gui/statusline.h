// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "gui/theme.h"

#include <QList>
#include <QWidget>

class QHBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class MessageStatus;
class ShapeMark;

/// The foot of the window: facts with their shapes from the left, messages and the UTC clock at the right. Values
/// change in place.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    struct Item
    {
        Shape shape = Shape::NotRun;
        Tone tone = Tone::Text2; ///< of shape and words; Text2 for what is well
        Tone shapeTone = Tone::Go;
        QString text;
        friend bool operator==(const Item &, const Item &) = default;
    };

    explicit StatusLine(QWidget *parent = nullptr);

    void setItems(const QList<Item> &items);
    void setClock(const QString &text);
    [[nodiscard]] MessageStatus *messages() const { return m_messages; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Place
    {
        ShapeMark *mark;
        ElidedLabel *label;
    };

    QList<Item> m_items;
    QList<Place> m_places;
    QHBoxLayout *m_row;
    MessageStatus *m_messages;
    ElidedLabel *m_clock;
};

} // namespace cutover::gui
