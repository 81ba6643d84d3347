// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/rowjson.h"

#include "formats/fieldreader.h"
#include "formats/rfc3339.h"

#include <QJsonArray>
#include <algorithm>
#include <array>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using domain::Cause;

namespace {

struct CauseName
{
    Cause cause;
    QLatin1String name;
};

constexpr std::array causeNames{
    CauseName{Cause::None, "none"_L1},
    CauseName{Cause::ScriptsWord, "scripts_word"_L1},
    CauseName{Cause::NotRun, "not_run"_L1},
    CauseName{Cause::WaitsFor, "waits_for"_L1},
    CauseName{Cause::ExitCode, "exit_code"_L1},
    CauseName{Cause::Signalled, "signalled"_L1},
    CauseName{Cause::ExpectedLineMissing, "expected_line_missing"_L1},
    CauseName{Cause::RefusedLine, "refused_line"_L1},
    CauseName{Cause::NumberMissing, "number_missing"_L1},
    CauseName{Cause::OverLimit, "over_limit"_L1},
    CauseName{Cause::ScriptMissing, "script_missing"_L1},
    CauseName{Cause::ScriptChanged, "script_changed"_L1},
    CauseName{Cause::PathOutside, "path_outside"_L1},
    CauseName{Cause::GlobUnmatched, "glob_unmatched"_L1},
    CauseName{Cause::FailedToStart, "failed_to_start"_L1},
    CauseName{Cause::DeadlinePassed, "deadline_passed"_L1},
    CauseName{Cause::Cancelled, "cancelled"_L1},
    CauseName{Cause::OutputUnreadable, "output_unreadable"_L1},
    CauseName{Cause::EvidenceAbsent, "evidence_absent"_L1},
    CauseName{Cause::EvidenceUnreadable, "evidence_unreadable"_L1},
    CauseName{Cause::EvidenceRewritten, "evidence_rewritten"_L1},
    CauseName{Cause::FieldAbsent, "field_absent"_L1},
    CauseName{Cause::FieldInvalid, "field_invalid"_L1},
    CauseName{Cause::NoWindows, "no_windows"_L1},
    CauseName{Cause::TooFewWindows, "too_few_windows"_L1},
    CauseName{Cause::WindowNotGreen, "window_not_green"_L1},
    CauseName{Cause::BaselineAbsent, "baseline_absent"_L1},
    CauseName{Cause::BaselineInvalid, "baseline_invalid"_L1},
    CauseName{Cause::BaselineTooOld, "baseline_too_old"_L1},
    CauseName{Cause::RowsNotGo, "rows_not_go"_L1},
    CauseName{Cause::SecretMissing, "secret_missing"_L1},
    CauseName{Cause::Unreachable, "unreachable"_L1},
    CauseName{Cause::MessageRefused, "message_refused"_L1},
    CauseName{Cause::StationNoGo, "station_no_go"_L1},
    CauseName{Cause::StationsMissing, "stations_missing"_L1},
    CauseName{Cause::NoContacts, "no_contacts"_L1},
    CauseName{Cause::TooOld, "too_old"_L1},
    CauseName{Cause::ProfileUnreadable, "profile_unreadable"_L1},
    CauseName{Cause::ProbeUnavailable, "probe_unavailable"_L1},
    CauseName{Cause::OptionMissing, "option_missing"_L1},
    CauseName{Cause::HttpStatus, "http_status"_L1},
    CauseName{Cause::AnswerUnreadable, "answer_unreadable"_L1},
    CauseName{Cause::TlsRefused, "tls_refused"_L1},
    CauseName{Cause::ServiceNotOk, "service_not_ok"_L1},
    CauseName{Cause::FileAbsent, "file_absent"_L1},
    CauseName{Cause::FileUnreadable, "file_unreadable"_L1},
    CauseName{Cause::ValueNotWanted, "value_not_wanted"_L1},
    CauseName{Cause::LineMissing, "line_missing"_L1},
    CauseName{Cause::LineContradicted, "line_contradicted"_L1},
    CauseName{Cause::HeartbeatTooOld, "heartbeat_too_old"_L1},
    CauseName{Cause::ManifestAbsent, "manifest_absent"_L1},
    CauseName{Cause::ManifestInvalid, "manifest_invalid"_L1},
    CauseName{Cause::SignerUntrusted, "signer_untrusted"_L1},
    CauseName{Cause::SignersUntrusted, "signers_untrusted"_L1},
    CauseName{Cause::FilesDiffer, "files_differ"_L1},
    CauseName{Cause::EvidenceTampered, "evidence_tampered"_L1},
    CauseName{Cause::ProducerUnsigned, "producer_unsigned"_L1},
    CauseName{Cause::KeyExpired, "key_expired"_L1},
    CauseName{Cause::KeyNotYetValid, "key_not_yet_valid"_L1},
    CauseName{Cause::KeyTooWeak, "key_too_weak"_L1},
    CauseName{Cause::NoKeys, "no_keys"_L1},
    CauseName{Cause::PolicyUnsigned, "policy_unsigned"_L1},
    CauseName{Cause::PolicyInvalid, "policy_invalid"_L1},
    CauseName{Cause::PolicyCopied, "policy_copied"_L1},
    CauseName{Cause::RehearsalAbsent, "rehearsal_absent"_L1},
    CauseName{Cause::RehearsalFailed, "rehearsal_failed"_L1},
    CauseName{Cause::RehearsalOutdated, "rehearsal_outdated"_L1},
    CauseName{Cause::DrillsRefused, "drills_refused"_L1},
};

constexpr std::array sourceNames{"command"_L1, "file"_L1, "http"_L1, "person"_L1, "rollup"_L1};
/// As short words, because operator signs are no ASCII and a record should be searchable.
constexpr std::array operatorNames{"le"_L1, "lt"_L1, "ge"_L1, "eq"_L1};

template <std::size_t Count>
std::optional<std::size_t> indexOf(const std::array<QLatin1String, Count> &names, const QString &name)
{
    const auto found = std::ranges::find_if(names, [&name](QLatin1String candidate) { return candidate == name; });
    return found == names.end() ? std::nullopt : std::optional(std::size_t(found - names.begin()));
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(formatRfc3339(time)) : QJsonValue(QJsonValue::Null);
}

/// Reads members that this program wrote: one that is missing or of another type makes the whole reading fail.
class MemberReader
{
public:
    explicit MemberReader(const QJsonValue &value)
        : m_object(value.toObject())
        , m_ok(value.isObject())
    {
    }

    [[nodiscard]] bool isOk() const { return m_ok; }
    QString text(QLatin1String key) { return member(key, QJsonValue::String).toString(); }
    bool boolean(QLatin1String key) { return member(key, QJsonValue::Bool).toBool(); }
    double number(QLatin1String key) { return member(key, QJsonValue::Double).toDouble(); }
    qint64 integer(QLatin1String key) { return member(key, QJsonValue::Double).toInteger(); }
    QJsonArray array(QLatin1String key) { return member(key, QJsonValue::Array).toArray(); }
    QJsonValue object(QLatin1String key) { return member(key, QJsonValue::Object); }
    [[nodiscard]] bool isNull(QLatin1String key) const { return m_object.value(key).isNull(); }

    QDateTime time(QLatin1String key)
    {
        if (isNull(key))
            return {};
        const auto time = parseRfc3339(text(key));
        return m_ok = m_ok && time.has_value(), time.value_or(QDateTime());
    }
    std::optional<double> optionalNumber(QLatin1String key)
    {
        return isNull(key) ? std::nullopt : std::optional(number(key));
    }
    std::optional<qint64> optionalInteger(QLatin1String key)
    {
        return isNull(key) ? std::nullopt : std::optional(integer(key));
    }
    QByteArray digest(QLatin1String key)
    {
        const QString hex = text(key);
        if (hex.isEmpty())
            return {};
        const auto bytes = digestFromHex(hex);
        return m_ok = m_ok && bytes.has_value(), bytes.value_or(QByteArray());
    }
    template <typename T>
    T known(const std::optional<T> &value)
    {
        m_ok = m_ok && value.has_value();
        return value.value_or(T{});
    }
    QStringList texts(QLatin1String key)
    {
        QStringList list;
        const QJsonArray values = array(key);
        for (const QJsonValue &value : values) {
            m_ok = m_ok && value.isString();
            list.append(value.toString());
        }
        return list;
    }

private:
    QJsonValue member(QLatin1String key, QJsonValue::Type type)
    {
        const QJsonValue value = m_object.value(key);
        m_ok = m_ok && value.type() == type;
        return value;
    }

    QJsonObject m_object;
    bool m_ok;
};

template <typename T>
QJsonValue optionalToJson(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject measureToJson(const domain::Measure &measure)
{
    return {{u"name"_s, measure.name},
            {u"observed"_s, measure.observed},
            {u"operator"_s, QString(operatorNames[std::size_t(measure.op)])},
            {u"limit"_s, measure.limit},
            {u"unit"_s, domain::unitName(measure.unit)}};
}

std::optional<domain::Measure> measureFromJson(const QJsonValue &value)
{
    MemberReader reader(value);
    domain::Measure measure;
    measure.name = reader.text("name"_L1);
    measure.observed = reader.number("observed"_L1);
    measure.op = domain::Operator(reader.known(indexOf(operatorNames, reader.text("operator"_L1))));
    measure.limit = reader.number("limit"_L1);
    measure.unit = reader.known(domain::unitFromName(reader.text("unit"_L1)));
    return reader.isOk() ? std::optional(measure) : std::nullopt;
}

QJsonObject sourceToJson(const domain::Source &source)
{
    return {{u"kind"_s, sourceKindName(source.kind)},
            {u"ref"_s, source.ref},
            {u"pointer"_s, source.pointer},
            {u"exit_code"_s, optionalToJson(source.exitCode)}};
}

std::optional<domain::Source> sourceFromJson(const QJsonValue &value)
{
    MemberReader reader(value);
    domain::Source source;
    source.kind = reader.known(sourceKindFromName(reader.text("kind"_L1)));
    source.ref = reader.text("ref"_L1);
    source.pointer = reader.text("pointer"_L1);
    if (const auto exitCode = reader.optionalInteger("exit_code"_L1))
        source.exitCode = int(*exitCode);
    return reader.isOk() ? std::optional(source) : std::nullopt;
}

QJsonObject windowToJson(const domain::Window &window)
{
    return {{u"ended_at"_s, timeToJson(window.endedAt)},
            {u"stage"_s, optionalToJson(window.stage)},
            {u"pass"_s, window.pass},
            {u"burst"_s, window.burst},
            {u"p50_ms"_s, optionalToJson(window.p50Ms)},
            {u"p99_ms"_s, optionalToJson(window.p99Ms)},
            {u"error_rate"_s, optionalToJson(window.errorRate)},
            {u"requests"_s, optionalToJson(window.requests)},
            {u"readable"_s, window.readable}};
}

std::optional<domain::Window> windowFromJson(const QJsonValue &value)
{
    MemberReader reader(value);
    domain::Window window;
    window.endedAt = reader.time("ended_at"_L1);
    if (const auto stage = reader.optionalInteger("stage"_L1))
        window.stage = int(*stage);
    window.pass = reader.boolean("pass"_L1);
    window.burst = reader.number("burst"_L1);
    window.p50Ms = reader.optionalNumber("p50_ms"_L1);
    window.p99Ms = reader.optionalNumber("p99_ms"_L1);
    window.errorRate = reader.optionalNumber("error_rate"_L1);
    window.requests = reader.optionalInteger("requests"_L1);
    window.readable = reader.boolean("readable"_L1);
    return reader.isOk() ? std::optional(window) : std::nullopt;
}

} // namespace

QString causeName(Cause cause)
{
    const auto found = std::ranges::find(causeNames, cause, &CauseName::cause);
    return found == causeNames.end() ? QString() : QString(found->name);
}

std::optional<Cause> causeFromName(const QString &name)
{
    const auto found = std::ranges::find_if(causeNames, [&name](const CauseName &known) { return known.name == name; });
    return found == causeNames.end() ? std::nullopt : std::optional(found->cause);
}

QString sourceKindName(domain::Source::Kind kind)
{
    return sourceNames[std::size_t(kind)];
}

std::optional<domain::Source::Kind> sourceKindFromName(const QString &name)
{
    const auto index = indexOf(sourceNames, name);
    return index ? std::optional(domain::Source::Kind(*index)) : std::nullopt;
}

QJsonObject rowToJson(const domain::Row &row)
{
    QJsonArray measures;
    for (const domain::Measure &measure : row.measures)
        measures.append(measureToJson(measure));
    return {{u"id"_s, domain::criterion(row.id).key},
            {u"status"_s, domain::statusName(row.status)},
            {u"observed"_s, row.observed},
            {u"limit"_s, row.limit},
            {u"measures"_s, measures},
            {u"cause"_s, causeName(row.reason.cause)},
            {u"cause_data"_s, QJsonArray::fromStringList(row.reason.data)},
            {u"source"_s, sourceToJson(row.source)},
            {u"measured_at"_s, timeToJson(row.measuredAt)},
            {u"duration_ms"_s, row.durationMs},
            {u"output_sha256"_s, QString::fromLatin1(row.outputSha256.toHex())},
            {u"note"_s, row.note}};
}

namespace {

using IdFromKey = std::optional<domain::CriterionId> (*)(QStringView);

std::optional<domain::Row> readRow(const QJsonValue &value, IdFromKey idFromKey)
{
    MemberReader reader(value);
    domain::Row row;
    row.id = reader.known(idFromKey(reader.text("id"_L1)));
    row.status = reader.known(domain::statusFromName(reader.text("status"_L1)));
    row.observed = reader.text("observed"_L1);
    row.limit = reader.text("limit"_L1);
    const QJsonArray measures = reader.array("measures"_L1);
    for (const QJsonValue &measure : measures)
        row.measures.append(reader.known(measureFromJson(measure)));
    row.reason.cause = reader.known(causeFromName(reader.text("cause"_L1)));
    row.reason.data = reader.texts("cause_data"_L1);
    row.source = reader.known(sourceFromJson(reader.object("source"_L1)));
    row.measuredAt = reader.time("measured_at"_L1);
    row.durationMs = reader.integer("duration_ms"_L1);
    row.outputSha256 = reader.digest("output_sha256"_L1);
    row.note = reader.text("note"_L1);
    return reader.isOk() ? std::optional(row) : std::nullopt;
}

} // namespace

std::optional<domain::Row> rowFromJson(const QJsonValue &value)
{
    return readRow(value, domain::criterionFromKey);
}

std::optional<domain::Row> closingRowFromJson(const QJsonValue &value)
{
    return readRow(value, domain::closingCriterionFromKey);
}

QJsonObject seriesPointToJson(const domain::SeriesPoint &point)
{
    return {{u"window"_s, windowToJson(point.window)},          {u"observed_at"_s, timeToJson(point.observedAt)},
            {u"p50_ms"_s, optionalToJson(point.p50Ms)},         {u"p99_ms"_s, optionalToJson(point.p99Ms)},
            {u"error_rate"_s, optionalToJson(point.errorRate)}, {u"sampled"_s, point.sampled}};
}

std::optional<domain::SeriesPoint> seriesPointFromJson(const QJsonValue &value)
{
    MemberReader reader(value);
    domain::SeriesPoint point;
    point.window = reader.known(windowFromJson(reader.object("window"_L1)));
    point.observedAt = reader.time("observed_at"_L1);
    point.p50Ms = reader.optionalNumber("p50_ms"_L1);
    point.p99Ms = reader.optionalNumber("p99_ms"_L1);
    point.errorRate = reader.optionalNumber("error_rate"_L1);
    point.sampled = reader.boolean("sampled"_L1);
    return reader.isOk() ? std::optional(point) : std::nullopt;
}

QJsonObject baselineToJson(const domain::Baseline &baseline)
{
    return {{u"p50_ms"_s, baseline.p50Ms},
            {u"p99_ms"_s, baseline.p99Ms},
            {u"captured_at"_s, timeToJson(baseline.capturedAt)},
            {u"file"_s, baseline.file}};
}

std::optional<domain::Baseline> baselineFromJson(const QJsonValue &value)
{
    MemberReader reader(value);
    domain::Baseline baseline;
    baseline.p50Ms = reader.number("p50_ms"_L1);
    baseline.p99Ms = reader.number("p99_ms"_L1);
    baseline.capturedAt = reader.time("captured_at"_L1);
    baseline.file = reader.text("file"_L1);
    return reader.isOk() ? std::optional(baseline) : std::nullopt;
}

QJsonValue commandToJson(const domain::Command &command)
{
    if (!command.shell.isEmpty())
        return command.shell;
    return QJsonArray::fromStringList(command.arguments);
}

std::optional<domain::Command> commandFromJson(const QJsonValue &value)
{
    if (value.isString())
        return domain::Command{{}, value.toString()};
    MemberReader reader(QJsonObject{{u"arguments"_s, value}});
    const domain::Command command{reader.texts("arguments"_L1), {}};
    return reader.isOk() ? std::optional(command) : std::nullopt;
}

} // namespace cutover::formats
