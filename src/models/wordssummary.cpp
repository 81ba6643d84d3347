// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include <algorithm>
#include <cmath>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::Measure;
using domain::Row;
using domain::Unit;

namespace {

const QString nbsp = u"\u00a0"_s;

/// «12m», «12m 04s», «41s», «1h 12m», «0»: as the checklist writes a duration in one word, files as a bare number.
QString terse(const Measure &measure)
{
    QString text = valueText(measure.observed, measure.unit);
    if (measure.unit == Unit::Files)
        return text.section(nbsp, 0, 0);
    if (measure.unit != Unit::Minutes && measure.unit != Unit::Seconds)
        return text;
    for (const auto &[unit, letter] : {std::pair{u"min"_s, u'm'}, std::pair{u"s"_s, u's'}, std::pair{u"h"_s, u'h'}})
        text.replace(nbsp + unit, QString(letter));
    return text;
}

/// RTO before RPO, as the checklist has them; a profile names its numbers in any order.
QString recoveryLine(const Row &row)
{
    QStringList numbers;
    for (const auto &measure : row.measures) {
        const QString number = measure.name + u'=' + terse(measure);
        if (measure.name == "RTO"_L1)
            numbers.prepend(number);
        else
            numbers.append(number);
    }
    return numbers.isEmpty() ? u"DR recovery: PASS"_s : u"DR recovery: PASS (%1)"_s.arg(numbers.join(u", "_s));
}

/// «30+ days»: whole days that the soonest key has at least.
QString rotationLine(const Row &row)
{
    const auto soonest = std::ranges::min_element(row.measures, {}, &Measure::observed);
    if (soonest == row.measures.end())
        return u"Key rotation: healthy"_s;
    const QString left = soonest->unit == Unit::Days ? u"%1+ days"_s.arg(std::floor(soonest->observed))
                                                     : valueText(soonest->observed, soonest->unit);
    return u"Key rotation: healthy (%1 remaining)"_s.arg(left);
}

QString canaryLine(const Row &row)
{
    if (row.measures.isEmpty())
        return u"Canary health: green"_s;
    const auto worst = std::ranges::max_element(row.measures, {}, &Measure::observed);
    return u"Canary health: %1 green windows, burst=%2x"_s.arg(row.measures.size())
        .arg(valueText(worst->observed, worst->unit));
}

/// The checklist's own words for a row of its runner's output.
QString summaryLine(const Row &row)
{
    switch (row.id) {
    case CriterionId::Readyz:
        return u"Readyz endpoint: healthy"_s;
    case CriterionId::EvidenceIntegrity:
        return u"Evidence integrity: valid"_s;
    case CriterionId::DrRecovery:
        return recoveryLine(row);
    case CriterionId::KeyRotation:
        return rotationLine(row);
    case CriterionId::PolicySignatures:
        return u"Policy signatures: all valid"_s;
    case CriterionId::PiiBreaker:
        return u"PII circuit breaker: enabled"_s;
    case CriterionId::ManualPromotion:
        return u"Manual promotion: enforced"_s;
    case CriterionId::CanaryHealth:
        return canaryLine(row);
    case CriterionId::Rehearsal:
        return u"Rehearsal: passed"_s;
    case CriterionId::Dashboard:
        return u"Ops dashboard: GO"_s;
    default:
        break;
    }
    return domain::criterion(row.id).title;
}

QString summaryName(const Row &row)
{
    return summaryLine(row).section(u':', 0, 0);
}

} // namespace

QString preflightSummary(std::span<const Row> rows)
{
    QString text;
    for (const auto id : domain::preflightSet()) {
        const auto &row = rows[static_cast<std::size_t>(id)];
        text += row.isGo()
                    ? u"✓ %1\n"_s.arg(oneLine(summaryLine(row)))
                    : u"✗ %1: %2 (%3)\n"_s.arg(summaryName(row), statusWord(row.status), oneLine(rowReason(row)));
    }
    const bool go = domain::isGo(rows, domain::preflightSet());
    const QString rule = QString(40, u'=') + u'\n';
    text += u'\n' + rule;
    text += go ? u"  ✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓\n"_s : u"  ✗✗✗ PRE-FLIGHT CHECKS: FAIL ✗✗✗\n"_s;
    text += rule;
    text += u"Go/No-Go: %1\n"_s.arg(go ? u"GO"_s : u"NO-GO"_s);
    return text.replace(nbsp, u" "_s);
}

} // namespace cutover::models
