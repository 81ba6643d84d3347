// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsstatement.h"

#include "models/words.h"
#include "models/wordsclosing.h"

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::DecisionKind;
using domain::Statement;

namespace {

QString dayAndTime(const QDateTime &at)
{
    return at.toUTC().toString(u"yyyy-MM-dd HH:mm 'UTC'"_s);
}

QString decisionLine(const Statement &statement)
{
    const QString change = statement.change.isEmpty() ? QString() : u", change "_s + statement.change;
    return u"%1 for %2 %3%4"_s.arg(domain::decisionWord(statement.decision), statement.environment, statement.version,
                                   change);
}

QString windowLine(const Statement &statement)
{
    const QString target = u"Target %1"_s.arg(dayAndTime(statement.targetAt));
    if (statement.closing)
        return target + u"; %1, attempt %2."_s.arg(closingOutcomeText(statement.closing->outcome),
                                                   fingerprintText(statement.closing->attemptId, 2));
    if (statement.continues)
        return u"Continues the rollout at %1 %; opens at once, until %2."_s.arg(*statement.continues)
            .arg(dayAndTime(statement.expiresAt));
    if (statement.decision != DecisionKind::Go)
        return target + u"; a NO-GO closes the gate."_s;
    return target + u"; the first promotion from %1 to %2."_s.arg(dayAndTime(statement.opensAt),
                                                                  dayAndTime(statement.expiresAt));
}

/// Every row that is not Go by name: at most a dozen and the baselines, which are no criterion.
QStringList rowLines(const Statement &statement)
{
    qsizetype go = 0;
    qsizetype criteria = 0;
    bool hasBaselines = false;
    for (const auto &stated : statement.rows) {
        const bool isCriterion = stated.row.id != domain::CriterionId::Baselines;
        criteria += isCriterion ? 1 : 0;
        go += isCriterion && stated.row.isGo() ? 1 : 0;
        hasBaselines = hasBaselines || (!isCriterion && stated.row.isGo());
    }
    QStringList lines{u"%1 of %2 rows are Go%3."_s.arg(go).arg(criteria).arg(
        hasBaselines ? u", and the baselines are documented"_s : QString())};
    for (const auto &stated : statement.rows)
        if (!stated.row.isGo())
            lines.append(u"✗ %1: %2 (%3)"_s.arg(domain::criterion(stated.row.id).title, statusWord(stated.row.status),
                                                stated.reason));
    return lines;
}

QString bindingLine(const Statement &statement)
{
    const QString commit = !statement.git         ? u"no git checkout"_s
                           : statement.git->dirty ? u"commit %1 with changes not committed"_s
                                                  : u"commit %1"_s;
    return u"Binds %1 files and outputs; %2."_s.arg(statement.files.size())
        .arg(statement.git ? commit.arg(statement.git->commit.left(8)) : commit);
}

/// Objections first: a NO-GO may be signed over them.
QStringList pollLines(const std::optional<domain::Ceremony> &poll)
{
    if (!poll)
        return {};
    QStringList lines{u"Ceremony of %1, presided by %2: %3 of 12 answers are Go."_s.arg(
        dayAndTime(poll->endedAt), poll->presider, QString::number(poll->goCount()))};
    for (const auto row : domain::polledSet()) {
        const auto *answer = poll->last(row);
        if (answer && !answer->isGo())
            lines.append(u"✗ %1: %2 said no-go (%3)"_s.arg(domain::criterion(row).title, answer->station, answer->by));
    }
    return lines;
}

} // namespace

QString statementSummary(const Statement &statement)
{
    QStringList lines{decisionLine(statement), windowLine(statement)};
    lines += rowLines(statement);
    lines += pollLines(statement.ceremony);
    if (statement.closing)
        for (const auto &deviation : statement.closing->deviations)
            lines.append(u"Deviation: "_s + deviationText(deviation));
    for (const auto &rule : statement.loosened)
        lines.append(loosenedText(rule));
    lines.append(bindingLine(statement));
    lines.append(u"Signed as %1, %2: %3"_s.arg(statement.signerName, statement.signerRole, statement.meaning));
    lines.append(u"Reason: %1"_s.arg(statement.reason));
    QString text;
    for (const auto &line : lines)
        text += u"  %1\n"_s.arg(oneLine(line));
    return text.replace(u'\u00a0', u' ');
}

} // namespace cutover::models
