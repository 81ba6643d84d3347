// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace cutover::gui {

/// What differs from the last signed decision, each to be acknowledged by itself. A change that says something else
/// than before has to be acknowledged again.
class ChangeList : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeList(QWidget *parent = nullptr);

    void setChanges(const QList<session::Draft::Change> &changes);
    [[nodiscard]] QStringList acknowledged() const; ///< codes
    [[nodiscard]] int openCount() const;
    /// The first that is not acknowledged, from 1; 0 for none.
    [[nodiscard]] int firstOpen() const;
    [[nodiscard]] const QList<QCheckBox *> &boxes() const { return m_boxes; }

Q_SIGNALS:
    void acknowledgedChanged();
    /// The boxes are others now.
    void rebuilt();

private:
    void rebuild(const QStringList &keptCodes);

    QList<session::Draft::Change> m_changes;
    QList<QCheckBox *> m_boxes;
    QVBoxLayout *m_lines;
};

} // namespace cutover::gui
