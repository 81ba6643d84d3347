// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/reportcomparison.h"

#include "formats/rowjson.h"

namespace cutover::formats {

using namespace Qt::StringLiterals;
using What = ReportChange::What;

namespace {

QString verdictWord(bool go)
{
    return go ? u"GO"_s : u"NO-GO"_s;
}

/// True where `now` lets more pass than `then`. A text that took the place of a number, or the reverse, may do so too.
bool isLooser(const QString &op, const QJsonValue &then, const QJsonValue &now)
{
    if (!then.isDouble() || !now.isDouble())
        return then.isDouble() != now.isDouble();
    if (op == domain::operatorSign(domain::Operator::GreaterOrEqual))
        return now.toDouble() < then.toDouble();
    return op != domain::operatorSign(domain::Operator::Equal) && now.toDouble() > then.toDouble();
}

QString placeOf(const domain::Source &source)
{
    const QString place = sourceKindName(source.kind) + u' ' + source.ref;
    return source.pointer.isEmpty() ? place : place + u' ' + source.pointer;
}

class Comparison
{
public:
    Comparison(const Report &then, const Report &now)
        : m_then(then)
        , m_now(now)
    {
    }

    [[nodiscard]] QList<ReportChange> run()
    {
        compare({}, What::Verdict, verdictWord(m_then.isGo), verdictWord(m_now.isGo));
        compare({}, What::DecisionVerdict, verdictWord(m_then.isDecisionGo), verdictWord(m_now.isDecisionGo));
        if (m_then.missing && m_now.missing)
            compare({}, What::Missing, m_then.missing->join(u", "_s), m_now.missing->join(u", "_s));
        for (std::size_t i = 0; i < domain::rowCount; ++i)
            compareRow(m_then.rows[i], m_now.rows[i]);
        compareBaselines();
        return m_changes;
    }

private:
    void compare(std::optional<domain::CriterionId> row, What what, const QJsonValue &then, const QJsonValue &now,
                 const QString &unit = {})
    {
        if (then != now)
            m_changes.append({row, what, then, now, unit});
    }

    void compareRow(const ReportedRow &then, const ReportedRow &now)
    {
        compare(now.id, What::Status, domain::statusName(then.status), domain::statusName(now.status));
        compareNumbers(then, now);
        // A row that never ran names no source yet.
        if (then.measuredAt.isValid() && now.measuredAt.isValid())
            compare(now.id, What::Source, placeOf(then.source), placeOf(now.source));
    }

    void compareNumbers(const ReportedRow &then, const ReportedRow &now)
    {
        const bool sameMeasure = then.unit == now.unit && then.op == now.op;
        if (!sameMeasure) { // another of the row's numbers decides: only its whole arithmetic compares
            compare(now.id, What::Observed, then.arithmetic, now.arithmetic);
            return;
        }
        // An age grows by itself; the baselines' own numbers are compared apart.
        const bool isAge =
            now.id == domain::CriterionId::Baselines && then.observed.isDouble() && now.observed.isDouble();
        if (!isAge)
            compare(now.id, What::Observed, then.observed, now.observed, now.unit);
        compare(now.id, isLooser(now.op, then.limit, now.limit) ? What::LimitLoosened : What::Limit, then.limit,
                now.limit, now.unit);
        // Of several numbers, one that does not decide.
        if (!isAge && then.observed == now.observed && then.limit == now.limit)
            compare(now.id, What::Observed, then.arithmetic, now.arithmetic);
    }

    void compareBaselines()
    {
        const auto row = domain::CriterionId::Baselines;
        const auto number = [](const std::optional<domain::Baseline> &from, double domain::Baseline::*member) {
            return from ? QJsonValue((*from).*member) : QJsonValue(QJsonValue::Null);
        };
        const auto file = [](const std::optional<domain::Baseline> &from) {
            return from ? QJsonValue(from->file) : QJsonValue(QJsonValue::Null);
        };
        using domain::Baseline;
        const QString ms = domain::unitName(domain::Unit::Milliseconds);
        compare(row, What::BaselineP50, number(m_then.baseline, &Baseline::p50Ms),
                number(m_now.baseline, &Baseline::p50Ms), ms);
        compare(row, What::BaselineP99, number(m_then.baseline, &Baseline::p99Ms),
                number(m_now.baseline, &Baseline::p99Ms), ms);
        compare(row, What::BaselineFile, file(m_then.baseline), file(m_now.baseline));
    }

    const Report &m_then;
    const Report &m_now;
    QList<ReportChange> m_changes;
};

} // namespace

QString whatName(What what)
{
    switch (what) {
    case What::Verdict:
        return u"verdict"_s;
    case What::DecisionVerdict:
        return u"decision_verdict"_s;
    case What::Missing:
        return u"missing"_s;
    case What::Status:
        return u"status"_s;
    case What::Observed:
        return u"observed"_s;
    case What::Limit:
        return u"limit"_s;
    case What::LimitLoosened:
        return u"limit_loosened"_s;
    case What::Source:
        return u"source"_s;
    case What::BaselineP50:
        return u"baseline_p50"_s;
    case What::BaselineP99:
        return u"baseline_p99"_s;
    case What::BaselineFile:
        return u"baseline_file"_s;
    }
    Q_UNREACHABLE();
}

QList<ReportChange> changesBetween(const Report &then, const Report &now)
{
    return Comparison(then, now).run();
}

} // namespace cutover::formats
