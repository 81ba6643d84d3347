// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/reportcomparison.h"
#include "gui/card.h"
#include "session/session.h"

#include <optional>

class QComboBox;
class QListWidget;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// A report of earlier against the present, beside the matrix: which, and what changed since, as it changes. Without a
/// report it says how one is made. Lives no longer than its session.
class ReportView : public Card
{
    Q_OBJECT

public:
    explicit ReportView(session::Session &session, QWidget *parent = nullptr);

    /// The workspace's own reports anew, newest first, and the newest of them shown.
    void showNewest();
    void openReport(const QString &file);

Q_SIGNALS:
    void backPressed();

private:
    struct Reading
    {
        QString file;
        std::optional<formats::Report> report;
        session::Failure failure;
    };

    void build();
    void listReports();
    void chooseFile();
    void take(const Reading &reading);
    void refresh();
    void showEmpty(const QString &words);
    [[nodiscard]] static Reading read(const QString &file);

    session::Session &m_session;
    std::optional<formats::Report> m_report;
    QString m_asked; ///< the file that is being read, or was
    QComboBox *m_files;
    QPushButton *m_other;
    QPushButton *m_back;
    ElidedLabel *m_sentence;
    QListWidget *m_changes;
};

} // namespace cutover::gui
