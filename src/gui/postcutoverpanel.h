// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

class QGridLayout;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class RefusalList;
class StatusBadge;

/// After 100 %: smoke tests, latency, error rate and evidence integrity, and the press that runs them. A smoke test
/// that failed is told with the abort first. Whether it is shown is the layout's.
class PostCutoverPanel : public Card
{
    Q_OBJECT

public:
    explicit PostCutoverPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);

private:
    struct Line
    {
        StatusBadge *mark = nullptr;
        ElidedLabel *title = nullptr;
        ElidedLabel *value = nullptr;
    };
    void build();
    void addLine();
    void refresh();
    void refreshButton();
    void press();

    session::Session &m_session;
    QString m_failure;
    QString m_lastOutput;
    QGridLayout *m_grid;
    QList<Line> m_lines;
    ElidedLabel *m_offer;
    ElidedLabel *m_output;
    QPushButton *m_run;
    RefusalList *m_refusals;
};

} // namespace cutover::gui
