// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/rehearsalrecord.h"

#include "formats/fieldreader.h"
#include "formats/rfc3339.h"
#include "formats/rowjson.h"

#include <QJsonArray>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using domain::Rehearsal;
using domain::RehearsalStep;

namespace {

constexpr qint64 longest = 366LL * 24 * 3600;

QJsonObject stepToJson(const RehearsalStep &step)
{
    QJsonArray windows;
    for (const auto &point : step.windows)
        windows.append(seriesPointToJson(point));
    return {{u"percent"_s, step.percent},
            {u"passed"_s, step.passed},
            {u"cause"_s, step.cause},
            {u"exit_code"_s, step.exitCode},
            {u"desired_stage"_s, step.desiredStage},
            {u"held_s"_s, step.heldS},
            {u"started_at"_s, formatRfc3339(step.startedAt)},
            {u"ended_at"_s, formatRfc3339(step.endedAt)},
            {u"windows"_s, windows}};
}

RehearsalStep readStep(FieldReader &reader)
{
    reader.require({u"percent"_s, u"passed"_s, u"cause"_s, u"exit_code"_s, u"desired_stage"_s, u"held_s"_s,
                    u"started_at"_s, u"ended_at"_s, u"windows"_s});
    RehearsalStep step;
    step.percent = static_cast<int>(reader.integer(u"percent"_s, 0, 100).value_or(0));
    step.passed = reader.boolean(u"passed"_s).value_or(false);
    step.cause = reader.text(u"cause"_s).value_or(QString());
    step.exitCode = static_cast<int>(reader.integer(u"exit_code"_s, -1, 255).value_or(-1));
    step.desiredStage = reader.text(u"desired_stage"_s).value_or(QString());
    step.heldS = reader.integer(u"held_s"_s, 0, longest).value_or(0);
    step.startedAt = reader.time(u"started_at"_s).value_or(QDateTime());
    step.endedAt = reader.time(u"ended_at"_s).value_or(QDateTime());
    const auto windows = reader.array(u"windows"_s).value_or(QJsonArray());
    for (const auto &value : windows) {
        if (const auto point = seriesPointFromJson(value))
            step.windows.append(*point);
        else
            reader.errors().add(DocumentError::Code::WrongType, reader.pointer(u"windows"_s));
    }
    return step;
}

} // namespace

QJsonObject rehearsalToJson(const Rehearsal &rehearsal)
{
    QJsonArray steps;
    for (const auto &step : rehearsal.steps)
        steps.append(stepToJson(step));
    QJsonObject production;
    for (auto it = rehearsal.production.cbegin(); it != rehearsal.production.cend(); ++it)
        production[it.key()] = QString::fromLatin1(it->toHex());
    QJsonObject object{{u"version"_s, rehearsal.version},
                       {u"passed"_s, rehearsal.passed()},
                       {u"started_at"_s, formatRfc3339(rehearsal.startedAt)},
                       {u"ended_at"_s, formatRfc3339(rehearsal.endedAt)},
                       {u"steps"_s, steps},
                       {u"production"_s, production}};
    if (rehearsal.abortDrill)
        object[u"abort_drill"_s] = stepToJson(*rehearsal.abortDrill);
    return object;
}

std::optional<Rehearsal> rehearsalFromJson(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    const JsonText nowhere; // lines are of no use here
    ErrorList errors(&nowhere, {});
    FieldReader reader(&errors, value.toObject(), {});
    reader.require({u"version"_s, u"started_at"_s, u"ended_at"_s, u"steps"_s, u"production"_s});
    Rehearsal rehearsal;
    rehearsal.version = reader.text(u"version"_s).value_or(QString());
    rehearsal.startedAt = reader.time(u"started_at"_s).value_or(QDateTime());
    rehearsal.endedAt = reader.time(u"ended_at"_s).value_or(QDateTime());
    if (auto steps = reader.children(u"steps"_s))
        for (auto &step : *steps)
            rehearsal.steps.append(readStep(step));
    if (auto drill = reader.child(u"abort_drill"_s))
        rehearsal.abortDrill = readStep(*drill);
    if (auto production = reader.child(u"production"_s)) {
        const auto paths = production->object().keys();
        for (const auto &path : paths)
            rehearsal.production[path] = production->digest(path).value_or(QByteArray());
    }
    return errors.isEmpty() ? std::optional(rehearsal) : std::nullopt;
}

} // namespace cutover::formats
