// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/commandfiles.h"
#include "checks/evidencesurvey.h"
#include "checks/teamready.h"
#include "domain/ceremony.h"
#include "domain/rehearsal.h"
#include "domain/rollout.h"
#include "domain/row.h"
#include "domain/series.h"
#include "ledger/ledgerentry.h"
#include "rollout/flight.h"
#include "session/signatureorigins.h"
#include "session/signerschain.h"
#include "session/view.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>

#include <array>
#include <optional>

namespace cutover::session {

/// One signature of a decision as its ledger entry names it.
struct SignatureRecord
{
    QDateTime at;
    QString name; ///< printed
    QString fingerprint;
    QString role;
    QString meaning; ///< of a countersigner; the first signer's stands in the statement, and so does his reason
    QString reason;
};

/// A signed decision as its ledger entries name it: the first signature's, and each countersignature's.
struct DecisionRecord
{
    qint64 entry = -1; ///< the first signature's
    QDateTime at;      ///< from when it counts: of the signature with which the quorum is there
    domain::DecisionKind kind = domain::DecisionKind::NoGo;
    QString id;
    QByteArray statementSha256;
    QByteArray envelopeSha256; ///< of the last revision
    QByteArray pdfSha256;      ///< likewise
    QList<SignatureRecord> signatures = {};
    QString attemptId = {}; ///< of a closing

    /// When each key signed.
    [[nodiscard]] QList<domain::Signing> signings() const;
};

/// What consoles recorded of one source's windows.
struct RecordedSeries
{
    QList<domain::SeriesPoint> points;
    bool isRewritten = false; ///< different pasts were recorded, or one with a gap; a correction does not undo it
};

/// The last attempt that was aborted and whose closing is not signed yet: the next GO does not wait for it.
struct RolledBack
{
    domain::RolloutState rollout; ///< as it was before that
    DecisionRecord go;
};

/// A signed decision that lacks time stamps which its console asked for in vain, by its last revision.
struct Unstamped
{
    QString decision; ///< as its entries name it
    QByteArray statementSha256;
    QByteArray envelopeSha256;
    QByteArray pdfSha256;
    QString cause; ///< a code: why the last one that was asked for did not come
};

/// What the ledger says, folded: the rollout, the last run of every row, notes, the series, decisions, the pinned list.
/// A value on the ledger's thread; the session sees copies.
struct Records
{
    qint64 size = 0;          ///< entries folded
    qint64 lastDeciding = -1; ///< of those: what an act judged by these records is a compare-and-swap on
    qint64 lastStop = -1;     ///< the last abort or stand-down that somebody pressed
    qint64 lastEnd = -1;      ///< the last of them that ended the attempt at hand
    domain::RolloutState rollout;
    std::array<domain::Row, domain::rowCount> rows;
    std::array<checks::FileDigests, domain::rowCount> scripts; ///< digests of what each row ran
    std::array<QByteArray, domain::rowCount> plans;            ///< SHA-256 of the plan each row was run by
    std::array<QByteArray, domain::rowCount> outputs;          ///< SHA-256 of the raw output
    QMap<domain::CriterionId, QString> notes;
    QList<checks::StationAnswer> rollCall;
    domain::Ceremonies ceremonies;
    /// By metrics::seriesSource(): no source's windows continue another's, and none is judged by another's past. One
    /// that is named again goes on from its own.
    QMap<QString, RecordedSeries> series;
    QString lastSource;                         ///< the one recorded last
    std::optional<DecisionRecord> lastGo;       ///< complete ones only, and so is
    std::optional<DecisionRecord> lastDecision; ///< this one
    std::optional<DecisionRecord> pendingGo;    ///< as rollout.pending, or what that was; likewise
    std::optional<DecisionRecord> pendingClosing;
    QMap<QString, Unstamped> unstamped;    ///< by decision id
    QMap<QString, checks::LastSeal> seals; ///< by the manifest's file
    SignersRecords signers;
    SignatureOrigins origins;               ///< whose bytes are the ledger's
    QList<PromotionMark> marks;             ///< of the present attempt
    int failedUnlocks = 0;                  ///< since the last decision
    rollout::PromotionFlight flight;        ///< the promotion whose outcome is not told yet
    rollout::AbortFlight abortFlight;       ///< the abort whose outcome is not told yet
    QHash<QString, QJsonObject> deliveries; ///< what came of a message at a target, by its id there
    qint64 receipt = -1;                    ///< the last entry that a receipt confirmed something by
    std::optional<RolledBack> rolledBack;
    QList<domain::Row> postCutover;     ///< the last run's, of the present attempt
    std::optional<qint64> smokeTestsMs; ///< how long they took when they last ended by themselves, in any attempt
    std::optional<domain::Rehearsal> rehearsal; ///< the last one; nothing too where its entry cannot be read

    Records();
    /// The attempt before the present one, while its recovery after an abort is neither proven nor given up; nothing
    /// an hour after that.
    [[nodiscard]] std::optional<QString> unrecovered(const QDateTime &now) const;
    void fold(const ledger::Entry &entry);

    /// The decision or closing that waits for signatures and was not superseded; null where `id` is none.
    [[nodiscard]] const DecisionRecord *awaiting(const QString &id) const;
    /// Those there are: a GO, a closing.
    [[nodiscard]] QList<DecisionRecord> awaiting() const;
    /// The GO of rollout.judged().
    [[nodiscard]] const DecisionRecord *judgedGo() const;
};

[[nodiscard]] Records foldRecords(const QList<ledger::Entry> &entries, Records records = {});

/// `plan` is checks::planDigest() of the profile that the row was run by.
[[nodiscard]] QJsonObject checkPayload(const domain::Row &row, const checks::FileDigests &scripts,
                                       const QByteArray &plan = {});
[[nodiscard]] QJsonObject windowsPayload(qsizetype from, const QList<domain::SeriesPoint> &points,
                                         const QString &source = {});

} // namespace cutover::session
