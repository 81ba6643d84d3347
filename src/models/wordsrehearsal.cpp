// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsrehearsal.h"

#include "models/words.h"

namespace cutover::models {

using namespace Qt::StringLiterals;
using Phase = rollout::RehearsalProgress::Phase;

namespace {

constexpr int msPerSecond = 1000;

QString secondsText(qint64 seconds)
{
    return valueText(static_cast<double>(seconds), domain::Unit::Seconds);
}

QString causeText(const domain::RehearsalStep &step)
{
    const QString &cause = step.cause;
    if (cause == "cancelled"_L1)
        return u"Stopped by hand; its stage file is set back."_s;
    if (cause == "command_failed"_L1)
        return u"The command ended with exit %1."_s.arg(step.exitCode);
    if (cause == "not_read_back"_L1)
        return u"The rehearsal’s stage file reads “%1” after the command."_s.arg(oneLine(step.desiredStage));
    if (cause == "production_stage_changed"_L1)
        return u"Production’s stage file changed meanwhile; mend the command before anything else."_s;
    if (cause == "rollout_under_way"_L1)
        return u"A rollout began meanwhile."_s;
    if (cause == "script_changed"_L1)
        return u"A production command changed meanwhile; rehearse again."_s;
    if (cause == "version_changed"_L1)
        return u"The version changed meanwhile; rehearse again."_s;
    if (cause == "blind"_L1)
        return u"No new evidence came."_s;
    if (cause == "inconclusive"_L1)
        return u"Too few green windows came in time."_s;
    if (cause == "not_recovered"_L1)
        return u"Readyz was not Go three times in a row after the abort."_s;
    return u"Production would have been aborted or held: %1."_s.arg(QString(cause).replace(u'_', u' '));
}

} // namespace

QString rehearsalProgressText(const rollout::RehearsalProgress &progress)
{
    switch (progress.phase) {
    case Phase::Stepping:
        return u"Running the stage command."_s;
    case Phase::Holding:
        return u"Holding, %1 of %2 watched."_s.arg(secondsText(progress.heldMs / msPerSecond),
                                                   secondsText(progress.holdMs / msPerSecond));
    case Phase::Validating:
        return u"%1 of %2 windows green."_s.arg(progress.have).arg(progress.need);
    case Phase::Aborting:
        return u"Running the abort command."_s;
    case Phase::Recovering:
        return u"Recovering, %1 of %2 Go in a row."_s.arg(progress.have).arg(progress.need);
    }
    return {};
}

QString rehearsalStepText(const domain::RehearsalStep &step)
{
    if (!step.passed)
        return causeText(step);
    return step.heldS > 0 ? u"Passed, held %1."_s.arg(secondsText(step.heldS)) : u"Passed."_s;
}

QString rehearsalElsewhereText(const QDateTime &since)
{
    return u"REHEARSAL running since %1, in another process."_s.arg(timeText(since));
}

} // namespace cutover::models
