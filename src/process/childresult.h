// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMetaType>
#include <QString>

namespace cutover::process {

enum class Stream { StandardOutput, StandardError };

enum class Outcome {
    Exited,        ///< by itself; see exitCode
    Signalled,     ///< killed by a signal that this job did not send; see signalNumber
    FailedToStart, ///< never ran; see startFailure
    TimedOut,      ///< killed at its deadline
    Cancelled      ///< by cancel(), before or after it started
};

/// Why nothing ran. `Other` is explained by the system's own words in ChildResult::detail.
enum class StartFailure { None, EmptyCommand, ProgramMissing, ProgramNotExecutable, WorkingFolderMissing, Other };

/// What one child did: the only thing that ChildJob hands over at its end. A value; times are monotonic.
struct ChildResult
{
    Outcome outcome = Outcome::FailedToStart;
    int exitCode = -1; ///< only of Exited, else -1
    int signalNumber = 0;
    StartFailure startFailure = StartFailure::None;
    QString detail; ///< program or folder that is missing, or the system's words; not for people
    QByteArray stdOut;
    QByteArray stdErr;
    bool stdOutTruncated = false; ///< more came than was kept: the first bytes are here
    bool stdErrTruncated = false;
    qint64 durationMs = 0;

    [[nodiscard]] bool succeeded() const { return outcome == Outcome::Exited && exitCode == 0; }
};

[[nodiscard]] QString codeName(Outcome outcome);
[[nodiscard]] QString codeName(StartFailure failure);

} // namespace cutover::process

Q_DECLARE_METATYPE(cutover::process::ChildResult)
Q_DECLARE_METATYPE(cutover::process::Stream)
