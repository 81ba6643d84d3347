// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordschanges.h"

#include "formats/reports.h"
#include "models/words.h"

#include <QLocale>

namespace cutover::models {

using namespace Qt::StringLiterals;
using formats::ReportChange;
using What = ReportChange::What;

namespace {

QString words(const QJsonValue &value, const QString &unit)
{
    if (value.isDouble())
        return valueText(value.toDouble(), domain::unitFromName(unit).value_or(domain::Unit::None));
    const QString text = oneLine(value.toString());
    return text.isEmpty() ? u"nothing"_s : text;
}

QString statusWords(const QJsonValue &name)
{
    const auto status = domain::statusFromName(name.toString());
    return status ? statusWord(*status) : name.toString();
}

QString titleOf(const ReportChange &change)
{
    return change.row ? domain::criterion(*change.row).title : QString();
}

QString missingWords(const QString &then, const QString &now)
{
    if (now.isEmpty())
        return u"The pre-cutover validation lacked %1; it is done now."_s.arg(then);
    return then.isEmpty() ? u"The pre-cutover validation was done; it lacks %1 now."_s.arg(now)
                          : u"The pre-cutover validation lacked %1; it lacks %2 now."_s.arg(then, now);
}

} // namespace

QJsonObject reportDocument(const session::View &view, const QDateTime &now)
{
    return formats::preflightReport(view.rows, view.baseline, now, [](const domain::Row &row) {
        return formats::RowWords{rowArithmetic(row), rowReason(row)};
    });
}

QJsonObject preCutoverDocument(const session::View &view, const QDateTime &now)
{
    return formats::preCutoverReport(reportDocument(view, now), view.preCutover.opensAt, view.preCutover.missing);
}

tl::expected<QList<ReportChange>, formats::DocumentErrors> changesSince(const formats::Report &then,
                                                                        const session::View &view, const QDateTime &now)
{
    // The present is read as a report is, so that both sides have gone through the same rounding.
    const auto document = then.missing ? preCutoverDocument(view, now) : reportDocument(view, now);
    return formats::readReport(formats::readableJson(document), {}).map([&then](const formats::Report &present) {
        return formats::changesBetween(then, present);
    });
}

QString reportChangeText(const ReportChange &change)
{
    const QString title = titleOf(change);
    const QString then = words(change.then, change.unit);
    const QString now = words(change.now, change.unit);
    switch (change.what) {
    case What::Verdict:
        return u"The pre-flight verdict was %1 and is %2."_s.arg(then, now);
    case What::DecisionVerdict:
        return u"The decision verdict was %1 and is %2."_s.arg(then, now);
    case What::Missing:
        return missingWords(oneLine(change.then.toString()), oneLine(change.now.toString()));
    case What::Status:
        return u"%1 was %2 and is %3."_s.arg(title, statusWords(change.then), statusWords(change.now));
    case What::Observed:
        return u"%1: observed %2, now %3."_s.arg(title, then, now);
    case What::Limit:
        return u"%1: its limit changed from %2 to %3."_s.arg(title, then, now);
    case What::LimitLoosened:
        return u"%1: its limit was loosened from %2 to %3."_s.arg(title, then, now);
    case What::Source:
        return u"%1: it came from “%2” and comes from “%3”."_s.arg(title, then, now);
    case What::BaselineP50:
        return u"Baseline P50 was %1 and is %2."_s.arg(then, now);
    case What::BaselineP99:
        return u"Baseline P99 was %1 and is %2."_s.arg(then, now);
    case What::BaselineFile:
        return u"The baselines were those of %1 and are those of %2."_s.arg(then, now);
    }
    return {};
}

QJsonArray reportChangesJson(const QList<ReportChange> &changes)
{
    QJsonArray array;
    for (const auto &change : changes) {
        const QString what = formats::whatName(change.what);
        array.append(QJsonObject{{u"id"_s, change.row ? domain::criterion(*change.row).key : what},
                                 {u"what"_s, what},
                                 {u"then"_s, change.then},
                                 {u"now"_s, change.now},
                                 {u"text"_s, reportChangeText(change)}});
    }
    return array;
}

QString reportChangesText(const formats::Report &then, const QList<ReportChange> &changes)
{
    const QString when = QLocale::c().toString(then.generatedAt.toUTC(), u"d MMM yyyy HH:mm"_s) + u" UTC"_s;
    if (changes.isEmpty())
        return u"Nothing changed since the report of %1.\n"_s.arg(when);
    QString text = u"Since the report of %1:\n"_s.arg(when);
    for (const auto &change : changes)
        text += u"  %1\n"_s.arg(reportChangeText(change));
    return text;
}

} // namespace cutover::models
