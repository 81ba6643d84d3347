// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/childresult.h"

using namespace Qt::StringLiterals;

namespace cutover::process {

QString codeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Exited:
        return u"exited"_s;
    case Outcome::Signalled:
        return u"signalled"_s;
    case Outcome::FailedToStart:
        return u"failed_to_start"_s;
    case Outcome::TimedOut:
        return u"timed_out"_s;
    case Outcome::Cancelled:
        return u"cancelled"_s;
    }
    Q_UNREACHABLE();
}

QString codeName(StartFailure failure)
{
    switch (failure) {
    case StartFailure::None:
        return u"none"_s;
    case StartFailure::EmptyCommand:
        return u"empty_command"_s;
    case StartFailure::ProgramMissing:
        return u"program_missing"_s;
    case StartFailure::ProgramNotExecutable:
        return u"program_not_executable"_s;
    case StartFailure::WorkingFolderMissing:
        return u"working_folder_missing"_s;
    case StartFailure::Other:
        return u"other"_s;
    }
    Q_UNREACHABLE();
}

} // namespace cutover::process
