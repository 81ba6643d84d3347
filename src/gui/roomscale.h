// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/theme.h"

#include <QObject>
#include <QSize>

#include <functional>

class QLayout;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// The sizes of a view for the room: drawn at 1920 × 1080, and in proportion at any other size, whatever the user's own
/// font. Everything that follows it is told when the view's size or the appearance changes.
class RoomScale : public QObject
{
    Q_OBJECT

public:
    explicit RoomScale(QObject *parent);

    void setSize(const QSize &size);
    [[nodiscard]] int px(double at1080) const;
    [[nodiscard]] QFont font(double at1080, QFont::Weight weight = QFont::Normal) const;
    [[nodiscard]] QFont monoFont(double at1080) const;
    /// Of a button or field.
    void setHeight(QWidget *control, double at1080, double padding) const;
    /// Called now, and again whenever it changes while `context` lives.
    void follow(QObject *context, const std::function<void()> &apply);

    /// Elided where it must; `wraps`: shows all its text.
    [[nodiscard]] ElidedLabel *newLabel(const QString &objectName, double at1080, Tone tone,
                                        QFont::Weight weight = QFont::Normal, bool wraps = false);
    /// Until the scale changes.
    void setType(ElidedLabel *label, double at1080, QFont::Weight weight) const;
    /// Of the room's size; Enter elsewhere never presses it.
    [[nodiscard]] QPushButton *newButton(const QString &objectName, const QString &text);
    void setMargins(QLayout *layout, double left, double top, double right, double bottom, double spacing);

Q_SIGNALS:
    void changed();

private:
    double m_factor = 1;
};

} // namespace cutover::gui
