// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;

/// A list of signers as a person compares it: the whole fingerprint of its file in groups, whose signatures count in
/// which roles, version and quorum; what is revoked or expires, what an auditor warns of, and what is proposed. Its
/// text cannot be selected: a fingerprint that is copied was not compared.
class SignersFacts : public QWidget
{
    Q_OBJECT

public:
    explicit SignersFacts(QWidget *parent = nullptr);

    void setSigners(const session::SignersView &signers, const QDateTime &now);
    [[nodiscard]] const QByteArray &digest() const { return m_digestShown; } ///< of the list that is shown

private:
    void addWarnings(const session::SignersView &signers, const QDateTime &now);
    void addProposal(const session::SignersView &signers);

    QByteArray m_shown;
    QByteArray m_digestShown;
    ElidedLabel *m_digest;
    QVBoxLayout *m_list;
    ElidedLabel *m_quorum;
    QWidget *m_proposal;
    QVBoxLayout *m_changes;
};

} // namespace cutover::gui
