// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QPlainTextEdit>

class QGridLayout;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class MeasureList;
class StatusBadge;

/// One row of the matrix in full: sentence, a bar for each number, command, result, output as it comes, earlier runs.
/// Follows the session; never moves while values change.
class DetailPanel : public Card
{
    Q_OBJECT

public:
    explicit DetailPanel(session::Session &session, QWidget *parent = nullptr);

    void showRow(domain::CriterionId id);
    [[nodiscard]] domain::CriterionId row() const { return m_id; }
    /// Without output and earlier runs, with the note.
    void setCompact(bool compact);
    void setBackVisible(bool visible);
    /// The whole output in a window of its own that is never modal.
    void openOutput();
    void copyRow();

Q_SIGNALS:
    void backPressed();

private:
    void build();
    [[nodiscard]] ElidedLabel *addFact(const QString &name);
    void refresh();
    void refreshFacts(const domain::Row &row);
    void refreshOutput();
    void askEarlierRuns();
    void showEarlierRuns(const QList<domain::Row> &runs);
    void runAgain();
    void captureBaseline();
    [[nodiscard]] QString resultText(const domain::Row &row) const;

    session::Session &m_session;
    domain::CriterionId m_id = domain::CriterionId::Readyz;
    QDateTime m_shownRun;
    bool m_compact = false;

    StatusBadge *m_badge;
    ElidedLabel *m_sentence;
    MeasureList *m_measures;
    QGridLayout *m_facts;
    ElidedLabel *m_commandName;
    ElidedLabel *m_command;
    ElidedLabel *m_result;
    ElidedLabel *m_measured;
    ElidedLabel *m_digest;
    ElidedLabel *m_noteName;
    ElidedLabel *m_note;
    QPlainTextEdit *m_output;
    QWidget *m_earlier;
    QGridLayout *m_earlierGrid;
    ElidedLabel *m_answer;
    QPushButton *m_again;
    QPushButton *m_full;
    QPushButton *m_copy;
    QPushButton *m_back;
};

} // namespace cutover::gui
