// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QWidget>

class QPushButton;

namespace cutover::gui {

class ElidedLabel;

/// «1 of 2 given, waiting for: …» and the way to the next signature; hidden while nothing of its kind waits for one.
class AwaitedSignature : public QWidget
{
    Q_OBJECT

public:
    AwaitedSignature(session::Session &session, domain::DecisionKind kind, QWidget *parent = nullptr);

    /// The user's keys changed; they are read from disk here and not each second.
    void rereadKeys();
    /// The decision that waits, or none.
    [[nodiscard]] const session::DecisionView *awaited() const;

Q_SIGNALS:
    void countersignPressed(const QString &decisionId);

private:
    void refresh();
    [[nodiscard]] bool isMine(const session::DecisionView &decision) const;

    session::Session &m_session;
    domain::DecisionKind m_kind;
    QStringList m_keys; ///< fingerprints
    ElidedLabel *m_text;
    QPushButton *m_countersign;
};

} // namespace cutover::gui
