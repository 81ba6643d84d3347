// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace cutover::gui {

class ElidedLabel;
class ShapeMark;

/// The line beneath a field: its hint, or in place of it what is good, doubtful or wrong about the value, with a shape
/// of its own each. Without words it takes no room. The field's accessible description says the same.
class FieldNote : public QWidget
{
    Q_OBJECT
    Q_PROPERTY(QString hint READ hint WRITE setHint)

public:
    enum class Kind { Good, Doubtful, Wrong };

    explicit FieldNote(QWidget *parent = nullptr);

    /// Beneath this field, and with room before the next.
    void setField(QWidget *field);
    [[nodiscard]] QString hint() const { return m_hint; }
    void setHint(const QString &hint);
    void say(Kind kind, const QString &words);
    /// Back to the hint.
    void sayNothing();

private:
    void tell(const QString &words);

    QString m_hint;
    QWidget *m_field = nullptr;
    ShapeMark *m_mark;
    ElidedLabel *m_words;
};

} // namespace cutover::gui
