// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QPlainTextEdit>

class QGridLayout;
class QHBoxLayout;
class QPushButton;

namespace cutover::gui {

class EarlierRuns;
class ElidedLabel;
class MeasureList;
class StatusBadge;

/// One row of the matrix in full: sentence, a bar for each number, command and its files, result, age against its
/// limit, output as it comes or as it was kept, earlier runs.
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
    /// The whole output in a window of its own that is never modal; one that this console did not run, from the ledger.
    void openOutput();
    /// The files that the row's check runs, read-only; or what changed in them since the rehearsal.
    void openScript();
    void openDifference();
    void copyRow();

Q_SIGNALS:
    void backPressed();
    void rehearsePressed();

private:
    void build();
    void placeLinks();
    [[nodiscard]] ElidedLabel *addFact(const QString &name);
    void refresh();
    void refreshFacts(const domain::Row &row);
    void refreshOutput();
    void runAgain();
    void captureBaseline();
    void showOutput(const QByteArray &output);
    [[nodiscard]] QString resultText(const domain::Row &row) const;
    [[nodiscard]] QString ageText(const domain::Row &row) const;

    session::Session &m_session;
    domain::CriterionId m_id = domain::CriterionId::Readyz;
    QDateTime m_shownRun;
    bool m_compact = false;

    StatusBadge *m_badge;
    ElidedLabel *m_sentence;
    MeasureList *m_measures;
    QGridLayout *m_facts;
    QGridLayout *m_links; ///< to what lies behind the row
    QHBoxLayout *m_buttons;
    ElidedLabel *m_commandName;
    ElidedLabel *m_command;
    ElidedLabel *m_judged;
    ElidedLabel *m_result;
    ElidedLabel *m_measured;
    ElidedLabel *m_digest;
    ElidedLabel *m_noteName;
    ElidedLabel *m_note;
    QPlainTextEdit *m_output;
    EarlierRuns *m_earlier;
    ElidedLabel *m_answer;
    QPushButton *m_again;
    QPushButton *m_rehearse;
    QPushButton *m_full;
    QPushButton *m_script;
    QPushButton *m_difference;
    QPushButton *m_copy;
    QPushButton *m_back;
};

} // namespace cutover::gui
