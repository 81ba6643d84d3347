// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/row.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cutover::domain {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array statusNames{"go"_L1,    "no_go"_L1,     "no_data"_L1, "stale"_L1,
                                 "error"_L1, "timed_out"_L1, "running"_L1, "not_run"_L1};
constexpr std::array unitNames{""_L1,  "ratio"_L1, "s"_L1,        "min"_L1,     "days"_L1,    "files"_L1,
                               "%"_L1, "ms"_L1,    "fraction"_L1, "windows"_L1, "stations"_L1};

template <typename Enum, std::size_t Count>
std::optional<Enum> fromName(const std::array<QLatin1String, Count> &names, QStringView name)
{
    const auto found = std::ranges::find_if(names, [name](QLatin1String candidate) { return candidate == name; });
    return found == names.end() ? std::nullopt : std::optional(static_cast<Enum>(found - names.begin()));
}

double relativeMargin(const Measure &measure)
{
    const double scale = std::max(std::abs(measure.limit), 1.0);
    return measure.margin().toDouble() / scale;
}

} // namespace

bool Measure::holds() const
{
    const auto left = Decimal::fromDouble(observed);
    const auto right = Decimal::fromDouble(limit);
    if (!left || !right)
        return false;
    switch (op) {
    case Operator::LessOrEqual:
        return *left <= *right;
    case Operator::Less:
        return *left < *right;
    case Operator::GreaterOrEqual:
        return *left >= *right;
    case Operator::Equal:
        return *left == *right;
    }
    return false;
}

Decimal Measure::margin() const
{
    const auto left = Decimal::fromDouble(observed);
    const auto right = Decimal::fromDouble(limit);
    if (!left || !right || op == Operator::Equal)
        return {};
    return op == Operator::GreaterOrEqual ? *left - *right : *right - *left;
}

const Measure *Row::decisiveMeasure() const
{
    const auto least = std::ranges::min_element(measures, {}, relativeMargin);
    return least == measures.end() ? nullptr : &*least;
}

QString statusName(Status status)
{
    return statusNames[static_cast<std::size_t>(status)];
}

std::optional<Status> statusFromName(QStringView name)
{
    return fromName<Status>(statusNames, name);
}

QString operatorSign(Operator op)
{
    switch (op) {
    case Operator::LessOrEqual:
        return u"≤"_s;
    case Operator::Less:
        return u"<"_s;
    case Operator::GreaterOrEqual:
        return u"≥"_s;
    case Operator::Equal:
        return u"="_s;
    }
    return {};
}

QString unitName(Unit unit)
{
    return unitNames[static_cast<std::size_t>(unit)];
}

std::optional<Unit> unitFromName(QStringView name)
{
    return fromName<Unit>(unitNames, name);
}

Row judgedForAge(Row row, qint64 maxAgeS, const QDateTime &now)
{
    // A clock that was set back must not keep a row Go for longer than it may be old.
    const qint64 ageS = row.measuredAt.secsTo(now);
    if (row.isGo() && (!row.measuredAt.isValid() || ageS > maxAgeS || ageS < -clockToleranceS)) {
        row.status = Status::Stale;
        row.reason = {Cause::TooOld, {QString::number(ageS), QString::number(maxAgeS)}};
    }
    return row;
}

} // namespace cutover::domain
