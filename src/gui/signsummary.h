// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "gui/card.h"

class QGridLayout;

namespace cutover::gui {

/// What the statement says at its head: decision, version, target, until when, commit, ledger.
class SignSummary : public Card
{
    Q_OBJECT

public:
    explicit SignSummary(QWidget *parent = nullptr);

    void setStatement(const domain::Statement &statement);

private:
    ElidedLabel *addField(const QString &name, int row, int column, bool isStrong);

    QGridLayout *m_grid;
    ElidedLabel *m_decision;
    ElidedLabel *m_version;
    ElidedLabel *m_until;
    ElidedLabel *m_id;
    ElidedLabel *m_environment;
    ElidedLabel *m_target;
    ElidedLabel *m_commit;
    ElidedLabel *m_ledger;
    ElidedLabel *m_deviations;
};

} // namespace cutover::gui
