// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "gui/refusallist.h"
#include "session/session.h"

class QComboBox;
class QPushButton;

namespace cutover::gui {

class AwaitedSignature;
class DeviationsTable;
class ElidedLabel;
class RefusalList;

/// How the cutover ended (RULES section 6): validated, with deviations that are named here, or rolled back after an
/// abort; and the press that opens the statement to be signed. What stands in the way is said beside it.
class ClosingPanel : public Card
{
    Q_OBJECT

public:
    explicit ClosingPanel(session::Session &session, QWidget *parent = nullptr);
    void setCompact(bool compact);
    /// Whether this user can sign; read from disk here and not each second.
    void rereadKeys();

Q_SIGNALS:
    void countersignPressed(const QString &decisionId);
    void closingPressed(const cutover::domain::Closing &closing);

private:
    void build();
    void refresh();
    void refreshOutcomes();
    void prefill();
    [[nodiscard]] QDate usualDay() const;
    [[nodiscard]] domain::Closing closing() const;
    [[nodiscard]] QList<RefusalLine> refusals() const;

    session::Session &m_session;
    bool m_hasKey = false;
    bool m_isAborted = false;
    AwaitedSignature *m_awaited;
    QComboBox *m_outcome;
    ElidedLabel *m_explained;
    QWidget *m_named;
    DeviationsTable *m_deviations;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_sign;
    RefusalList *m_refusals;
};

} // namespace cutover::gui
