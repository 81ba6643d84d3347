// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "gui/card.h"

#include <QDateTime>

#include <array>

class QPushButton;

namespace cutover::models {
class MatrixModel;
}

namespace cutover::gui {

class ElidedLabel;
class MatrixView;
class StatusTally;

/// The matrix in its card: counts by status, what can be run, progress while it runs. Says what a person wants; who
/// has the session does it.
class MatrixCard : public Card
{
    Q_OBJECT

public:
    enum class Form { Preflight, Rollout };
    enum class Size { Compact, Roomy, Wide };

    explicit MatrixCard(QWidget *parent = nullptr);

    void setForm(Form form, Size size);
    /// Whether «Run all with drills» is the window's one filled button.
    void setPrimary(bool primary);
    void setRows(const std::array<domain::Row, domain::rowCount> &rows, const QDateTime &now);
    void setProgress(bool running, int done, int total);

    [[nodiscard]] MatrixView *view() const { return m_view; }
    [[nodiscard]] models::MatrixModel *model() const { return m_model; }

Q_SIGNALS:
    void runSelectedPressed();
    void runLivePressed();
    void runAllPressed();
    void cancelPressed();

private:
    [[nodiscard]] QPushButton *button(const QString &objectName, const QString &text, const QString &says);
    void applyForm();

    models::MatrixModel *m_model;
    MatrixView *m_view;
    StatusTally *m_tally;
    ElidedLabel *m_progress;
    QPushButton *m_runSelected;
    QPushButton *m_runLive;
    QPushButton *m_runAll;
    QPushButton *m_cancel;
    Form m_form = Form::Preflight;
    Size m_size = Size::Roomy;
    bool m_running = false;
};

} // namespace cutover::gui
