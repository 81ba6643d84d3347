// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reportwords.h"

#include "domain/decimal.h"

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

QString unitWord(domain::Unit unit)
{
    // A ratio and a fraction are pure numbers on paper.
    const bool isPure = unit == domain::Unit::Ratio || unit == domain::Unit::Fraction || unit == domain::Unit::None;
    return isPure ? QString() : u' ' + domain::unitName(unit);
}

QString quotedArgument(const QString &argument)
{
    const bool needsQuotes = argument.isEmpty() || argument.contains(u' ') || argument.contains(u'"');
    return needsQuotes ? u'"' + QString(argument).replace(u"\""_s, u"\\\""_s) + u'"' : argument;
}

} // namespace

QString dateText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd"_s) : u"not set"_s;
}

QString clockText(const QDateTime &time)
{
    if (!time.isValid())
        return u"not set"_s;
    const QTime clock = time.toUTC().time();
    return clock.toString(clock.second() == 0 ? u"HH:mm 'UTC'"_s : u"HH:mm:ss 'UTC'"_s);
}

QString momentText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) : u"never"_s;
}

QString durationText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return u"not run"_s;
    const qint64 seconds = milliseconds / 1000;
    if (milliseconds < 60'000)
        return u"%1 s"_s.arg(static_cast<double>(milliseconds) / 1000.0, 0, 'f', milliseconds < 1000 ? 2 : 1);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds % 3600 / 60, 2, 10, QLatin1Char('0'));
}

QString spanText(qint64 seconds)
{
    if (seconds >= 7200 && seconds % 3600 == 0)
        return u"%1 h"_s.arg(seconds / 3600);
    if (seconds >= 60 && seconds % 60 == 0)
        return u"%1 min"_s.arg(seconds / 60);
    return u"%1 s"_s.arg(seconds);
}

QString numberText(double value)
{
    const auto decimal = domain::Decimal::fromDouble(value);
    return decimal ? decimal->toString() : QString::number(value, 'g', 17);
}

QString percentText(double fraction)
{
    const auto decimal = domain::Decimal::fromDouble(fraction);
    return decimal ? (*decimal * domain::Decimal(100)).toString() + u" %"_s : numberText(fraction);
}

QString groupedHex(const QString &hex, int groups)
{
    QStringList parts;
    for (qsizetype at = 0; at < hex.size() && (groups < 0 || parts.size() < groups); at += 4)
        parts.append(hex.mid(at, 4));
    return parts.join(u' ');
}

QString statusWord(domain::Status status)
{
    switch (status) {
    case domain::Status::Go:
        return u"Go"_s;
    case domain::Status::NoGo:
        return u"No-Go"_s;
    case domain::Status::NoData:
        return u"No data"_s;
    case domain::Status::Stale:
        return u"Stale"_s;
    case domain::Status::Error:
        return u"Error"_s;
    case domain::Status::TimedOut:
        return u"Timed out"_s;
    case domain::Status::Running:
        return u"Running"_s;
    case domain::Status::NotRun:
        return u"Not run"_s;
    }
    return {};
}

QString roleWord(domain::BoundFile::Role role)
{
    using enum domain::BoundFile::Role;
    switch (role) {
    case Profile:
        return u"profile"_s;
    case Evidence:
        return u"evidence"_s;
    case Manifest:
        return u"manifest"_s;
    case Sealed:
        return u"sealed"_s;
    case Baselines:
        return u"baselines"_s;
    case Signers:
        return u"signers"_s;
    case Script:
        return u"check"_s;
    case Stage:
        return u"stage"_s;
    case Abort:
        return u"abort"_s;
    case Smoke:
        return u"smoke test"_s;
    case Output:
        return u"output"_s;
    }
    return {};
}

QString commandText(const domain::Command &command)
{
    if (!command.shell.isEmpty())
        return u"bash -o pipefail -c "_s + quotedArgument(command.shell);
    QStringList arguments;
    for (const QString &argument : command.arguments)
        arguments.append(quotedArgument(argument));
    return arguments.isEmpty() ? u"built in: the stage file is set by the console"_s : arguments.join(u' ');
}

QString measureText(const domain::Measure &measure)
{
    const QString unit = unitWord(measure.unit);
    const QString judged = u"%1 %2 %3 %4%5"_s.arg(measure.name, numberText(measure.observed),
                                                  domain::operatorSign(measure.op), numberText(measure.limit), unit);
    if (measure.op == domain::Operator::Equal)
        return judged;
    return judged + u", margin %1%2"_s.arg(measure.margin().toString(), unit);
}

QString sourceText(const domain::Source &source)
{
    QStringList parts{source.ref.isEmpty() ? u"none"_s : source.ref};
    if (!source.pointer.isEmpty())
        parts.append(source.pointer);
    if (source.exitCode)
        parts.append(u"exit code %1"_s.arg(*source.exitCode));
    return parts.join(u", "_s);
}

QString baselineText(const domain::Statement &statement)
{
    if (!statement.baseline)
        return {};
    const domain::Baseline &baseline = *statement.baseline;
    const qint64 ageS = baseline.capturedAt.secsTo(statement.composedAt);
    return u"P50 %1 ms, P99 %2 ms, captured %3 %4 (%5 old, limit %6)"_s.arg(
        numberText(baseline.p50Ms), numberText(baseline.p99Ms), dateText(baseline.capturedAt),
        clockText(baseline.capturedAt), ageS < 3600 ? spanText(ageS / 60 * 60) : spanText(ageS / 3600 * 3600),
        spanText(statement.limits.baselineAgeS));
}

QString gitText(const domain::Statement &statement)
{
    if (!statement.git)
        return u"none"_s;
    return statement.git->commit.first(qMin<qsizetype>(8, statement.git->commit.size())) +
           (statement.git->dirty ? u", with local changes"_s : u", clean"_s);
}

QString contactText(const domain::Contact &contact)
{
    QStringList parts{contact.name, contact.phone, contact.slack, contact.email, contact.link};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace cutover::pdf
