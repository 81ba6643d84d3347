// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/closingpage.h"

#include "pdf/reporttable.h"
#include "pdf/reporttext.h"
#include "pdf/signerblocks.h"
#include "pdf/storypages.h"

#include <algorithm>
#include <optional>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using domain::ClosingOutcome;

const Type s_body{8.2, QFont::Normal, ink::text, false};

QColor colorOf(ClosingOutcome outcome)
{
    switch (outcome) {
    case ClosingOutcome::Validated:
        return ink::go;
    case ClosingOutcome::Deviations:
        return ink::warn;
    case ClosingOutcome::RolledBack:
        return ink::nogo;
    }
    return ink::text;
}

QString captionOf(const ReportContent &content, const domain::Closing &closing)
{
    const auto &rows = content.statement.rows;
    const auto go = std::ranges::count_if(rows, [](const auto &stated) { return stated.row.isGo(); });
    QString caption = u"%1 of %2 Go"_s.arg(go).arg(rows.size());
    if (const auto count = closing.deviations.size(); count > 0)
        caption += count == 1 ? u", 1 deviation"_s : u", %1 deviations"_s.arg(count);
    return caption + (content.signers.isEmpty() ? u", not signed"_s : u", signed"_s);
}

FrontTitle titleOf(const ReportContent &content, const domain::Closing &closing)
{
    const QString caption = captionOf(content, closing);
    constexpr double size = 21;
    if (isOpen(content.statement))
        return {u"Production Cutover"_s,
                u"What the ledger tells so far; nothing is closed"_s,
                u"OPEN"_s,
                size,
                caption,
                ink::text2};
    const QString title = u"Production Cutover Closing"_s;
    const QColor color = colorOf(closing.outcome);
    if (closing.outcome == ClosingOutcome::RolledBack)
        return {title, u"Rollback Procedures: the attempt was rolled back"_s, u"ROLLED BACK"_s, size, caption, color};
    return {title, u"Phase 3: Post-Cutover Validation"_s, u"CLOSED"_s, size, caption, color};
}

void drawHead(const ReportContent &content, const domain::Closing &closing, ReportFlow &flow)
{
    const domain::Statement &statement = content.statement;
    drawFrontTitle(titleOf(content, closing), flow);
    drawFrontFields({{u"Target Date"_s, dateText(statement.targetAt)},
                     {u"Environment"_s, statement.environment},
                     {u"Target Time"_s, clockText(statement.targetAt)},
                     {u"Version"_s, statement.version},
                     {u"Change"_s, statement.change.isEmpty() ? u"none"_s : statement.change},
                     {u"Judged"_s, momentText(statement.composedAt)}},
                    flow);
    QList<std::pair<QString, QString>> wide{
        {u"Attempt"_s, content.story.attempt.isEmpty() ? closing.attemptId : content.story.attempt}};
    for (qsizetype i = 0; i < content.story.signers.size(); ++i)
        wide.append({i == 0 ? u"Decisions"_s : QString(), content.story.signers.at(i)});
    drawWideFields(wide, flow);
}

void drawOutcome(std::optional<ClosingOutcome> outcome, ReportFlow &flow)
{
    QList<std::pair<QString, bool>> answers;
    for (const auto possible : {ClosingOutcome::Validated, ClosingOutcome::Deviations, ClosingOutcome::RolledBack})
        answers.append({outcomeText(possible) + u": "_s + outcomeMeaning(possible), possible == outcome});
    drawAnswers(u"Outcome"_s, answers, flow);
}

void drawDeviations(const QList<domain::Deviation> &deviations, ReportFlow &flow)
{
    if (deviations.isEmpty())
        return;
    flow.heading(u"Deviations"_s, 60);
    ReportTable table(flow,
                      {{u"No."_s, 55, 22}, {u"Deviation"_s, 82, 252}, {u"Owner"_s, 342, 130}, {u"Due"_s, 480, 62}}, 17);
    table.header();
    for (qsizetype i = 0; i < deviations.size(); ++i) {
        const domain::Deviation &deviation = deviations.at(i);
        table.row({table.cell(0, QString::number(i + 1), s_body), table.cell(1, deviation.text, s_body),
                   table.cell(2, deviation.owner, s_body.as(QFont::DemiBold)),
                   table.cell(3, deviation.due.toString(Qt::ISODate), s_body)},
                  RowRule::Light);
    }
    table.finish();
}

} // namespace

FrontPage composeClosingPage(const ReportContent &content, ReportFlow &flow)
{
    const domain::Statement &statement = content.statement;
    const auto closing = statement.closing.value_or(domain::Closing());
    const bool isRollback = closing.outcome == ClosingOutcome::RolledBack;
    drawHead(content, closing, flow);
    drawLoosened(statement, flow);
    drawOutcome(isOpen(statement) ? std::nullopt : std::optional(closing.outcome), flow);
    drawCriteria(isRollback ? u"After the rollback"_s : u"After 100 %"_s, statement.rows, flow,
                 isOpen(statement) ? NotRunIs::Open : NotRunIs::NoGo);
    drawDeviations(closing.deviations, flow);
    drawStages(content.story, flow);
    SignerBlocks signers(content, u"Signed by"_s, flow);
    signers.compose();
    drawContacts(statement.contacts, flow);
    return {signers.places(), signers.longReasons()};
}

} // namespace cutover::pdf
