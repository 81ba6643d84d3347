// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "gui/card.h"
#include "gui/refusallist.h"
#include "session/session.h"

class QPushButton;

namespace cutover::gui {

class AwaitedSignature;
class ElidedLabel;

/// What was decided, or why GO cannot be signed (a row, or a station's no-go), and the two signatures; a GO that waits
/// for its quorum, and the way to countersign it. NO-GO can be signed at any time. Where the key or the list of signers
/// is still wanting, the way to it stands here too.
class DecisionPanel : public Card
{
    Q_OBJECT

public:
    explicit DecisionPanel(session::Session &session, QWidget *parent = nullptr);

    void setCompact(bool compact);
    /// The user's keys changed; they are read from disk here and not each second.
    void rereadKeys();

Q_SIGNALS:
    void signPressed(cutover::domain::DecisionKind kind);
    void countersignPressed(const QString &decisionId);
    void enrolPressed();
    void signersPressed();
    void pdfPressed();

private:
    void build();
    void refresh();
    void refreshSigned(const session::View &view);
    [[nodiscard]] QList<RefusalLine> goRefusals(const session::View &view) const;

    session::Session &m_session;
    bool m_compact = false;
    bool m_hasKey = false;
    ElidedLabel *m_headline;
    ElidedLabel *m_detail;
    AwaitedSignature *m_awaited;
    RefusalList *m_refusals;
    QPushButton *m_enrol;
    QPushButton *m_signers;
    QPushButton *m_pdf;
    QPushButton *m_signNoGo;
    QPushButton *m_signGo;
};

} // namespace cutover::gui
