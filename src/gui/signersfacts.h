// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

class ElidedLabel;

/// A list of signers as a person compares it: the whole fingerprint of its file in groups, whose signatures count in
/// which roles, version and quorum. Its text cannot be selected: a fingerprint that is copied was not compared.
class SignersFacts : public QWidget
{
    Q_OBJECT

public:
    explicit SignersFacts(QWidget *parent = nullptr);

    void setSigners(const session::SignersView &signers);
    [[nodiscard]] const QByteArray &digest() const { return m_shown; } ///< of the list that is shown

private:
    QByteArray m_shown;
    ElidedLabel *m_digest;
    QVBoxLayout *m_list;
    ElidedLabel *m_quorum;
};

} // namespace cutover::gui
