// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "session/session.h"

class QLineEdit;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class KeyPicker;
class SignButton;
class SignersFacts;
class TrustedKeys;

/// The workspace's list of signers: founds one with an own key where there is none, or pins the one that is there
/// after a person compared its fingerprint; once it is pinned, shows what is proposed for its next version, approves it
/// with the key of another administrator, and opens the proposing of one (RULES section 3). Window-modal: open() it.
/// What fails changes nothing.
class SignersDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit SignersDialog(session::Session &session, QWidget *parent = nullptr);
    ~SignersDialog() override;

Q_SIGNALS:
    void pinned();

protected:
    void forgetSecrets() override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Task { Found, Pin, Approve, Nothing };

    void build();
    [[nodiscard]] QWidget *newFoundPage();
    [[nodiscard]] QWidget *newPinPage();
    [[nodiscard]] Task task() const;
    [[nodiscard]] QString ownAmong(const QStringList &keys) const;
    void refreshActs(Task present);
    [[nodiscard]] QString restingLine() const;
    void preferApprover();
    void fit();
    void refresh();
    void refreshHead(Task present);
    void refreshFoot(Task present);
    [[nodiscard]] QString missing() const;
    void found();
    void pin();
    void approve();
    void propose();
    void onDone(const session::Result<session::SignersView> &result);
    void work(bool working);

    session::Session &m_session;
    QString m_failure;

    QStackedWidget *m_pages = nullptr;
    TrustedKeys *m_trusted = nullptr;
    KeyPicker *m_key = nullptr;
    SignersFacts *m_facts = nullptr;
    QScrollArea *m_scroll = nullptr;
    ElidedLabel *m_intro = nullptr;
    ElidedLabel *m_ask = nullptr;
    QLineEdit *m_typed = nullptr;
    SignButton *m_found = nullptr;
    QPushButton *m_pin = nullptr;
    KeyPicker *m_approver = nullptr;
    SignButton *m_approve = nullptr;
    QPushButton *m_propose = nullptr;
    QByteArray m_proposalShown; ///< what is approved is what was read
};

} // namespace cutover::gui
