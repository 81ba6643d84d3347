// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/commandjudge.h"

#include "checks/extraction.h"
#include "checks/windowsoutput.h"

#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using domain::Status;

namespace {

constexpr qsizetype longestObserved = 200;

struct Verdict
{
    Status status;
    Reason reason;
};

std::optional<Verdict> judgeEnd(const process::ChildResult &result, const domain::CriterionPlan &plan)
{
    switch (result.outcome) {
    case process::Outcome::Exited:
        return std::nullopt;
    case process::Outcome::Signalled:
        return Verdict{Status::Error, {Cause::Signalled, {QString::number(result.signalNumber)}}};
    case process::Outcome::FailedToStart:
        return Verdict{Status::Error, {Cause::FailedToStart, {result.detail, codeName(result.startFailure)}}};
    case process::Outcome::TimedOut:
        return Verdict{Status::TimedOut, {Cause::DeadlinePassed, {QString::number(plan.deadlineS)}}};
    case process::Outcome::Cancelled:
        return Verdict{Status::NotRun, {Cause::Cancelled, {}}};
    }
    Q_UNREACHABLE();
}

/// The module that Python was told to run and did not find.
std::optional<QString> missingModule(const domain::CriterionPlan &plan, const QString &errors)
{
    static const QRegularExpression missing(uR"(No module named '?([\w.]+))"_s);
    const auto at = plan.command.arguments.indexOf(u"-m"_s);
    const auto match = missing.match(errors);
    if (at < 0 || at + 1 >= plan.command.arguments.size() || !match.hasMatch())
        return std::nullopt;
    const QString module = plan.command.arguments.at(at + 1);
    const bool isIt = module == match.captured(1) || module.startsWith(match.captured(1) + u'.');
    return isIt ? std::optional(module) : std::nullopt;
}

std::optional<Verdict> judgeExit(const process::ChildResult &result, const domain::CriterionPlan &plan)
{
    if (result.exitCode == 0)
        return std::nullopt;
    if (const auto module = missingModule(plan, QString::fromUtf8(result.stdErr)))
        return Verdict{Status::Error, {Cause::ScriptMissing, {*module}}};
    return Verdict{Status::NoGo, {Cause::ExitCode, {QString::number(result.exitCode)}}};
}

/// A refused pattern that matches; a pattern that cannot be tried is as bad.
std::optional<Verdict> judgeRefusals(const QStringList &patterns, const QString &text)
{
    for (const QString &pattern : patterns) {
        const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
        const auto match = expression.match(text);
        if (!expression.isValid() || !match.isValid())
            return Verdict{Status::Error, {Cause::ProfileUnreadable, {pattern}}};
        if (!match.hasMatch())
            continue;
        const auto lineStart = text.lastIndexOf(u'\n', std::max<qsizetype>(match.capturedStart() - 1, 0)) + 1;
        const QString line = text.mid(lineStart).section(u'\n', 0, 0).trimmed();
        return Verdict{Status::NoGo, {Cause::RefusedLine, {pattern, line.left(longestObserved)}}};
    }
    return std::nullopt;
}

std::optional<Verdict> judgeReadable(const process::ChildResult &result, const domain::CriterionPlan &plan,
                                     bool hasExpectedLine)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString decoded = decoder.decode(result.stdOut);
    // The last character may have been cut in two by the limit.
    if (decoder.hasError() && !result.stdOutTruncated)
        return Verdict{Status::NoData, {Cause::OutputUnreadable, {u"invalid_utf8"_s, {}, {}}}};
    const bool refusalUnknown = !plan.refuse.isEmpty() && (result.stdOutTruncated || result.stdErrTruncated);
    if (refusalUnknown || (result.stdOutTruncated && (!hasExpectedLine || !plan.extract.isEmpty())))
        return Verdict{Status::NoData, {Cause::OutputUnreadable, {u"too_large"_s, {}, {}}}};
    return std::nullopt;
}

bool hasLine(const QString &text, const QString &expected)
{
    const auto lines = QStringView(text).split(u'\n');
    return std::any_of(lines.cbegin(), lines.cend(),
                       [&expected](QStringView line) { return line.trimmed() == expected; });
}

QString lastLine(const QString &text)
{
    return text.trimmed().section(u'\n', -1).trimmed().left(longestObserved);
}

/// The words of a row without numbers: the line that was seen against the line that was awaited, or exit codes.
void fillWords(domain::Row &row, const domain::CriterionPlan &plan, const process::ChildResult &result,
               const QString &text)
{
    if (!row.measures.isEmpty() || result.outcome != process::Outcome::Exited)
        return;
    const bool byLine = !plan.expect.isEmpty();
    row.limit = byLine ? plan.expect : u"exit 0"_s;
    if (byLine)
        row.observed = hasLine(text, plan.expect) ? plan.expect : lastLine(text);
    else
        row.observed = u"exit %1"_s.arg(result.exitCode);
}

Verdict judgeWords(const domain::CriterionPlan &plan, const process::ChildResult &result, const QString &text,
                   const Extraction &numbers)
{
    const QString everything = text + u'\n' + withoutEscapes(QString::fromUtf8(result.stdErr));
    const bool hasExpected = plan.expect.isEmpty() || hasLine(text, plan.expect.trimmed());
    if (!numbers.overLimit.isEmpty())
        return {Status::NoGo, {Cause::OverLimit, {numbers.overLimit}}};
    if (const auto refused = judgeRefusals(plan.refuse, everything))
        return *refused;
    if (const auto exit = judgeExit(result, plan))
        return *exit;
    if (const auto unreadable = judgeReadable(result, plan, hasExpected))
        return *unreadable;
    if (!hasExpected)
        return {Status::NoGo, {Cause::ExpectedLineMissing, {plan.expect}}};
    if (numbers.fault)
        return {numbers.fault->cause == Cause::ProfileUnreadable ? Status::Error : Status::NoData, *numbers.fault};
    return {Status::Go, {numbers.measures.isEmpty() ? Cause::ScriptsWord : Cause::None, {}}};
}

domain::Row judgeWindows(const domain::CriterionPlan &plan, const CommandContext &context,
                         const process::ChildResult &result, const QString &text)
{
    // The list is all that is judged, so a line is not awaited besides.
    domain::CriterionPlan words = plan;
    words.expect.clear();
    words.extract.clear();
    domain::Row row = judgeWindowsOutput(result.stdOut, context.limits);
    const Verdict verdict = judgeWords(words, result, text, {});
    // What cannot be read explains less than a command that failed.
    if (verdict.status != Status::Go && row.status != Status::NoGo) {
        row.status = verdict.status;
        row.reason = verdict.reason;
    }
    return row;
}

domain::Row judgeExited(domain::CriterionId id, const domain::CriterionPlan &plan, const CommandContext &context,
                        const process::ChildResult &result)
{
    const QString text = withoutEscapes(QString::fromUtf8(result.stdOut));
    domain::Row row;
    if (id == domain::CriterionId::CanaryHealth) {
        row = judgeWindows(plan, context, result, text);
    } else {
        const Extraction numbers = extractNumbers(plan.extract, text);
        const Verdict verdict = judgeWords(plan, result, text, numbers);
        row.status = verdict.status;
        row.reason = verdict.reason;
        row.measures = numbers.measures;
        fillWords(row, plan, result, text);
    }
    row.source.exitCode = result.exitCode;
    return row;
}

} // namespace

QString withoutEscapes(QString text)
{
    // Control sequences, operating system commands and two-character escapes (ECMA-48).
    static const QRegularExpression escape(
        u"\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[ -/]*[0-~])"_s);
    return text.remove(escape);
}

domain::Row judgeCommand(domain::CriterionId id, const domain::CriterionPlan &plan, const CommandContext &context,
                         const process::ChildResult &result)
{
    const auto ended = judgeEnd(result, plan);
    if (!ended)
        return judgeExited(id, plan, context, result);
    domain::Row row;
    row.status = ended->status;
    row.reason = ended->reason;
    return row;
}

} // namespace cutover::checks
