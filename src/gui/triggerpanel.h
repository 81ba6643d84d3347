// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

class QGridLayout;

namespace cutover::gui {

class ElidedLabel;
class MeasureBar;
class StatusBadge;

/// The five conditions of «Trigger Conditions (Automatic Abort)», each with its distance; the head says whether
/// somebody watches them. While they are blind no condition that the evidence
/// judges is shown as kept: its last number is stale. One that was broken stays so. A number that a trigger judges is
/// shown, of a window that is not wholly readable too.
class TriggerPanel : public Card
{
    Q_OBJECT

public:
    explicit TriggerPanel(session::Session &session, QWidget *parent = nullptr);
    /// Without the limits, which the bars show.
    void setCompact(bool compact);

private:
    enum class Verdict { Kept, Broken, Stale, NoData };

    struct Line
    {
        StatusBadge *mark = nullptr;
        ElidedLabel *value = nullptr;
        MeasureBar *bar = nullptr;
        ElidedLabel *limit = nullptr;
        ElidedLabel *distance = nullptr;
    };
    [[nodiscard]] Line addLine(const QString &id, const QString &name, bool withBar);
    void refresh();
    void refreshHead();
    void refreshReadyz();
    void refreshNumbers();
    void refreshEvidence();
    [[nodiscard]] Verdict byEvidence(std::optional<bool> good) const;
    void showNumber(Line &line, const std::optional<domain::Measure> &measure, const QString &value,
                    const QString &limit, const QString &distance);
    void showState(Line &line, Verdict verdict, const QString &value, const QString &limit, const QString &distance);

    session::Session &m_session;
    ElidedLabel *m_tripped;
    QGridLayout *m_grid;
    Line m_readyz, m_burst, m_p99, m_errors, m_evidence;
    bool m_compact = false;
};

} // namespace cutover::gui
