// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/linediff.h"
#include "session/scriptfiles.h"
#include "session/session.h"

#include <QDialog>

class QListWidget;
class QPlainTextEdit;
class QTabWidget;

namespace cutover::gui {

class ElidedLabel;

/// What a row's check runs: each file to read, and what changed in it since the rehearsal or the last signed decision.
/// Read-only, never modal, runs nothing. A probe without files says what it looks at. Lives no longer than its session.
class ScriptView : public QDialog
{
    Q_OBJECT

public:
    enum class Tab { Difference, File };

    ScriptView(session::Session &session, domain::CriterionId id, Tab tab, QWidget *parent = nullptr);

private:
    void build();
    void take(const session::Result<QList<session::ScriptFile>> &files);
    void showFile(int index);
    void compare(const session::ScriptFile &file);
    void showDifference(const std::optional<QList<models::DiffLine>> &lines);
    void say(const QString &sentence);

    session::Session &m_session;
    domain::CriterionId m_id;
    QList<session::ScriptFile> m_files;
    int m_shown = -1;
    ElidedLabel *m_sentence;
    QListWidget *m_list;
    QTabWidget *m_tabs;
    QPlainTextEdit *m_difference;
    QPlainTextEdit *m_text;
};

} // namespace cutover::gui
