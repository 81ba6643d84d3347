// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/icons.h"
#include "session/view.h"

#include <QWidget>

class QVBoxLayout;

namespace cutover::gui {

/// Whose signatures make the decision: the chosen key's now, and those that are awaited after it.
class SignQuorum : public QWidget
{
    Q_OBJECT

public:
    explicit SignQuorum(QWidget *parent = nullptr);

    void setSigners(const session::SignersView &signers, const QString &ownFingerprint);

private:
    void addLine(Shape shape, Tone tone, const QString &who, const QString &when);

    QVBoxLayout *m_lines;
    QStringList m_shown;
};

} // namespace cutover::gui
