// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"
#include "domain/decimal.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace cutover::domain {

/// A time that lies so far ahead of this clock is still taken for now: clocks of several machines differ. Further ahead
/// it is no time at all (RULES section 1).
inline constexpr qint64 clockToleranceS = 60;

/// What a row says. Only Go counts (RULES section 1).
enum class Status { Go, NoGo, NoData, Stale, Error, TimedOut, Running, NotRun };

enum class Operator { LessOrEqual, Less, GreaterOrEqual, Equal };

/// Units of observed numbers; the word for each stands in models/.
enum class Unit { None, Ratio, Seconds, Minutes, Days, Files, Percent, Milliseconds, Fraction, Windows, Stations };

/// One number judged against its limit, in decimal.
struct Measure
{
    QString name; ///< "RTO", "burst"; data from the profile or the checklist, never a sentence
    double observed = 0;
    Operator op = Operator::LessOrEqual;
    double limit = 0;
    Unit unit = Unit::None;

    [[nodiscard]] bool holds() const;
    /// Distance to the limit, negative when failed; 0 for Equal.
    [[nodiscard]] Decimal margin() const;
    friend bool operator==(const Measure &, const Measure &) = default;
};

/// Why a row is what it is. The data of each cause is named in its comment, in this order, as text. Of alerts each of
/// DeadlinePassed, SecretMissing, Unreachable and MessageRefused ends with the target's name, one datum more.
enum class Cause {
    None,        ///< a Go row with numbers
    ScriptsWord, ///< Go, but the script printed no number to judge
    NotRun,
    WaitsFor,            ///< ids of the rows still awaited
    ExitCode,            ///< exit code
    Signalled,           ///< signal or crash
    ExpectedLineMissing, ///< the line
    RefusedLine,         ///< pattern, matching line
    NumberMissing,       ///< name, regex
    OverLimit,           ///< name of the measure; of key-rotation then the key
    ScriptMissing,       ///< path
    ScriptChanged,       ///< path
    PathOutside,         ///< path that leaves the workspace
    GlobUnmatched,       ///< pattern
    FailedToStart,       ///< program, system's words
    DeadlinePassed,      ///< seconds
    Cancelled,
    OutputUnreadable,   ///< code, pointer, line
    EvidenceAbsent,     ///< file
    EvidenceUnreadable, ///< file, code, pointer, line
    EvidenceRewritten,  ///< file
    FieldAbsent,        ///< file, pointer
    FieldInvalid,       ///< file, pointer, code
    NoWindows,          ///< file, pointer
    TooFewWindows,      ///< how many, how many are needed
    WindowNotGreen,     ///< pointer, what failed: "pass" or "burst"
    BaselineAbsent,     ///< folder or file
    BaselineInvalid,    ///< file, pointer, code
    BaselineTooOld,     ///< file, age in s, limit in s
    RowsNotGo,          ///< ids
    SecretMissing,      ///< name; why, empty or absent where there is no such secret
    Unreachable,        ///< URL or host, system's words
    MessageRefused,     ///< HTTP status, start of the answer
    StationNoGo,        ///< role, name
    StationsMissing,    ///< roles
    NoContacts,
    TooOld, ///< age in s, limit in s
    ProfileUnreadable,
    ProbeUnavailable, ///< id: version 0.1 had no built-in probe for it; kept to read what it recorded
    OptionMissing,    ///< pointer into cutover.json that has to be set
    HttpStatus,       ///< URL, HTTP status
    AnswerUnreadable, ///< URL, code, pointer, line
    TlsRefused,       ///< URL, code
    ServiceNotOk,     ///< URL, the status it told
    FileAbsent,       ///< file
    FileUnreadable,   ///< file, code, pointer, line
    ValueNotWanted,   ///< file or URL, pointer, the value found, the value needed
    LineMissing,      ///< file, the line
    LineContradicted, ///< file, the line, another that says something else of the same
    HeartbeatTooOld,  ///< file or URL, age in s, limit in s
    ManifestAbsent,   ///< file
    ManifestInvalid,  ///< file, code
    SignerUntrusted,  ///< file, fingerprint of the key
    SignersUntrusted, ///< file of the list
    FilesDiffer,      ///< "changed", "missing" or "unlisted"; how many; the first
    EvidenceTampered, ///< file, pointer
    ProducerUnsigned, ///< file of the signature, code
    KeyExpired,       ///< key, time
    KeyNotYetValid,   ///< key, time
    KeyTooWeak,       ///< key, what it is: "RSA 1024"
    NoKeys,
    PolicyUnsigned, ///< policy
    PolicyInvalid,  ///< policy, code
    PolicyCopied,   ///< policy, another of the same bytes
    RehearsalAbsent,
    RehearsalFailed,   ///< the step: "25", "50" or "abort"; code
    RehearsalOutdated, ///< "version" or the file that changed; then; now
    DrillsRefused,     ///< drills do not run while a rollout is under way
};

struct Reason
{
    Cause cause = Cause::NotRun;
    QStringList data;
    friend bool operator==(const Reason &, const Reason &) = default;
};

/// Where an observed value came from.
struct Source
{
    enum class Kind { Command, File, Http, Person, Rollup };
    Kind kind = Kind::Command;
    QString ref;     ///< command as displayed, path in the workspace, URL, person
    QString pointer; ///< JSON pointer, empty where none applies
    std::optional<int> exitCode;
    friend bool operator==(const Source &, const Source &) = default;
};

/// One line of the matrix: what was observed against what limit, from where, when, how long, with which output.
struct Row
{
    CriterionId id = CriterionId::Readyz;
    Status status = Status::NotRun;
    QString observed; ///< a value that is text ("ok", "enabled", "5 of 5"); empty where `measures` say it
    QString limit;    ///< its counterpart
    QList<Measure> measures;
    Reason reason;
    Source source;
    QDateTime measuredAt; ///< UTC; null while it never ran
    qint64 durationMs = -1;
    QByteArray outputSha256; ///< 32 bytes raw, empty without output
    QString note;

    [[nodiscard]] bool isGo() const { return status == Status::Go; }
    /// The measure with the smallest relative margin, which the row's one-line arithmetic shows; null without numbers.
    [[nodiscard]] const Measure *decisiveMeasure() const;
};

/// The API's word: go, no_go, no_data, stale, error, timed_out, running, not_run.
[[nodiscard]] QString statusName(Status status);
[[nodiscard]] std::optional<Status> statusFromName(QStringView name);
/// "≤", "<", "≥", "=".
[[nodiscard]] QString operatorSign(Operator op);
[[nodiscard]] QString unitName(Unit unit); ///< the API's word, also in the profile's `extract`: "s", "min", "days", …
[[nodiscard]] std::optional<Unit> unitFromName(QStringView name);

/// `row`, or the same row as Stale with cause TooOld where it is Go but older than `maxAgeS` at `now`.
[[nodiscard]] Row judgedForAge(Row row, qint64 maxAgeS, const QDateTime &now);

} // namespace cutover::domain
