// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/strictjson.h"

#include <QByteArrayView>
#include <QJsonValue>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>
#include <tl/expected.hpp>

namespace cutover::formats {

/// Most points of one series that a Prometheus server gives in one answer.
inline constexpr qint64 maxPrometheusPoints = 11'000;

/// The steps that are asked for, first and last included; ms since 1970 UTC.
struct PrometheusRange
{
    qint64 fromMs = 0;
    qint64 toMs = 0;
    qint64 stepMs = 1'000;

    [[nodiscard]] qint64 points() const { return (toMs - fromMs) / stepMs + 1; }
    friend bool operator==(const PrometheusRange &, const PrometheusRange &) = default;
};

struct PrometheusSample
{
    qint64 atMs = 0;
    std::optional<double> value; ///< nothing: "NaN", "+Inf" or "-Inf", which are no data
    friend bool operator==(const PrometheusSample &, const PrometheusSample &) = default;
};

/// What one range query was answered: at most one series. A step without a sample is a gap: no data, never 0.
struct PrometheusAnswer
{
    bool hasSeries = false;
    QList<PrometheusSample> samples; ///< in ascending order
    QStringList warnings;
    QStringList infos;
    QJsonValue data; ///< the answer's own `data`, to be kept
};

struct PrometheusError
{
    enum class Code {
        NotJson,         ///< `detail` is the code of the JSON error
        WrongShape,      ///< not the shape of an answer
        ServerError,     ///< the server's own; `detail` is its errorType
        WrongResultType, ///< a vector, scalar or string: not a range query's
        SeveralSeries,   ///< the query does not give one series; `detail` is how many
        BadTime,         ///< not one of the steps asked for
        BadValue,        ///< not a number in a string
        Unordered,       ///< two samples of one time, or times that go back
        TooManyPoints,
    };
    Code code = Code::WrongShape;
    QString detail;
    QString pointer; ///< RFC 6901, into the answer
    int line = 0;
    friend bool operator==(const PrometheusError &, const PrometheusError &) = default;
};

/// Stable word of what is wrong: "several_series"; of NotJson and ServerError the detail.
[[nodiscard]] QString codeName(const PrometheusError &error);

/// Reads the answer of /api/v1/query_range strictly (Prometheus HTTP API v1): status `success`, a matrix of at most one
/// series, each sample [seconds, "number"] at one of the steps of `range`, ascending. Unknown keys are ignored.
[[nodiscard]] tl::expected<PrometheusAnswer, PrometheusError> readPrometheusAnswer(QByteArrayView bytes,
                                                                                   const PrometheusRange &range);

} // namespace cutover::formats
