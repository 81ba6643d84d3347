// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/roomscale.h"
#include "session/view.h"

#include <QWidget>

class QGridLayout;
class QLineEdit;
class QPushButton;

namespace cutover::gui {

class RoomMark;

/// The row that is asked, and its station's question.
class CeremonyPoll : public QWidget
{
    Q_OBJECT

public:
    explicit CeremonyPoll(RoomScale &scale, QWidget *parent = nullptr);

    struct Moment
    {
        domain::CriterionId row = domain::CriterionId::Readyz;
        QDateTime askedAt;
        QDateTime now;
        bool isBusy = false; ///< an answer is on its way into the ledger, or the question was only just put
        QString failure;
    };
    void showView(const session::View &view, const Moment &moment);
    [[nodiscard]] QString answerer() const;
    [[nodiscard]] bool canGo() const;
    [[nodiscard]] bool canNoGo() const;

Q_SIGNALS:
    void answered(bool go);
    /// Somebody is through with the name.
    void named();

private:
    [[nodiscard]] QWidget *newQuestion();
    void showFacts(const domain::Row &row, const QDateTime &now);
    void showQuestion(const session::View &view, const Moment &moment);
    [[nodiscard]] QString refusal(const domain::Row &row, const Moment &moment) const;

    RoomScale &m_scale;
    ElidedLabel *m_place;
    ElidedLabel *m_title;
    RoomMark *m_mark;
    QGridLayout *m_facts;
    ElidedLabel *m_observed;
    ElidedLabel *m_limit;
    ElidedLabel *m_measured;
    ElidedLabel *m_source;
    ElidedLabel *m_question;
    ElidedLabel *m_asked;
    ElidedLabel *m_refusal;
    QLineEdit *m_name;
    QPushButton *m_noGo;
    QPushButton *m_go;
    QString m_shown; ///< what the name was filled in for: row and station
};

} // namespace cutover::gui
