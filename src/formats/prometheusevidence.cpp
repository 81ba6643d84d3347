// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/prometheusevidence.h"

#include "formats/canonicaljson.h"
#include "formats/evidencereader.h"
#include "formats/jsonpointer.h"
#include "formats/rfc3339.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <cmath>

namespace cutover::formats {

using namespace Qt::StringLiterals;

namespace {

const QStringList &numbers()
{
    static const QStringList keys{u"burst"_s, u"p50_ms"_s, u"p99_ms"_s, u"error_rate"_s};
    return keys;
}

using Values = QMap<qint64, double>; // by time in ms

QJsonValue passOf(const QMap<QString, Values> &series, qint64 at)
{
    if (!series.contains(u"pass"_s))
        return true;
    const auto values = series.value(u"pass"_s);
    const auto found = values.constFind(at);
    const bool isPlain = found != values.constEnd() && (*found == 0 || *found == 1);
    return isPlain ? QJsonValue(*found == 1) : QJsonValue(QJsonValue::Undefined);
}

/// Of counters come fractions: what is not one whole request is none.
QJsonValue requestsOf(const QMap<QString, Values> &series, qint64 at)
{
    constexpr double largest = 9'007'199'254'740'992; // 2^53: beyond it canonical JSON has no integers
    const auto values = series.value(u"requests"_s);
    const auto found = values.constFind(at);
    if (found == values.constEnd() || std::abs(*found) >= largest)
        return QJsonValue::Undefined;
    return static_cast<qint64>(std::floor(*found));
}

QJsonObject windowOf(const QMap<QString, Values> &series, qint64 at)
{
    QJsonObject window{{u"ended_at"_s, formatRfc3339(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC))}};
    const auto insert = [&window](const QString &key, const QJsonValue &value) {
        if (!value.isUndefined())
            window.insert(key, value);
    };
    for (const QString &key : numbers()) {
        const auto values = series.constFind(key);
        if (values != series.cend() && values->contains(at))
            window.insert(key, values->value(at));
    }
    insert(u"pass"_s, passOf(series, at));
    insert(u"requests"_s, requestsOf(series, at));
    return window;
}

QMap<QString, Values> seriesOf(const PrometheusRound &round)
{
    QMap<QString, Values> series;
    for (auto answer = round.answers.cbegin(); answer != round.answers.cend(); ++answer) {
        Values values;
        for (const auto &sample : answer->samples)
            if (sample.value)
                values.insert(sample.atMs, *sample.value);
        series.insert(answer.key(), values);
    }
    return series;
}

QJsonArray windowsOf(const PrometheusRound &round)
{
    const auto series = seriesOf(round);
    auto first = round.range.toMs + 1;
    for (const Values &values : series)
        if (!values.isEmpty())
            first = std::min(first, values.firstKey());
    QJsonArray windows;
    for (qint64 at = first; at <= round.range.toMs; at += round.range.stepMs)
        windows.append(windowOf(series, at));
    return windows;
}

QJsonObject perfOf(const QJsonArray &windows)
{
    QJsonObject perf;
    const QJsonObject last = windows.isEmpty() ? QJsonObject() : windows.last().toObject();
    for (const QString &key : {u"p50_ms"_s, u"p99_ms"_s, u"error_rate"_s})
        if (last.contains(key))
            perf.insert(key, last.value(key));
    return perf;
}

QJsonObject serverPart(const PrometheusRound &round)
{
    QJsonObject answers;
    for (auto answer = round.answers.cbegin(); answer != round.answers.cend(); ++answer) {
        QJsonObject kept{{u"query"_s, round.queries.value(answer.key())}, {u"data"_s, answer->data}};
        if (!answer->warnings.isEmpty())
            kept.insert(u"warnings"_s, QJsonArray::fromStringList(answer->warnings));
        if (!answer->infos.isEmpty())
            kept.insert(u"infos"_s, QJsonArray::fromStringList(answer->infos));
        answers.insert(answer.key(), kept);
    }
    const auto time = [](qint64 ms) { return formatRfc3339(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC)); };
    return {{u"url"_s, round.url},
            {u"from"_s, time(round.range.fromMs)},
            {u"to"_s, time(round.range.toMs)},
            {u"step_s"_s, round.range.stepMs / 1000},
            {u"answers"_s, answers}};
}

QJsonObject documentOf(const PrometheusRound &round)
{
    const QJsonArray windows = windowsOf(round);
    QJsonObject document{{u"canary"_s, QJsonObject{{u"windows"_s, windows}}},
                         {u"perf"_s, perfOf(windows)},
                         {u"prometheus"_s, serverPart(round)}};
    if (round.generatedAt.isValid())
        document.insert(u"generated_at"_s, formatRfc3339(round.generatedAt));
    if (round.tampered)
        document.insert(u"tampered"_s, *round.tampered);
    if (!round.readyzStatus.isEmpty())
        document.insert(u"readyz"_s, QJsonObject{{u"status"_s, round.readyzStatus}});
    return document;
}

/// The query that gave nothing at all, and windows that lack a number which was asked for.
void addGaps(domain::Evidence &evidence, const PrometheusRound &round, const QJsonArray &windows)
{
    const auto absent = [&evidence](const QString &pointer) {
        evidence.issues.append({domain::EvidenceFault::Absent, pointer, 1});
    };
    for (auto answer = round.answers.cbegin(); answer != round.answers.cend(); ++answer) {
        if (!answer->hasSeries)
            absent(u"/prometheus/answers/%1/data/result/0"_s.arg(answer.key()));
        if (answer.key() == "burst"_L1 || answer.key() == "pass"_L1)
            continue; // the reader has said so
        for (qsizetype i = 0; i < windows.size(); ++i)
            if (!windows.at(i).toObject().contains(answer.key()))
                absent(u"/canary/windows/%1/%2"_s.arg(QString::number(i), answer.key()));
    }
}

} // namespace

PrometheusEvidence evidenceOf(const PrometheusRound &round, const QDateTime &now)
{
    const QJsonObject document = documentOf(round);
    PrometheusEvidence result;
    // Whatever the server sent was read from JSON, and our own numbers are in bounds: there is a canonical form, but
    // for integers beyond 2^53 among the server's labels; such a round says nothing.
    result.bytes = canonicalJson(document).value_or("{}");
    if (auto read = readEvidence(result.bytes, {}, now))
        result.evidence = std::move(*read);
    const auto &windows = result.evidence.windows;
    const QDateTime behind = QDateTime::fromMSecsSinceEpoch(round.range.toMs + round.range.stepMs, Qt::UTC);
    result.evidence.windowsFrom = windows.isEmpty() ? behind : windows.constFirst().endedAt;
    addGaps(result.evidence, round, document.value("canary"_L1).toObject().value("windows"_L1).toArray());
    return result;
}

QStringList warningsOf(const PrometheusRound &round)
{
    QStringList lines;
    for (auto answer = round.answers.cbegin(); answer != round.answers.cend(); ++answer)
        for (const QString &warning : answer->warnings)
            lines.append(answer.key() + u": "_s + warning);
    return lines;
}

} // namespace cutover::formats
