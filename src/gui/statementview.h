// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/card.h"

class QPlainTextEdit;
class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// The digest of a statement in groups of four, and the whole statement, unfolded in place when asked for.
class StatementView : public Card
{
    Q_OBJECT

public:
    explicit StatementView(QWidget *parent = nullptr);

    /// `canonical`: the bytes that are signed; `sha256`: their digest, raw. Empty: there is no statement yet.
    void setStatement(const QByteArray &canonical, const QByteArray &sha256);
    [[nodiscard]] bool isUnfolded() const;

    /// Canonical JSON with line breaks and indents between its tokens and nothing else changed; characters that are
    /// not seen or that turn the writing direction stand as \uXXXX.
    [[nodiscard]] static QString readable(const QByteArray &canonical);

Q_SIGNALS:
    void unfolded();

private:
    void fold(bool open);

    ElidedLabel *m_digest[2];
    QPushButton *m_show;
    QPlainTextEdit *m_text;
    ElidedLabel *m_hint;
};

/// "a37e 09c1 …": hexadecimal digits in groups of four.
[[nodiscard]] QString groupsOfFour(QStringView hex);
/// The first `groups` groups and an ellipsis.
[[nodiscard]] QString shortDigest(QStringView hex, int groups);

} // namespace cutover::gui
