// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

namespace cutover::gui {

enum class PhaseState { Done, Present, Next, Aborted };

/// One step of the rail, in words of the models.
struct PhaseStep
{
    QString title;
    QString fact; ///< «hold 30 min», «05:23 left»
    PhaseState state = PhaseState::Next;
    QString stateWord; ///< for screen readers: «done», «present», «next», «aborted»
    friend bool operator==(const PhaseStep &, const PhaseStep &) = default;
};

/// Equal steps from pre-flight to closing; not clickable. Each step is a label whose accessible name is
/// «25 %, present, 05:23 left».
class PhaseRail : public QWidget
{
    Q_OBJECT

public:
    explicit PhaseRail(QWidget *parent = nullptr);

    /// Values change in place; labels are remade only when the number of steps changes.
    void setSteps(const QList<PhaseStep> &steps);
    [[nodiscard]] QList<PhaseStep> steps() const { return m_steps; }
    /// 40 px high and without facts, in place of 56.
    void setCompact(bool compact);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class Step;
    QList<PhaseStep> m_steps;
    QList<Step *> m_labels;
    bool m_compact = false;
};

} // namespace cutover::gui
