// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "keychain/signingkeys.h"

class QLineEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class PassphraseEdit;

/// Makes a signing key for this account: name, e-mail address, passphrase twice. It authorises nobody, and says so.
/// Window-modal: open() it. A key that could not be made leaves nothing behind and the fields as they were, except
/// the passphrases.
class EnrolDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit EnrolDialog(keychain::SigningKeys &keys, QWidget *parent = nullptr);
    ~EnrolDialog() override;

Q_SIGNALS:
    void enrolled(const QString &fingerprint);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *newFields();
    void refresh();
    [[nodiscard]] QString missing() const;
    void enrol();
    void onEnrolled(const keychain::SigningKeys::Found &result);

    keychain::SigningKeys &m_keys;
    QString m_failure;

    QLineEdit *m_name = nullptr;
    QLineEdit *m_email = nullptr;
    PassphraseEdit *m_passphrase = nullptr;
    PassphraseEdit *m_repeat = nullptr;
    ElidedLabel *m_count = nullptr;
    QPushButton *m_enrol = nullptr;
};

} // namespace cutover::gui
