// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/formdialog.h"
#include "session/session.h"

namespace cutover::gui {

class KeyPicker;

/// Seals every file of the evidence folder as it is now, with a key of this account that the list of signers gives the
/// role of evidence. Window-modal: open() it. What fails leaves the former seal as it was.
class SealDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit SealDialog(session::Session &session, QWidget *parent = nullptr);
    ~SealDialog() override;

Q_SIGNALS:
    /// `isBad`: the words tell of sealed files that are not what they were.
    void evidenceSealed(const QString &words, bool isBad);

protected:
    void forgetSecrets() override;

private:
    void build();
    void refresh();
    [[nodiscard]] QString missing() const;
    void seal();
    void onSealed(const session::Result<session::Sealed> &result);

    session::Session &m_session;
    QString m_failure;
    KeyPicker *m_key = nullptr;
    QPushButton *m_seal = nullptr;
};

} // namespace cutover::gui
