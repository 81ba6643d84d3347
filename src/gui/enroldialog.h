// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/signingkeys.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class PassphraseEdit;
class ShapeMark;

/// Makes a signing key for this account: name, e-mail address, passphrase twice. It authorises nobody, and says so.
/// Window-modal: open() it. A key that could not be made leaves nothing behind and the fields as they were, except
/// the passphrases.
class EnrolDialog : public QDialog
{
    Q_OBJECT

public:
    explicit EnrolDialog(keychain::SigningKeys &keys, QWidget *parent = nullptr);
    ~EnrolDialog() override;

    void reject() override;

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
    bool m_isWorking = false;

    QLineEdit *m_name = nullptr;
    QLineEdit *m_email = nullptr;
    PassphraseEdit *m_passphrase = nullptr;
    PassphraseEdit *m_repeat = nullptr;
    ElidedLabel *m_count = nullptr;
    ShapeMark *m_mark = nullptr;
    ElidedLabel *m_line = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_enrol = nullptr;
};

} // namespace cutover::gui
