// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"

#include <QJsonValue>
#include <QMap>
#include <QString>
#include <QStringList>

/// \file Options of the built-in probes, as cutover.json gives them under /criteria/ID. Defaults are the checklist's.
///
/// Every path is relative to the workspace; the reader has refused those that lead out of it. `caFile` names further
/// certificate authorities (PEM) beside the system's.

namespace cutover::domain {

struct ReadyzOptions
{
    QString url; ///< empty: the profile's readyz_url
    QString caFile;
    friend bool operator==(const ReadyzOptions &, const ReadyzOptions &) = default;
};

struct EvidenceOptions
{
    QString folder = QStringLiteral("var/evidence");
    QString pipelineKey; ///< public key (PEM) of latest.json.sig; empty: the producer does not sign
    friend bool operator==(const EvidenceOptions &, const EvidenceOptions &) = default;
};

/// «RTO ≤ 15m, RPO ≤ 1 file» (checklist section 1).
struct RecoveryOptions
{
    QStringList restore; ///< arguments with a whole-argument "{target}", the scratch folder
    QString source;      ///< folder whose files must come back; empty: `manifest` says it alone
    QString manifest;    ///< lines of sha256sum for the source's files; empty: the source as it is now
    qint64 maxRtoS = 900;
    int maxRpoFiles = 1;
    friend bool operator==(const RecoveryOptions &, const RecoveryOptions &) = default;
};

/// «No keys expiring within 7 days».
struct RotationOptions
{
    QStringList files;      ///< globs: PEM, DER, PKCS#12
    QString inventory;      ///< JSON {"keys": [{"file", "rotate_by"}]}
    QString passwordSecret; ///< of PKCS#12 files: environment variable or keychain entry
    int minDays = 7;
    friend bool operator==(const RotationOptions &, const RotationOptions &) = default;
};

struct PolicyOptions
{
    QStringList files{QStringLiteral("configs/policy/*.json")};
    QString keys = QStringLiteral("configs/policy/keys"); ///< folder of *.pem; trusted by digest only
    friend bool operator==(const PolicyOptions &, const PolicyOptions &) = default;
};

struct BreakerOptions
{
    QString url; ///< or
    QString file;
    QString caFile;
    QString pointer = QStringLiteral("/state");
    QString heartbeatPointer; ///< empty: no heartbeat is judged
    qint64 heartbeatMaxS = 300;
    friend bool operator==(const BreakerOptions &, const BreakerOptions &) = default;
};

/// Auto-promotion is off: a value in the rollout's configuration, or a line of a status file.
struct PromotionModeOptions
{
    QString file;
    QString pointer; ///< of a JSON file; then `manual` is the value that means «off»
    QJsonValue manual = QJsonValue(false);
    QString line; ///< or the whole line that the file must hold
    friend bool operator==(const PromotionModeOptions &, const PromotionModeOptions &) = default;
};

struct ProbeOptions
{
    ReadyzOptions readyz;
    EvidenceOptions evidence;
    RecoveryOptions recovery;
    RotationOptions rotation;
    PolicyOptions policies;
    BreakerOptions breaker;
    PromotionModeOptions promotionMode;
    friend bool operator==(const ProbeOptions &, const ProbeOptions &) = default;
};

/// `rehearsal`: the commands and the hold of a rehearsal (RULES section 4); never the production ones.
struct RehearsalPlan
{
    QStringList stage; ///< with a whole-argument "{stage}"; empty: the built-in stage file
    QStringList abort; ///< with a whole-argument "{reason}"; empty: the built-in stage file
    qint64 holdS = 60;
    friend bool operator==(const RehearsalPlan &, const RehearsalPlan &) = default;
};

/// `metrics.prometheus`: the series from a server instead of the evidence file. One step is one canary window.
struct PrometheusOptions
{
    QString url;                    ///< of the server; the API path is added
    QMap<QString, QString> queries; ///< by series: burst, pass, p50_ms, p99_ms, error_rate, requests
    qint64 stepS = 60;
    qint64 rangeS = 3600;
    QString tokenSecret; ///< bearer token: environment variable or keychain entry; empty: none
    QString caFile;
    friend bool operator==(const PrometheusOptions &, const PrometheusOptions &) = default;
};

} // namespace cutover::domain
