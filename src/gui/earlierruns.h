// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QGridLayout;

namespace cutover::gui {

/// The last runs of a row before the present one, from the ledger. Hidden while there are none.
class EarlierRuns : public QWidget
{
    Q_OBJECT

public:
    explicit EarlierRuns(session::Session &session, QWidget *parent = nullptr);

    /// Asks the ledger; until it answers, nothing of another row stays.
    void showRow(domain::CriterionId id);
    /// Not wanted: hidden, whatever there is.
    void setWanted(bool wanted);

private:
    void clear();
    void showRuns(const QList<domain::Row> &runs);

    session::Session &m_session;
    domain::CriterionId m_id = domain::CriterionId::Readyz;
    QGridLayout *m_grid;
    bool m_isWanted = true;
};

} // namespace cutover::gui
