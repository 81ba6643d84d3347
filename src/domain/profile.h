// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"
#include "domain/notifications.h"
#include "domain/probes.h"
#include "domain/row.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <array>
#include <optional>

namespace cutover::domain {

/// The checklist's thresholds; each default is the checklist's own.
struct Limits
{
    double burst = 1.5;            ///< inclusive; above it a window is not green and the rollout aborts
    double validationP99Pct = 10;  ///< «P99 ≤ baseline + 10 %»
    double abortP99Pct = 20;       ///< «P99 latency: > baseline + 20 %»
    double sloErrorRate = 0.001;   ///< «Error rate < 0.1 %», strict
    double abortErrorRate = 0.005; ///< «Error rate: > 0.5 %»
    qint64 baselineAgeS = 72 * 3600;
    /// A rollout that nothing can be judged of aborts after this long; nothing: it only alarms (RULES section 5).
    std::optional<qint64> abortWhenBlindS = {};
    friend bool operator==(const Limits &, const Limits &) = default;
};

/// A stage of the rollout and the hold after it.
struct StagePlan
{
    int percent = 0;
    qint64 holdS = 0;
    friend bool operator==(const StagePlan &, const StagePlan &) = default;
};

/// A number that a script prints and that must lie within a limit: `regex`'s first group is the number, in `unit`.
/// A second group, where the regex has one, is a finer part in sixtieths ("12m04s" in minutes: 12 and 04).
struct Extract
{
    QString name;
    QString regex;
    Unit unit = Unit::None;
    std::optional<double> max;
    std::optional<double> min;
    friend bool operator==(const Extract &, const Extract &) = default;
};

enum class CheckSource { Command, Probe };

/// How one criterion is checked in this workspace.
struct CriterionPlan
{
    CheckSource source = CheckSource::Command;
    Command command;
    QString expect;
    QStringList refuse; ///< regular expressions; a match anywhere in standard output or error is No-Go
    QList<Extract> extract;
    QStringList inputs; ///< further files the check depends on, bound into the decision
    qint64 deadlineS = 60;
    qint64 staleS = 0; ///< oldest age for signing
    friend bool operator==(const CriterionPlan &, const CriterionPlan &) = default;
};

struct Contact
{
    QString role, name, phone, slack, email, link;
    friend bool operator==(const Contact &, const Contact &) = default;
};

/// The authority that attests when a decision was signed (RFC 3161). Not deciding: whom it is trusted to be stands in
/// the user's own trust file, and without it a decision counts as well.
struct TimestampService
{
    QString url;    ///< http or https; a token is signed, so that the way to it needs no secrecy
    QString policy; ///< dotted; empty: the authority's own
    friend bool operator==(const TimestampService &, const TimestampService &) = default;
};

/// JSON pointers into the team's evidence; the defaults are the checklist's shape.
struct EvidencePointers
{
    QString windows = QStringLiteral("/canary/windows");
    QString perf = QStringLiteral("/perf");
    QString tampered = QStringLiteral("/tampered");
    QString readyzStatus = QStringLiteral("/readyz/status");
    QString generatedAt = QStringLiteral("/generated_at");
    // within one window
    QString endedAt = QStringLiteral("/ended_at");
    QString stage = QStringLiteral("/stage");
    QString pass = QStringLiteral("/pass");
    QString burst = QStringLiteral("/burst");
    QString windowP50 = QStringLiteral("/p50_ms");
    QString windowP99 = QStringLiteral("/p99_ms");
    QString windowErrorRate = QStringLiteral("/error_rate");
    QString requests = QStringLiteral("/requests");
    // within `perf`
    QString p50 = QStringLiteral("/p50_ms");
    QString p99 = QStringLiteral("/p99_ms");
    QString errorRate = QStringLiteral("/error_rate");
    friend bool operator==(const EvidencePointers &, const EvidencePointers &) = default;
};

/// The workspace's cutover.json, with the checklist's defaults for everything it leaves out.
struct Profile
{
    QString workspaceId;
    QString environment = QStringLiteral("Production");
    QString version;
    QString change;
    QMap<QString, QString> artifacts; ///< name → SHA-256 hex
    QDateTime targetAt;               ///< UTC
    qint64 opensEarlyS = 0;           ///< 0 to 900
    QString readyzUrl;

    std::array<CriterionPlan, criterionCount> criteria;
    ProbeOptions probes;
    Limits limits;
    QList<StagePlan> stages;
    Command stageCommand; ///< arguments with a whole-argument "{stage}"; empty: the built-in stage file
    Command abortCommand; ///< arguments with a whole-argument "{reason}"; empty: the built-in stage file
    Command smokeCommand;
    RehearsalPlan rehearsal;
    EvidencePointers pointers;
    std::optional<PrometheusOptions> prometheus; ///< where the series come from; nothing: from the evidence file
    QStringList passEnvironment;
    QString baselinesFile; ///< empty: the newest in var/cutover

    QList<Contact> contacts;
    Notifications notifications;               ///< one target at least: Slack, by SLACK_WEBHOOK_URL
    std::optional<TimestampService> timestamp; ///< nothing: a decision's time is the signer's claim
    QMap<QString, QString> notes;              ///< criterion key → first note
    QJsonObject appearance;

    [[nodiscard]] const CriterionPlan &plan(CriterionId id) const { return criteria[static_cast<std::size_t>(id)]; }
    [[nodiscard]] bool isDemo() const { return environment == QLatin1String("Demo"); }
};

/// A profile with the checklist's values; the reader starts from it.
[[nodiscard]] Profile checklistProfile();

/// A rule that this workspace has made looser than the checklist. Shown as LOOSENED wherever it is used and signed so.
struct Loosened
{
    QString rule; ///< JSON pointer into the profile: "/limits/burst", "/stages/1/hold_s"
    double value = 0;
    double checklist = 0;
    Unit unit = Unit::None;
    friend bool operator==(const Loosened &, const Loosened &) = default;
};

[[nodiscard]] QList<Loosened> loosenedRules(const Profile &profile);

} // namespace cutover::domain
