// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/extraction.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <tl/expected.hpp>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Measure;
using domain::Operator;
using domain::Reason;

namespace {

constexpr int maxMatches = 10'000;
constexpr double sixtieths = 60;

/// A dash before the group belongs to the number unless it joins two words: «RPO=-1», but «2026-03» and «1-3».
bool hasSignBefore(const QString &text, qsizetype at)
{
    if (at < 1 || (text.at(at - 1) != u'-' && text.at(at - 1) != u'−'))
        return false;
    return at == 1 || !text.at(at - 2).isLetterOrNumber();
}

std::optional<double> numberOf(const QRegularExpressionMatch &match, const QString &text)
{
    bool isNumber = false;
    double value = match.captured(1).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    if (match.lastCapturedIndex() >= 2 && match.hasCaptured(2)) {
        const double finer = match.captured(2).toDouble(&isNumber);
        if (!isNumber || !std::isfinite(finer) || std::signbit(finer))
            return std::nullopt;
        value += std::copysign(finer / sixtieths, value);
    }
    return hasSignBefore(text, match.capturedStart(1)) ? -value : value;
}

struct Limit
{
    Operator op;
    double value;
};

QList<Limit> limitsOf(const domain::Extract &extract)
{
    QList<Limit> limits;
    if (extract.max)
        limits.append({Operator::LessOrEqual, *extract.max});
    if (extract.min)
        limits.append({Operator::GreaterOrEqual, *extract.min});
    return limits;
}

Measure worst(const domain::Extract &extract, const Limit &limit, const QList<double> &values)
{
    Measure result{extract.name, values.first(), limit.op, limit.value, extract.unit};
    for (const double value : values) {
        const Measure next{extract.name, value, limit.op, limit.value, extract.unit};
        if (next.margin() < result.margin() || !next.holds())
            result = next;
        if (!result.holds())
            break;
    }
    return result;
}

tl::expected<QList<double>, Reason> valuesOf(const domain::Extract &extract, const QString &text)
{
    const QRegularExpression expression(extract.regex, QRegularExpression::MultilineOption);
    if (!expression.isValid() || expression.captureCount() < 1)
        return tl::unexpected(Reason{Cause::ProfileUnreadable, {extract.regex}});
    QList<double> values;
    for (auto matches = expression.globalMatch(text); matches.hasNext() && values.size() < maxMatches;) {
        const auto value = numberOf(matches.next(), text);
        if (!value)
            return tl::unexpected(Reason{Cause::OutputUnreadable, {u"not_finite"_s, extract.name, {}}});
        values.append(*value);
    }
    if (values.isEmpty())
        return tl::unexpected(Reason{Cause::NumberMissing, {extract.name, extract.regex}});
    return values;
}

bool isNegative(double value)
{
    return value < 0;
}

void take(Extraction &extraction, const domain::Extract &extract, const QList<double> &values)
{
    for (const Limit &limit : limitsOf(extract)) {
        const Measure measure = worst(extract, limit, values);
        extraction.measures.append(measure);
        if (!measure.holds() && extraction.overLimit.isEmpty())
            extraction.overLimit = extract.name;
    }
    if (!extract.min && std::any_of(values.cbegin(), values.cend(), isNegative) && !extraction.fault)
        extraction.fault = Reason{Cause::OutputUnreadable, {u"negative"_s, extract.name, {}}};
}

} // namespace

Extraction extractNumbers(const QList<domain::Extract> &extracts, const QString &text)
{
    Extraction extraction;
    for (const auto &extract : extracts) {
        const auto values = valuesOf(extract, text);
        if (values)
            take(extraction, extract, *values);
        else if (!extraction.fault)
            extraction.fault = values.error();
    }
    return extraction;
}

} // namespace cutover::checks
