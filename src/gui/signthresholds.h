// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "gui/card.h"

#include <QList>

class QGridLayout;

namespace cutover::gui {

/// The thresholds that the statement puts in force, what of them is looser than the checklist, and what it binds.
class SignThresholds : public Card
{
    Q_OBJECT

public:
    explicit SignThresholds(QWidget *parent = nullptr);

    void setStatement(const domain::Statement &statement);

private:
    void setLoosened(const QList<domain::Loosened> &rules);

    ElidedLabel *m_limits;
    ElidedLabel *m_bound;
    QWidget *m_loosened;
    QGridLayout *m_rules;
    QList<domain::Loosened> m_shown;
};

} // namespace cutover::gui
