// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"
#include "session/signerstrust.h"

class QBoxLayout;
class QComboBox;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class PassphraseEdit;
class ShapeMark;

/// Which of this account's signing keys, and its passphrase. Says whether the keychain has the key without asking
/// anybody to unlock it; offers to make one where there is none, and makes none by itself. A key whose signer has
/// `role` comes first.
class KeyPicker : public QWidget
{
    Q_OBJECT

public:
    explicit KeyPicker(session::Session &session, QString role = session::decisionMakerRole);

    /// Key and passphrase in one row, and the words about them as tooltip: for a dialog that is high anyway.
    void setCompact();
    /// Reads the list of keys again; `prefer` is chosen if it is there.
    void reload(const QString &prefer = {});
    [[nodiscard]] QString fingerprint() const; ///< empty: no key
    [[nodiscard]] QString name() const;        ///< printed name in its certificate
    [[nodiscard]] PassphraseEdit *passphrase() const { return m_passphrase; }
    [[nodiscard]] QComboBox *comboBox() const { return m_keys; }

    /// The passphrase for one unlock; the field is empty afterwards.
    [[nodiscard]] crypto::Secret takePassphrase();
    /// The sentence for what the unlock of takePassphrase() led to. After a wrong passphrase with how many tries are
    /// left, and with the focus in its field.
    [[nodiscard]] QString refusedText(const session::Failure &failure);
    /// What the failed unlocks since the last decision lead to; empty for none.
    [[nodiscard]] QString unlocksText() const;

Q_SIGNALS:
    void keyChanged();
    void edited();

private:
    void enrol();
    void showKey();
    void askKeychain();
    [[nodiscard]] QString roles() const;

    session::Session &m_session;
    QString m_role;
    int m_failedUnlocks = 0;
    QList<keychain::SigningKey> m_list;
    QString m_where;
    Card *m_card;
    ShapeMark *m_mark;
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    QPushButton *m_make;
    QComboBox *m_keys;
    QBoxLayout *m_fields;
    bool m_isCompact = false;
    PassphraseEdit *m_passphrase;
    ElidedLabel *m_hint;
};

} // namespace cutover::gui
