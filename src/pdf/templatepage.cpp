// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/templatepage.h"

#include "pdf/reporttext.h"
#include "pdf/signerblocks.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using domain::CriterionId;
using domain::DecisionKind;

const Type s_note{8.0, QFont::Normal, ink::text, false};

/// Whether each of the thirteen stated rows is Go.
bool isAllGreen(const domain::Statement &statement)
{
    return statement.rows.size() == static_cast<qsizetype>(domain::rowCount) &&
           std::ranges::all_of(statement.rows, [](const domain::StatedRow &stated) { return stated.row.isGo(); });
}

/// How many of the twelve criteria are Go.
int goCount(const domain::Statement &statement)
{
    return static_cast<int>(std::ranges::count_if(statement.rows, [](const domain::StatedRow &stated) {
        return stated.row.isGo() && stated.row.id != CriterionId::Baselines;
    }));
}

void drawTitle(const ReportContent &content, ReportFlow &flow)
{
    const domain::Statement &statement = content.statement;
    const bool isGo = statement.decision == DecisionKind::Go;
    const QString state = content.signers.isEmpty() ? u"not signed"_s : u"signed"_s;
    drawFrontTitle({u"Production Cutover Decision"_s, u"Go/No-Go Decision Template, D-1 checklist"_s,
                    domain::decisionWord(statement.decision), isGo ? 25.0 : 21.0,
                    u"%1 of 12 Go, %2"_s.arg(goCount(statement)).arg(state), isGo ? ink::go : ink::nogo},
                   flow);
    drawFrontFields({{u"Target Date"_s, dateText(statement.targetAt)},
                     {u"Environment"_s, statement.environment},
                     {u"Target Time"_s, clockText(statement.targetAt)},
                     {u"Version"_s, statement.version},
                     {u"Change"_s, statement.change.isEmpty() ? u"none"_s : statement.change},
                     {u"Commit"_s, gitText(statement)}},
                    flow);
}

/// A continuation opens at once and repeats no stage (RULES section 3): nobody may take it for a first GO.
void drawContinuation(const domain::Statement &statement, ReportFlow &flow)
{
    if (!statement.continues)
        return;
    const QString from = *statement.continues > 0
                             ? u"CONTINUES the rollout from %1\u00a0%: no stage is repeated"_s.arg(*statement.continues)
                             : u"CONTINUES the attempt under way; no stage is reached yet"_s;
    flow.skip(4);
    flow.paragraph(u"%1. Open at once, until %2."_s.arg(from, momentText(statement.expiresAt)),
                   {8.8, QFont::DemiBold, ink::text, false});
}

void drawBaselines(const ReportContent &content, ReportFlow &flow)
{
    const auto &rows = content.statement.rows;
    const auto found = std::ranges::find_if(
        rows, [](const domain::StatedRow &stated) { return stated.row.id == CriterionId::Baselines; });
    const bool isGo = found != rows.end() && found->row.isGo();
    QString words = u"Monitoring baselines documented: "_s + baselineText(content.statement, content.words);
    if (!isGo) {
        const QString reason = found == rows.end() ? QString() : found->reason;
        words = u"Monitoring baselines: NO-GO"_s + (reason.isEmpty() ? QString() : u", "_s + reason);
    }
    if (found != rows.end() && !found->row.note.isEmpty())
        words += u"\n"_s + found->row.note;
    const Type type = isGo ? s_note.in(ink::text2) : s_note.in(ink::nogo).as(QFont::DemiBold);
    flow.skip(3);
    flow.paragraph(words, type, 4);
}

void drawFinalDecision(const domain::Statement &statement, ReportFlow &flow)
{
    const bool isGo = statement.decision == DecisionKind::Go;
    const bool isPostponed = !isGo && isAllGreen(statement);
    const QString noGo =
        isPostponed ? u"NO-GO: postponed by decision"_s : u"NO-GO: One or more criteria failed, postpone cutover"_s;
    drawAnswers(u"Final Decision"_s, {{u"GO: All criteria met, proceed with cutover"_s, isGo}, {noGo, !isGo}}, flow);
}

} // namespace

FrontPage composeTemplatePage(const ReportContent &content, ReportFlow &flow)
{
    const domain::Statement &statement = content.statement;
    drawTitle(content, flow);
    drawContinuation(statement, flow);
    drawLoosened(statement, flow);
    drawCriteria(u"Decision Criteria"_s, statement.rows, flow);
    drawBaselines(content, flow);
    drawFinalDecision(statement, flow);
    SignerBlocks signers(content, u"Decision Maker"_s, flow);
    signers.compose();
    drawContacts(statement.contacts, flow);
    return {signers.places(), signers.longReasons()};
}

} // namespace cutover::pdf
