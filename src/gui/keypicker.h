// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"
#include "session/session.h"

class QComboBox;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;
class PassphraseEdit;
class ShapeMark;

/// Which of this account's signing keys, and its passphrase. Says whether the keychain has the key without asking
/// anybody to unlock it; offers to make one where there is none, and makes none by itself.
class KeyPicker : public QWidget
{
    Q_OBJECT

public:
    explicit KeyPicker(session::Session &session, QWidget *parent = nullptr);

    /// Reads the list of keys again; `prefer` is chosen if it is there.
    void reload(const QString &prefer = {});
    [[nodiscard]] QString fingerprint() const; ///< empty: no key
    [[nodiscard]] QString name() const;        ///< printed name in its certificate
    [[nodiscard]] PassphraseEdit *passphrase() const { return m_passphrase; }
    [[nodiscard]] QComboBox *comboBox() const { return m_keys; }

Q_SIGNALS:
    void keyChanged();
    void edited();
    void enrolmentWanted();

private:
    void showKey();
    void askKeychain();
    [[nodiscard]] QString roles() const;

    session::Session &m_session;
    QList<keychain::SigningKey> m_list;
    QString m_where;
    Card *m_card;
    ShapeMark *m_mark;
    ElidedLabel *m_name;
    ElidedLabel *m_facts;
    QPushButton *m_make;
    QComboBox *m_keys;
    PassphraseEdit *m_passphrase;
    ElidedLabel *m_hint;
};

} // namespace cutover::gui
