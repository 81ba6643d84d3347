// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reporttext.h"

#include <QStringList>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

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
    return arguments.isEmpty() ? u"the console writes the stage file itself"_s : arguments.join(u' ');
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

QString baselineText(const domain::Statement &statement, const ReportWords &words)
{
    if (!statement.baseline)
        return {};
    const domain::Baseline &baseline = *statement.baseline;
    return u"P50 %1, P99 %2, captured %3 %4 (%5 old, limit %6)"_s.arg(
        words.value(baseline.p50Ms, domain::Unit::Milliseconds),
        words.value(baseline.p99Ms, domain::Unit::Milliseconds), dateText(baseline.capturedAt),
        clockText(baseline.capturedAt), words.age(baseline.capturedAt.secsTo(statement.composedAt)),
        words.age(statement.limits.baselineAgeS));
}

QString gitText(const domain::Statement &statement)
{
    if (!statement.git)
        return u"none"_s;
    return statement.git->commit.first(qMin<qsizetype>(8, statement.git->commit.size())) +
           (statement.git->dirty ? u", with local changes"_s : u", clean"_s);
}

QString outcomeText(domain::ClosingOutcome outcome)
{
    switch (outcome) {
    case domain::ClosingOutcome::Validated:
        return u"Closed, validated"_s;
    case domain::ClosingOutcome::Deviations:
        return u"Closed with deviations"_s;
    case domain::ClosingOutcome::RolledBack:
        return u"Rolled back"_s;
    }
    return {};
}

QString outcomeMeaning(domain::ClosingOutcome outcome)
{
    switch (outcome) {
    case domain::ClosingOutcome::Validated:
        return u"every check after the last stage is Go"_s;
    case domain::ClosingOutcome::Deviations:
        return u"each is named, with owner and date"_s;
    case domain::ClosingOutcome::RolledBack:
        return u"abort read back, readyz recovered"_s;
    }
    return {};
}

bool isOpen(const domain::Statement &statement)
{
    return statement.closing && statement.id.isEmpty();
}

QString verdictText(const domain::Statement &statement)
{
    if (isOpen(statement))
        return u"Not closed"_s;
    if (statement.closing)
        return outcomeText(statement.closing->outcome);
    return u"Decision: "_s + domain::decisionWord(statement.decision);
}

QString contactText(const domain::Contact &contact)
{
    QStringList parts{contact.name, contact.phone, contact.slack, contact.email, contact.link};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

} // namespace cutover::pdf
