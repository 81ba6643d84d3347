// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "domain/rollout.h"
#include "ledger/asyncledger.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"

#include <QObject>
#include <QProcessEnvironment>

#include <atomic>
#include <functional>
#include <memory>

namespace cutover::rollout {

/// Under which kinds a promotion stands in the ledger: production's, or a rehearsal's.
struct PromotionKinds
{
    QStringView intent = kind::promotionIntent;
    QStringView started = kind::promotionStarted;
    QStringView outcome = kind::promotionOutcome;
    QStringView refused = kind::promotionRefused;

    [[nodiscard]] static PromotionKinds ofRehearsal()
    {
        return {kind::rehearsalIntent, kind::rehearsalStarted, kind::rehearsalOutcome, kind::rehearsalRefused};
    }
};

struct PromoteSpec
{
    int percent = 0;
    QString workspace;
    QStringList arguments; ///< of the stage command, filled; none: the built-in writes the stage file
    QProcessEnvironment environment;
    ledger::Actor actor;
    QString decisionId;
    QStringView stageFile = stageFilePath; ///< in the workspace
    PromotionKinds kinds = {};
};

struct PromotionReport
{
    bool done = false; ///< the command succeeded and desired_stage.txt reads back the stage
    domain::Refusals refusals;
    int exitCode = -1;
    QString desiredStage;
};

/// Promotes to one stage: gate, durable intent, gate again in the very call that starts the command, read-back, outcome
/// (RULES section 4).
///
/// Gate and start happen on the ledger's thread in one piece of work, so that no other entry of this console lies
/// between them; the intent is a compare-and-swap against every other console, and so is the entry of its start, which
/// is durable before the command runs: a console that is killed leaves nothing running that the ledger does not tell.
/// Exactly one finished().
class PromoteJob : public QObject
{
    Q_OBJECT

public:
    /// Verifies facts now and asks the gate; runs on the ledger's thread. `ownIntent` is the entry that does not count,
    /// -1 before it is written.
    using Judge = std::function<domain::Refusals(ledger::Ledger &, qint64 ownIntent)>;
    /// How many points the series has at the press, and when the outcome is written; runs on this thread.
    using SeriesLength = std::function<qsizetype()>;

    PromoteJob(ledger::AsyncLedger &ledger, PromoteSpec spec, Judge judge, SeriesLength length,
               QObject *parent = nullptr);
    ~PromoteJob() override;

    void start();
    /// SIGTERM to the command's group now, SIGKILL 100 ms later; returns at once. The outcome is written as failed.
    void stop();
    /// Whether it is a promotion of the attempt that is open in `rollout`.
    [[nodiscard]] bool isOf(const domain::RolloutState &rollout) const;
    /// The command's process group while it runs, else 0.
    [[nodiscard]] qint64 group() const;
    /// Whether this process still has one that will tell its outcome; any thread.
    [[nodiscard]] static bool isAnyFlying();

Q_SIGNALS:
    void commandStarted();
    void outputReceived(const QByteArray &chunk);
    void finished(const cutover::rollout::PromotionReport &report);

private:
    struct Flight;
    struct Takeoff;
    using Begun = ledger::AsyncLedger::Result<domain::Refusals>;
    void onBegun(const Begun &begun);
    void onCommandEnded(int exitCode, bool succeeded);
    void finishRefused(const domain::Refusals &refusals);

    ledger::AsyncLedger &m_ledger;
    PromoteSpec m_spec;
    Judge m_judge;
    SeriesLength m_seriesLength;
    std::shared_ptr<Flight> m_flight;
    bool m_isFinished = false;
};

} // namespace cutover::rollout

Q_DECLARE_METATYPE(cutover::rollout::PromotionReport)
