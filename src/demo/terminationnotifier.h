// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cutover::demo {

/// Turns SIGTERM and SIGINT into a signal of the event loop. At most one object a process.
class TerminationNotifier : public QObject
{
    Q_OBJECT

public:
    explicit TerminationNotifier(QObject *parent = nullptr);

Q_SIGNALS:
    void terminationAsked();
};

} // namespace cutover::demo
