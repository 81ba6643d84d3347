// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/ceremonyjson.h"

#include "formats/rfc3339.h"

#include <QJsonArray>
#include <algorithm>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1String measuredKey{"measured_at"};

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(formatRfc3339(time)) : QJsonValue(QJsonValue::Null);
}

std::optional<domain::CriterionId> polledRow(const QString &key)
{
    const auto row = domain::criterionFromKey(key);
    const auto polled = domain::polledSet();
    return row && std::ranges::find(polled, *row) != polled.end() ? row : std::nullopt;
}

bool areStrings(const QJsonObject &object, const QStringList &keys)
{
    return std::ranges::all_of(keys, [&object](const QString &key) { return object[key].isString(); });
}

/// Not for an entry of the ledger, whose payload says more.
bool hasOnly(const QJsonObject &object, const QStringList &keys)
{
    return object.size() == keys.size() &&
           std::ranges::all_of(keys, [&object](const QString &key) { return object.contains(key); });
}

const QStringList answerKeys{u"row"_s, u"station"_s, u"go"_s,       u"by"_s,
                             u"at"_s,  u"status"_s,  u"observed"_s, QString(measuredKey)};
const QStringList ceremonyKeys{u"entry"_s, u"presided_by"_s, u"begun_at"_s, u"ended_at"_s, u"answers"_s};

} // namespace

QJsonObject ceremonyAnswerToJson(const domain::CeremonyAnswer &answer)
{
    return {{u"row"_s, domain::criterion(answer.row).key},
            {u"station"_s, answer.station},
            {u"go"_s, answer.go},
            {u"by"_s, answer.by},
            {u"at"_s, formatRfc3339(answer.at)},
            {u"status"_s, domain::statusName(answer.measured)},
            {u"observed"_s, answer.observed},
            {measuredKey, timeOrNull(answer.measuredAt)}};
}

std::optional<domain::CeremonyAnswer> ceremonyAnswerFromJson(const QJsonValue &value)
{
    const auto object = value.toObject();
    const auto text = [&object](const QString &key) { return object[key].toString(); };
    const auto row = polledRow(text(u"row"_s));
    const auto status = domain::statusFromName(text(u"status"_s));
    const auto at = parseRfc3339(text(u"at"_s));
    const auto measuredAt = parseRfc3339(text(measuredKey));
    const bool isMeasuredKnown = object[measuredKey].isNull() || measuredAt;
    if (!row || !status || !at || !isMeasuredKnown || !object[u"go"_s].isBool() ||
        !areStrings(object, {u"station"_s, u"by"_s, u"observed"_s}))
        return std::nullopt;
    return domain::CeremonyAnswer{*row,    text(u"station"_s),  object[u"go"_s].toBool(),        text(u"by"_s), *at,
                                  *status, text(u"observed"_s), measuredAt.value_or(QDateTime())};
}

QJsonObject ceremonyToJson(const domain::Ceremony &ceremony)
{
    QJsonArray answers;
    for (const auto &answer : ceremony.answers)
        answers.append(ceremonyAnswerToJson(answer));
    return {{u"entry"_s, ceremony.entry},
            {u"presided_by"_s, ceremony.presider},
            {u"begun_at"_s, formatRfc3339(ceremony.begunAt)},
            {u"ended_at"_s, timeOrNull(ceremony.endedAt)},
            {u"answers"_s, answers}};
}

std::optional<domain::Ceremony> ceremonyFromJson(const QJsonValue &value)
{
    const auto object = value.toObject();
    const auto answers = object[u"answers"_s].toArray();
    const auto begunAt = parseRfc3339(object[u"begun_at"_s].toString());
    const auto endedAt = parseRfc3339(object[u"ended_at"_s].toString());
    domain::Ceremony ceremony;
    ceremony.entry = object[u"entry"_s].toInteger(-1);
    ceremony.presider = object[u"presided_by"_s].toString();
    if (!hasOnly(object, ceremonyKeys) || answers.size() > domain::mostCeremonyAnswers || ceremony.entry < 0 ||
        ceremony.presider.trimmed().isEmpty() || !begunAt || !endedAt)
        return std::nullopt;
    ceremony.begunAt = *begunAt;
    ceremony.endedAt = *endedAt;
    for (const auto &each : answers) {
        const auto answer = ceremonyAnswerFromJson(each);
        if (!answer || !hasOnly(each.toObject(), answerKeys))
            return std::nullopt;
        ceremony.answers.append(*answer);
    }
    return ceremony.isComplete() ? std::optional(ceremony) : std::nullopt;
}

} // namespace cutover::formats
