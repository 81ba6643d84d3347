// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/profile.h"
#include "process/childjob.h"

#include <QPointer>
#include <QProcessEnvironment>
#include <QString>

namespace cutover::checks {

/// What a command of the profile needs to run here.
struct CommandContext
{
    QString workspace;               ///< absolute; the working folder
    QProcessEnvironment environment; ///< the child's whole environment (process::childEnvironment)
    domain::Limits limits;           ///< for canary-health, whose output is judged as the evidence is
};

/// The `command` source: runs the plan's command and judges it by RULES section 1.
///
/// Go if and only if the files it runs are there, inside the workspace and unchanged until its end; the exit code is 0;
/// a whole line of standard output equals the expected one (escape sequences and outer blanks removed); no refuse
/// pattern matches; every extracted number is there and within its limit. canary-health's standard output is windows
/// instead of a line. Output that was cut off or is not UTF-8 is never Go by what is missing of it.
class CommandCheck : public CheckJob
{
    Q_OBJECT

public:
    CommandCheck(domain::CriterionId id, domain::CriterionPlan plan, CommandContext context, Clock now,
                 QObject *parent = nullptr);
    ~CommandCheck() override;

protected:
    void run() override;
    void abandon() override;

private:
    void startChild(const tl::expected<FileDigests, domain::Reason> &digests);
    void onChildFinished(const process::ChildResult &result);
    void endRefused(const domain::Reason &reason);

    domain::CriterionPlan m_plan;
    CommandContext m_context;
    QPointer<process::ChildJob> m_child;
    QStringList m_arguments;
    QByteArray m_output;
};

} // namespace cutover::checks
