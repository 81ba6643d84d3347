// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "session/session.h"

#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

/// Whose signatures make the decision: those that were given, the chosen key's now, and those that are awaited after
/// it.
class SignQuorum : public QWidget
{
    Q_OBJECT

public:
    explicit SignQuorum(QWidget *parent = nullptr);

    /// Of a decision that nobody signed yet.
    void setSigners(const session::SignersView &signers, const QString &ownFingerprint, domain::DecisionKind kind);
    /// Of one that waits; `ownName` is printed in the chosen key's certificate.
    void setReview(const session::Countersigning &review, const QString &ownName);

private:
    /// False: this is shown already.
    [[nodiscard]] bool clear(const QStringList &facts);
    void addLine(Shape shape, Tone tone, const QString &who, const QString &when);
    void addAwaited(const QList<domain::AwaitedSeats> &awaited, const QString &ownFingerprint);
    void addNeed(const QString &text);

    QVBoxLayout *m_lines;
    QStringList m_shown;
};

} // namespace cutover::gui
