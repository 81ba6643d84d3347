// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/frontparts.h"

#include "pdf/reporttable.h"
#include "pdf/reporttext.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using domain::CriterionId;

const Type s_label{8.8, QFont::Normal, ink::text2, false};
const Type s_value{9.2, QFont::DemiBold, ink::text, false};
const Type s_note{8.0, QFont::Normal, ink::text, false};

constexpr double secondColumn = 297.5;

/// Arithmetic, why a row is not Go, and the person's note, one under another.
QList<Line> noteLines(const domain::StatedRow &stated, double width)
{
    QStringList judged{stated.arithmetic};
    if (stated.arithmetic.isEmpty() || !stated.row.isGo())
        judged.append(stated.reason);
    judged.removeAll(QString());
    judged.removeDuplicates();
    QList<Line> lines;
    for (const QString &words : judged)
        lines += linesOf(words, s_note, width);
    if (!stated.row.note.isEmpty())
        lines += linesOf(stated.row.note, s_note.in(ink::text2), width);
    return lines;
}

enum class Mark { None, Go, NoGo };

Mark markOf(const domain::Row &row, NotRunIs notRun)
{
    const bool isUnmarked = row.status == domain::Status::NotRun && notRun == NotRunIs::Open;
    return row.isGo() ? Mark::Go : isUnmarked ? Mark::None : Mark::NoGo;
}

TableCell statusCell(double x, Mark mark)
{
    const bool isGo = mark == Mark::Go;
    const bool isNoGo = mark == Mark::NoGo;
    const Type chosen{8.4, QFont::Bold, isGo ? ink::text : ink::nogo, false};
    const Type other{8.4, QFont::Normal, ink::text2, false};
    const double height = lineHeightOf(chosen);
    constexpr double side = 8.6;
    const auto draw = [=](ReportFlow &flow, double y) {
        const double boxY = y + (height - side) / 2;
        flow.box({x, boxY}, side, isGo ? Tick::Crossed : Tick::Open, isGo ? ink::text : ink::text2);
        flow.text(x + 12.5, y, u"GO"_s, isGo ? chosen : other);
        flow.box({x + 44, boxY}, side, isNoGo ? Tick::Crossed : Tick::Open, isNoGo ? ink::nogo : ink::text2);
        flow.text(x + 56.5, y, u"NO-GO"_s, isNoGo ? chosen : other);
    };
    return {{}, height, draw};
}

} // namespace

void drawFrontTitle(const FrontTitle &title, ReportFlow &flow)
{
    flow.text(paper::left, 44, title.title, {20, QFont::Bold, ink::text, false});
    flow.text(paper::left, 71, title.subtitle, {9.6, QFont::Normal, ink::text2, false});
    const Type small{7.6, QFont::Medium, title.color, false};
    const Type big{title.badgeSize, QFont::Bold, title.color, false};
    const double width = std::max({90.0, widthOf(title.caption, small) + 14, widthOf(title.badge, big) + 18});
    const QRectF frame(paper::right - width, 45, width, 39);
    flow.frame(frame, 3, 1.3, title.color);
    flow.textCentered(frame.center().x(), frame.top() + (title.badgeSize > 21 ? -1.5 : 0.5), title.badge, big);
    flow.textCentered(frame.center().x(), frame.bottom() - 12.5, title.caption, small);
    flow.line(paper::left, paper::right, 98, 1.2, ink::text);
    flow.moveTo(103);
}

void drawFrontFields(const QList<std::pair<QString, QString>> &fields, ReportFlow &flow)
{
    double rowEnd = flow.y();
    for (qsizetype index = 0; index < fields.size(); ++index) {
        const bool isLeft = index % 2 == 0;
        const double x = isLeft ? paper::left : secondColumn;
        const double width = (isLeft ? secondColumn - 8 : paper::right) - x - 65;
        const double y = isLeft ? rowEnd : flow.y();
        if (isLeft)
            flow.moveTo(y);
        flow.text(x, y + 2.2, fields.at(index).first, s_label);
        const double end = flow.text(x + 65, y + 2, linesOf(fields.at(index).second, s_value, width)) + 2.3;
        rowEnd = std::max(isLeft ? 0.0 : rowEnd, end);
    }
    flow.moveTo(rowEnd);
}

void drawWideFields(const QList<std::pair<QString, QString>> &fields, ReportFlow &flow)
{
    for (const auto &[label, value] : fields) {
        const QList<Line> lines = linesOf(value, s_note.as(QFont::Medium), paper::textWidth - 65);
        flow.need(heightOf(lines) + 2.3);
        flow.text(paper::left, flow.y() + 0.6, label, s_label);
        flow.moveTo(flow.text(paper::left + 65, flow.y() + 1, lines) + 2.3);
    }
}

void drawLoosened(const domain::Statement &statement, ReportFlow &flow)
{
    const qsizetype count = statement.loosened.size();
    if (count == 0)
        return;
    const QString rules = count == 1 ? u"1 rule is"_s : u"%1 rules are"_s.arg(count);
    flow.skip(4);
    flow.paragraph(u"LOOSENED: %1 looser here than in the checklist, see «Thresholds in force»"_s.arg(rules),
                   {8.8, QFont::DemiBold, ink::warn, false});
}

void drawCriteria(const QString &heading, const QList<domain::StatedRow> &rows, ReportFlow &flow, NotRunIs notRun)
{
    flow.heading(heading, 80);
    ReportTable table(
        flow, {{u"Category"_s, 55, 75}, {u"Criteria"_s, 134, 138}, {u"Status"_s, 276, 104}, {u"Notes"_s, 384, 158}},
        19.6);
    table.header();
    const Type category{8.6, QFont::Bold, ink::text, false};
    const Type criterion{9.0, QFont::Medium, ink::text, false};
    QString last;
    for (const domain::StatedRow &stated : rows) {
        if (stated.row.id == CriterionId::Baselines)
            continue;
        const domain::Criterion &known = domain::criterion(stated.row.id);
        const TableCell name = table.cell(0, known.category, category);
        const bool isNewGroup = known.category != last;
        const Mark mark = markOf(stated.row, notRun);
        table.row({isNewGroup ? name : TableCell(),
                   table.cell(1, known.title, mark == Mark::NoGo ? criterion.as(QFont::DemiBold) : criterion),
                   statusCell(276, mark), TableCell{noteLines(stated, 158), 0, {}}},
                  isNewGroup ? RowRule::Group : RowRule::Within, name.lines,
                  mark == Mark::NoGo ? std::optional(ink::nogoTint) : std::nullopt);
        last = known.category;
    }
    table.finish();
}

void drawAnswers(const QString &heading, const QList<std::pair<QString, bool>> &answers, ReportFlow &flow)
{
    flow.heading(heading, 17.0 * static_cast<double>(answers.size()));
    const Type chosen{9.9, QFont::Bold, ink::text, false};
    const Type other{9.9, QFont::Normal, ink::text2, false};
    for (const auto &[words, isChosen] : answers) {
        const Type &type = isChosen ? chosen : other;
        flow.box({paper::left + 1, flow.y() + 1.2}, 9.6, isChosen ? Tick::Crossed : Tick::Open, type.color);
        flow.moveTo(flow.text(paper::left + 17.5, flow.y(), words, type) + 3.4);
    }
}

void drawContacts(const QList<domain::Contact> &contacts, ReportFlow &flow)
{
    if (contacts.isEmpty())
        return;
    flow.heading(u"Contact Information"_s, 26);
    const Type label{8.2, QFont::Normal, ink::text2, false};
    const Type value{8.2, QFont::Medium, ink::text, false};
    constexpr double labelWidth = 92;
    const double width = secondColumn - 8 - paper::left - labelWidth;
    for (qsizetype index = 0; index < contacts.size(); index += 2) {
        QList<std::pair<QList<Line>, QList<Line>>> pair;
        double height = 0;
        for (qsizetype side = 0; side < 2 && index + side < contacts.size(); ++side) {
            const domain::Contact &contact = contacts.at(index + side);
            pair.append({linesOf(contact.role, label, labelWidth - 6), linesOf(contactText(contact), value, width)});
            height = std::max({height, heightOf(pair.last().first), heightOf(pair.last().second)});
        }
        flow.need(height);
        for (qsizetype side = 0; side < pair.size(); ++side) {
            const double x = side == 0 ? paper::left : secondColumn;
            flow.text(x, flow.y(), pair.at(side).first);
            flow.text(x + labelWidth, flow.y(), pair.at(side).second);
        }
        flow.skip(height + 2.6);
    }
}

} // namespace cutover::pdf
