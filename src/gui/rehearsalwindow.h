// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "session/session.h"

class QCheckBox;
class QGridLayout;
class QPlainTextEdit;

namespace cutover::gui {

/// Rehearses the rollout: which steps, how far it is, and what came of each. Never modal; closing it stops nothing, and
/// it shows the same when it is shown again. Lives no longer than its session.
class RehearsalWindow : public FormDialog
{
    Q_OBJECT

public:
    explicit RehearsalWindow(session::Session &session, QWidget *parent = nullptr);
    ~RehearsalWindow() override;

private:
    /// One step, or the abort drill as 0 %.
    struct Line
    {
        int percent = 0;
        QCheckBox *wanted = nullptr;
        ShapeMark *mark = nullptr;
        ElidedLabel *words = nullptr;
    };

    void build();
    [[nodiscard]] QWidget *newMiddle();
    void addLine(QGridLayout &grid, int percent);
    void sayPlan(Line &line);
    void say(Line &line, Shape shape, Tone tone, const QString &words);
    [[nodiscard]] session::RehearsalRequest request() const;
    void rehearse();
    void onProgress(const rollout::RehearsalProgress &progress);
    void onRehearsed(const session::Result<domain::Rehearsal> &record);
    void showRecord(const domain::Rehearsal &record);
    void takeOutput(const QByteArray &chunk);
    void refresh();

    session::Session &m_session;
    bool m_isRunning = false;
    bool m_isStopping = false;
    QString m_failure;
    QString m_result;
    QList<Line> m_lines;
    QPlainTextEdit *m_output = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_start = nullptr;
};

} // namespace cutover::gui
