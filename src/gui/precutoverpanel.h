// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

#include <QMap>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class StartNotice;
class StatusBadge;

/// The pre-cutover validation and the roll-call: what people confirm by name, when it opens, and when it lapses.
class PreCutoverPanel : public Card
{
    Q_OBJECT

public:
    explicit PreCutoverPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);
    /// The stations alone, before anything is signed.
    void setRollCall(bool rollCall);

private:
    struct Line
    {
        StatusBadge *mark = nullptr;
        ElidedLabel *title = nullptr;
        ElidedLabel *said = nullptr;
        QPushButton *go = nullptr;
        QPushButton *noGo = nullptr; ///< stations only
    };
    void addLine(const QString &what, const QString &title, const QString &goText, const QString &goName);
    void rebuildStations();
    void refresh();
    void showLine(const QString &what, Line &line);
    void confirm(const QString &what, bool go);

    session::Session &m_session;
    QLineEdit *m_by;
    QGridLayout *m_grid;
    QMap<QString, Line> m_lines;
    QStringList m_stations;
    StartNotice *m_notice;
    ElidedLabel *m_rows;
    QPushButton *m_runRows;
    ElidedLabel *m_answer;
    bool m_isCompact = false;
    bool m_isRollCall = false;
};

} // namespace cutover::gui
