// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "session/session.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;
class KeyPicker;
class SignButton;

/// Proposes the next version of the list of signers (RULES section 3): who leaves or is revoked, whose certificate
/// comes from a file and with which roles, how many decision makers must sign. A certificate is read when it is added,
/// and its name and fingerprint are shown; once another version is in force, nothing of all that can be proposed.
/// Nothing counts before it is approved.
/// Deputies, policy and evidence keys are the command line's. Window-modal: open() it. What fails changes nothing.
class ProposeDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit ProposeDialog(session::Session &session, QWidget *parent = nullptr);
    ~ProposeDialog() override;

Q_SIGNALS:
    void proposed();

protected:
    void forgetSecrets() override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Fate { Stays, Leaves, Revoked };
    struct Line
    {
        QString fingerprint;
        QComboBox *fate = nullptr;
    };

    [[nodiscard]] QWidget *newListed();
    [[nodiscard]] QWidget *newComing();
    void wire();
    void chooseFile();
    void addMember();
    void takeMember(const QString &file, const session::Result<domain::Signer> &read);
    void showMembers();
    [[nodiscard]] QStringList roles() const;
    [[nodiscard]] session::ProposeSigners request() const;
    [[nodiscard]] QString missing() const;
    void refresh();
    void propose();
    void onDone(const session::Result<session::SignersView> &result);

    session::Session &m_session;
    QString m_failure;
    QByteArray m_shown; ///< the list in force that all this is chosen against
    int m_neededBefore = 1;
    QList<Line> m_lines;
    bool m_isReading = false;
    QList<domain::Signer> m_added; ///< as read when they were added: what is shown is what is proposed
    QStringList m_files;           ///< parallel: where from
    QLineEdit *m_file = nullptr;
    QPushButton *m_choose = nullptr;
    QList<QCheckBox *> m_roles;
    QLineEdit *m_ownRole = nullptr;
    QPushButton *m_add = nullptr;
    ElidedLabel *m_coming = nullptr;
    QScrollArea *m_comingScroll = nullptr;
    QSpinBox *m_needed = nullptr;
    KeyPicker *m_key = nullptr;
    SignButton *m_propose = nullptr;
};

} // namespace cutover::gui
