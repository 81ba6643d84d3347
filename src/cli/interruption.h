// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace cutover::cli {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of the event loop; a prompt, which waits by itself, polls
/// descriptor().
///
/// What the caller had ignored (nohup, a job in the background) stays ignored. SIGPIPE is ignored for good: a reader
/// that leaves early (`| head`) must not end a promotion halfway. At most one object a process; its end restores the
/// default handling.
class Interruption : public QObject
{
    Q_OBJECT

public:
    explicit Interruption(QObject *parent = nullptr);
    ~Interruption() override;

    /// Readable once a signal came that was not taken yet.
    [[nodiscard]] int descriptor() const;
    /// The number of the signal that came, taken off; 0 if none did.
    [[nodiscard]] int take();

Q_SIGNALS:
    void interrupted(int number);
};

} // namespace cutover::cli
