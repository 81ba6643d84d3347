// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/minutespage.h"

#include "pdf/reporttable.h"
#include "pdf/reporttext.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

const Type s_body{8.2, QFont::Normal, ink::text, false};
const Type s_strong{8.2, QFont::DemiBold, ink::text, false};
const Type s_quiet{7.8, QFont::Normal, ink::text2, false};

QString headWords(const domain::Ceremony &ceremony)
{
    return u"Presided by %1 (as stated), from %2 to %3; ledger entry %4. Each row was read out, and its station asked, "
           u"go or no-go; %5 of 12 answers are Go. Names are as stated in the room; the signatures are on page 1."_s
               .arg(printable(ceremony.presider), momentText(ceremony.begunAt), momentText(ceremony.endedAt),
                    QString::number(ceremony.entry), QString::number(ceremony.goCount()));
}

/// The place of the answer that took this one's, counted as the table counts.
QString correctionOf(const domain::Ceremony &ceremony, qsizetype index)
{
    if (!ceremony.isCorrected(index))
        return {};
    const auto later = std::ranges::find(ceremony.answers.begin() + index + 1, ceremony.answers.end(),
                                         ceremony.answers.at(index).row, &domain::CeremonyAnswer::row);
    return u"corrected by %1"_s.arg(later - ceremony.answers.begin() + 1);
}

QList<Line> answerLines(const domain::Ceremony &ceremony, qsizetype index, double width)
{
    const auto &answer = ceremony.answers.at(index);
    const auto type = s_strong.in(answer.isGo() ? ink::go : ink::nogo);
    auto lines = linesOf(answer.go ? u"Go"_s : u"No-Go"_s, type, width);
    if (const auto correction = correctionOf(ceremony, index); !correction.isEmpty())
        lines += linesOf(correction, s_quiet, width);
    return lines;
}

QList<Line> measuredLines(const domain::CeremonyAnswer &answer, const ReportWords &words, double width)
{
    auto lines =
        linesOf(words.status(answer.measured) + (answer.observed.isEmpty() ? QString() : u": "_s) + answer.observed,
                s_body, width);
    const QString age = answer.measuredAt.isValid()
                            ? u"measured %1 before"_s.arg(words.age(answer.measuredAt.secsTo(answer.at)))
                            : u"never measured"_s;
    return lines + linesOf(age, s_quiet, width);
}

QList<Line> pairOf(const QString &first, const QString &second, double width)
{
    return linesOf(first, s_strong, width) + linesOf(second, s_quiet, width);
}

} // namespace

void drawMinutes(const ReportContent &content, ReportFlow &flow)
{
    if (!content.statement.ceremony)
        return;
    const auto &ceremony = *content.statement.ceremony;
    constexpr double criterionWidth = 116;
    constexpr double stationWidth = 104;
    constexpr double answerWidth = 66;
    constexpr double measuredWidth = 122;
    flow.heading(u"Minutes of the ceremony"_s, 80);
    flow.paragraph(headWords(ceremony), s_body);
    flow.skip(4);
    ReportTable table(flow,
                      {{u"No."_s, 55, 18},
                       {u"Criterion"_s, 78, criterionWidth},
                       {u"Station, who answered"_s, 200, stationWidth},
                       {u"Answer"_s, 310, answerWidth},
                       {u"Measured at that moment"_s, 380, measuredWidth},
                       {u"At (UTC)"_s, 506, 38}},
                      20);
    table.header();
    for (qsizetype i = 0; i < ceremony.answers.size(); ++i) {
        const auto &answer = ceremony.answers.at(i);
        const auto &asked = domain::criterion(answer.row);
        table.row({table.cell(0, QString::number(i + 1), s_quiet),
                   TableCell{pairOf(asked.title, asked.category, criterionWidth), 0, {}},
                   TableCell{pairOf(answer.station, answer.by, stationWidth), 0, {}},
                   TableCell{answerLines(ceremony, i, answerWidth), 0, {}},
                   TableCell{measuredLines(answer, content.words, measuredWidth), 0, {}},
                   table.cell(5, answer.at.toUTC().toString(u"HH:mm:ss"_s), s_quiet.in(ink::text))},
                  RowRule::Light);
    }
    table.finish();
}

} // namespace cutover::pdf
