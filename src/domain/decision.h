// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ceremony.h"
#include "domain/evidence.h"
#include "domain/profile.h"
#include "domain/row.h"

#include <QByteArray>
#include <QDateTime>
#include <QMap>
#include <QString>

#include <optional>

namespace cutover::domain {

enum class DecisionKind { Go, NoGo, Closing };

/// How a cutover ended (RULES section 6).
enum class ClosingOutcome { Validated, Deviations, RolledBack };
[[nodiscard]] QString outcomeName(ClosingOutcome outcome); ///< "validated", "deviations", "rolled-back"
[[nodiscard]] std::optional<ClosingOutcome> outcomeFromName(const QString &name);

/// A deviation that a closing names, with its owner and the day it is to be done.
struct Deviation
{
    QString text;
    QString owner;
    QDate due;
    friend bool operator==(const Deviation &, const Deviation &) = default;
};

/// What a closing says beside a decision's fields; its rows are those of the post-cutover checks.
struct Closing
{
    ClosingOutcome outcome = ClosingOutcome::Validated;
    QString attemptId; ///< of the GO that began the attempt
    QList<Deviation> deviations;
    friend bool operator==(const Closing &, const Closing &) = default;
};

/// A file or output whose bytes the decision binds: kept in the ledger's store under its SHA-256.
struct BoundFile
{
    enum class Role {
        Profile,  ///< the canonical deciding part of cutover.json
        Evidence, ///< the snapshot of latest.json
        Manifest,
        Sealed, ///< a file that the manifest lists
        Baselines,
        Signers,
        Script, ///< a check's command file or one of its `inputs`
        Stage,  ///< a file of the stage command
        Abort,  ///< a file of the abort command
        Smoke,
        Output, ///< raw output of a check; `path` is the criterion's key
    };
    Role role = Role::Script;
    QString path; ///< in the workspace
    QByteArray sha256;
    friend bool operator==(const BoundFile &, const BoundFile &) = default;
};

struct GitState
{
    QString commit;
    bool dirty = false; ///< ignoring var/
    friend bool operator==(const GitState &, const GitState &) = default;
};

/// What a freeze holds still: the commit of the workspace and the artefacts that its profile names.
struct Deployment
{
    QString commit;                   ///< empty where there is no repository
    QMap<QString, QString> artifacts; ///< name → SHA-256, lowercase hex
    friend bool operator==(const Deployment &, const Deployment &) = default;
};

/// Origin, size and root of the ledger when the statement was composed: must be a prefix of the present ledger.
struct LedgerPoint
{
    QString ledgerId;
    qint64 size = 0;
    QByteArray root;
    friend bool operator==(const LedgerPoint &, const LedgerPoint &) = default;
};

/// A row as the statement carries it: the row, and its texts in the record's language, which are signed too.
struct StatedRow
{
    Row row;
    QString arithmetic;
    QString reason;
};

/// The one canonical statement that a decision signs (RULES section 3). formats/statement.h gives it its bytes.
struct Statement
{
    DecisionKind decision = DecisionKind::NoGo;
    QString id; ///< 128 random bits, lowercase hex
    QString workspaceId;
    QString environment;
    QString version;
    QString change;
    QMap<QString, QString> artifacts;
    std::optional<GitState> git;

    QDateTime composedAt; ///< the snapshot's stamp, UTC
    QDateTime targetAt;
    QDateTime opensAt;   ///< the gate opens; for GO
    QDateTime expiresAt; ///< the first promotion's last moment; for GO

    /// A GO that continues the attempt under way from this stage; nothing: it begins one.
    std::optional<int> continues;
    std::optional<Closing> closing;   ///< of DecisionKind::Closing
    std::optional<Ceremony> ceremony; ///< the room's poll, where one was held; not of a closing

    QList<StatedRow> rows; ///< the twelve in order, then the baselines
    std::optional<Baseline> baseline;
    Limits limits;
    QList<StagePlan> stages;
    Command stageCommand;
    Command abortCommand;
    Command smokeCommand;
    QList<Loosened> loosened;
    QList<Contact> contacts; ///< as printed on the template; not deciding
    QList<BoundFile> files;

    QString signerName; ///< printed name
    QString signerRole;
    QString meaning;
    QString reason;
    LedgerPoint ledger;

    [[nodiscard]] QByteArray digestOf(BoundFile::Role role, const QString &path = {}) const;
};

/// Signature meaning that a form offers first to somebody who signs in that role; empty: as decision maker.
[[nodiscard]] QString defaultMeaning(DecisionKind kind, const QString &role = {});
[[nodiscard]] QString decisionWord(DecisionKind kind); ///< "GO", "NO-GO", "CLOSING"

inline constexpr int minimalReasonLength = 10; ///< characters, RULES section 3
inline constexpr qint64 firstPromotionWithinS = 4 * 3600;
inline constexpr qint64 rolloutWithinS = 12 * 3600; ///< from the attempt's first promotion, or a continuation's signing
inline constexpr qint64 snapshotAgeS = 600;         ///< an older snapshot is taken again before the first signature

} // namespace cutover::domain
