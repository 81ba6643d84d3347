// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "gui/refusallist.h"
#include "session/session.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace cutover::gui {

class ChangeList;
class ElidedLabel;
class KeyPicker;
class ShapeMark;
class SignCriteria;
class SignDraft;
class SignQuorum;
class SignSummary;
class SignThresholds;
class StatementView;

/// Signs one decision, or adds a signature to one that waits for its quorum: shows the whole statement of one snapshot,
/// asks for what the rules ask for, and says in words what is still missing (RULES section 3). Window-modal: open() it,
/// never exec(). Nothing is signed but by the Sign button, which no Enter or Space reaches; whatever fails leaves
/// everything as it was.
class SignDialog : public FormDialog
{
    Q_OBJECT

public:
    SignDialog(session::Session &session, domain::DecisionKind kind, QWidget *parent = nullptr);
    /// How the cutover ended.
    SignDialog(session::Session &session, const domain::Closing &closing, QWidget *parent = nullptr);
    /// A countersignature: envelope and PDF are verified first, and what the first signer saw is shown.
    SignDialog(session::Session &session, const session::DecisionView &pending, QWidget *parent = nullptr);
    ~SignDialog() override;

Q_SIGNALS:
    /// It is in the ledger; `told`: what the signature led to.
    void decisionSigned(const cutover::session::Signed &done, const QString &told);

protected:
    void forgetSecrets() override;
    void showEvent(QShowEvent *event) override;

private:
    SignDialog(session::Session &session, SignDraft *draft, const domain::Closing &closing,
               const QList<domain::AwaitedSeats> &awaited, QWidget *parent);
    [[nodiscard]] bool isCountersigning() const;
    void preferAwaitedKey(const QList<domain::AwaitedSeats> &awaited);
    void proposeMeaning(const QString &role);
    void build();
    void buildHead();
    [[nodiscard]] QWidget *newBody();
    [[nodiscard]] QWidget *newFacts();
    [[nodiscard]] QWidget *newForm();
    void buildFoot();
    void wire();
    void orderTabs();
    void fit();

    void requestDraft();
    void refresh();
    void refreshFacts();
    void refreshRefusals();
    void refreshReview();
    void refreshHead();
    void refreshFoot();
    [[nodiscard]] QString reason() const;
    [[nodiscard]] QStringList wants() const;
    [[nodiscard]] QList<RefusalLine> refusalLines() const;
    [[nodiscard]] QString beingMade() const;
    [[nodiscard]] QString verdictWants() const;
    [[nodiscard]] QString newestEvidence() const;
    void sign();
    void onSigned(const session::Result<session::Signed> &result);
    void forgetFailure();
    void openSigners();

    session::Session &m_session;
    domain::DecisionKind m_kind;
    SignDraft *m_draft;
    QByteArray m_shownDigest;
    QString m_failure;

    ElidedLabel *m_snapshot = nullptr;
    ElidedLabel *m_newer = nullptr;
    ShapeMark *m_newerMark = nullptr;
    QScrollArea *m_scroll = nullptr;
    QWidget *m_refusalCard = nullptr;
    RefusalList *m_refusals = nullptr;
    QPushButton *m_signers = nullptr;
    SignSummary *m_summary = nullptr;
    SignThresholds *m_thresholds = nullptr;
    SignCriteria *m_criteria = nullptr;
    StatementView *m_statement = nullptr;
    ElidedLabel *m_changesHeading = nullptr;
    ChangeList *m_changes = nullptr;
    ElidedLabel *m_signedBefore = nullptr;
    QLineEdit *m_meaning = nullptr;
    QPlainTextEdit *m_reason = nullptr;
    ElidedLabel *m_reasonCount = nullptr;
    KeyPicker *m_key = nullptr;
    SignQuorum *m_quorum = nullptr;
    QPushButton *m_sign = nullptr;
};

} // namespace cutover::gui
