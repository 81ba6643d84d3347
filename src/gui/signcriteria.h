// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "gui/card.h"

#include <QSet>

class QTableView;

namespace cutover::gui {

class ElidedLabel;
class ShapeMark;
class SignCriteriaModel;

/// The thirteen rows that a decision signs, in full height for a scroll area around it, and which of them have been in
/// view: a row counts once all of it was on screen, and again from the start when what it says changes.
class SignCriteria : public Card
{
    Q_OBJECT

public:
    explicit SignCriteria(QWidget *parent = nullptr);

    void setRows(const QList<domain::StatedRow> &rows, const QDateTime &now);
    /// Ages alone, at `now`.
    void setNow(const QDateTime &now);

    [[nodiscard]] int rowCount() const;
    [[nodiscard]] int seenCount() const;
    [[nodiscard]] bool allSeen() const { return seenCount() == rowCount() && rowCount() > 0; }

Q_SIGNALS:
    void seenChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void noteSeen();
    void showCounts();
    [[nodiscard]] int wantedWidth(int column) const; ///< in one line
    void fitValues();
    [[nodiscard]] int neededHeight(int row) const; ///< for all that it says
    void fitHeight();

    SignCriteriaModel *m_model;
    QTableView *m_table;
    QWidget *m_verdict;
    ShapeMark *m_verdictMark;
    ElidedLabel *m_verdictText;
    QSet<int> m_seen;
    bool m_isNoting = false;
};

} // namespace cutover::gui
