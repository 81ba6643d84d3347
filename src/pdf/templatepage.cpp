// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/templatepage.h"

#include "pdf/reporttable.h"
#include "pdf/reporttext.h"

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

using domain::CriterionId;
using domain::DecisionKind;

const Type s_label{8.8, QFont::Normal, ink::text2, false};
const Type s_value{9.2, QFont::DemiBold, ink::text, false};
const Type s_note{8.0, QFont::Normal, ink::text, false};

constexpr double secondColumn = 297.5;
constexpr double blockGap = 11;
constexpr double halfWidth = (paper::textWidth - blockGap) / 2;
/// A single block taller than this takes the whole width.
constexpr double tallBlock = 160;
constexpr double blockInset = 7;
constexpr double blockValue = 69; ///< from the block's left edge
constexpr double stampWidth = halfWidth - blockValue - blockInset;
constexpr double stampHeight = 31;
constexpr double lineGap = 3;
/// Longer reasons stand in full behind the template: a block has to stay on one page.
constexpr qsizetype reasonInBlock = 900;

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

TableCell statusCell(double x, const domain::Row &row)
{
    const bool isGo = row.isGo();
    const Type chosen{8.4, QFont::Bold, isGo ? ink::text : ink::nogo, false};
    const Type other{8.4, QFont::Normal, ink::text2, false};
    const double height = lineHeightOf(chosen);
    constexpr double side = 8.6;
    const auto draw = [=](ReportFlow &flow, double y) {
        const double boxY = y + (height - side) / 2;
        flow.box({x, boxY}, side, isGo ? Tick::Crossed : Tick::Open, isGo ? ink::text : ink::text2);
        flow.text(x + 12.5, y, u"GO"_s, isGo ? chosen : other);
        flow.box({x + 44, boxY}, side, isGo ? Tick::Open : Tick::Crossed, isGo ? ink::text2 : ink::nogo);
        flow.text(x + 56.5, y, u"NO-GO"_s, isGo ? other : chosen);
    };
    return {{}, height, draw};
}

} // namespace

bool isAllGreen(const domain::Statement &statement)
{
    return statement.rows.size() == static_cast<qsizetype>(domain::rowCount) &&
           std::ranges::all_of(statement.rows, [](const domain::StatedRow &stated) { return stated.row.isGo(); });
}

int goCount(const domain::Statement &statement)
{
    return static_cast<int>(std::ranges::count_if(statement.rows, [](const domain::StatedRow &stated) {
        return stated.row.isGo() && stated.row.id != CriterionId::Baselines;
    }));
}

void TemplatePage::compose()
{
    title();
    head();
    loosened();
    criteria();
    baselines();
    finalDecision();
    signers();
    contacts();
}

void TemplatePage::title()
{
    m_flow.text(paper::left, 44, u"Production Cutover Decision"_s, {20, QFont::Bold, ink::text, false});
    m_flow.text(paper::left, 71, u"Go/No-Go Decision Template, D-1 checklist"_s,
                {9.6, QFont::Normal, ink::text2, false});
    badge();
    m_flow.line(paper::left, paper::right, 98, 1.2, ink::text);
    m_flow.moveTo(103);
}

void TemplatePage::badge()
{
    const domain::Statement &statement = m_content.statement;
    const bool isGo = statement.decision == DecisionKind::Go;
    const QColor color = isGo ? ink::go : ink::nogo;
    const QString state = m_content.signers.isEmpty() ? u"not signed"_s : u"signed"_s;
    const QString caption = u"%1 of 12 Go, %2"_s.arg(goCount(statement)).arg(state);
    const Type small{7.6, QFont::Medium, color, false};
    const Type big{isGo ? 25.0 : 21.0, QFont::Bold, color, false};
    const double width = std::max(90.0, widthOf(caption, small) + 14);
    const QRectF frame(paper::right - width, 45, width, 39);
    m_flow.frame(frame, 3, 1.3, color);
    m_flow.textCentered(frame.center().x(), frame.top() + (isGo ? -1.5 : 0.5), domain::decisionWord(statement.decision),
                        big);
    m_flow.textCentered(frame.center().x(), frame.bottom() - 12.5, caption, small);
}

void TemplatePage::head()
{
    const domain::Statement &statement = m_content.statement;
    const std::pair<QString, QString> fields[] = {
        {u"Target Date"_s, dateText(statement.targetAt)},
        {u"Environment"_s, statement.environment},
        {u"Target Time"_s, clockText(statement.targetAt)},
        {u"Version"_s, statement.version},
        {u"Change"_s, statement.change.isEmpty() ? u"none"_s : statement.change},
        {u"Commit"_s, gitText(statement)},
    };
    double rowEnd = m_flow.y();
    for (int index = 0; index < 6; ++index) {
        const bool isLeft = index % 2 == 0;
        const double x = isLeft ? paper::left : secondColumn;
        const double width = (isLeft ? secondColumn - 8 : paper::right) - x - 65;
        const double y = isLeft ? rowEnd : m_flow.y();
        if (isLeft)
            m_flow.moveTo(y);
        m_flow.text(x, y + 2.2, fields[index].first, s_label);
        const double end = m_flow.text(x + 65, y + 2, linesOf(fields[index].second, s_value, width)) + 2.3;
        rowEnd = std::max(isLeft ? 0.0 : rowEnd, end);
    }
    m_flow.moveTo(rowEnd);
}

void TemplatePage::loosened()
{
    const qsizetype count = m_content.statement.loosened.size();
    if (count == 0)
        return;
    const QString rules = count == 1 ? u"1 rule is"_s : u"%1 rules are"_s.arg(count);
    m_flow.skip(4);
    m_flow.paragraph(u"LOOSENED: %1 looser here than in the checklist, see «Thresholds in force»"_s.arg(rules),
                     {8.8, QFont::DemiBold, ink::warn, false});
}

void TemplatePage::criteria()
{
    m_flow.heading(u"Decision Criteria"_s, 80);
    ReportTable table(
        m_flow, {{u"Category"_s, 55, 75}, {u"Criteria"_s, 134, 138}, {u"Status"_s, 276, 104}, {u"Notes"_s, 384, 158}},
        19.6);
    table.header();
    const Type category{8.6, QFont::Bold, ink::text, false};
    const Type criterion{9.0, QFont::Medium, ink::text, false};
    QString last;
    for (const domain::StatedRow &stated : m_content.statement.rows) {
        if (stated.row.id == CriterionId::Baselines)
            continue;
        const domain::Criterion &known = domain::criterion(stated.row.id);
        const TableCell name = table.cell(0, known.category, category);
        const bool isNewGroup = known.category != last;
        table.row({isNewGroup ? name : TableCell(),
                   table.cell(1, known.title, stated.row.isGo() ? criterion : criterion.as(QFont::DemiBold)),
                   statusCell(276, stated.row), TableCell{noteLines(stated, 158), 0, {}}},
                  isNewGroup ? RowRule::Group : RowRule::Within, name.lines,
                  stated.row.isGo() ? std::nullopt : std::optional(ink::nogoTint));
        last = known.category;
    }
    table.finish();
}

void TemplatePage::baselines()
{
    const auto &rows = m_content.statement.rows;
    const auto found = std::ranges::find_if(
        rows, [](const domain::StatedRow &stated) { return stated.row.id == CriterionId::Baselines; });
    const bool isGo = found != rows.end() && found->row.isGo();
    QString words = u"Monitoring baselines documented: "_s + baselineText(m_content.statement, m_content.words);
    if (!isGo) {
        const QString reason = found == rows.end() ? QString() : found->reason;
        words = u"Monitoring baselines: NO-GO"_s + (reason.isEmpty() ? QString() : u", "_s + reason);
    }
    if (found != rows.end() && !found->row.note.isEmpty())
        words += u"\n"_s + found->row.note;
    const Type type = isGo ? s_note.in(ink::text2) : s_note.in(ink::nogo).as(QFont::DemiBold);
    m_flow.skip(3);
    m_flow.paragraph(words, type, 4);
}

void TemplatePage::finalDecision()
{
    const bool isGo = m_content.statement.decision == DecisionKind::Go;
    const bool isPostponed = !isGo && isAllGreen(m_content.statement);
    const QString noGo =
        isPostponed ? u"NO-GO: postponed by decision"_s : u"NO-GO: One or more criteria failed, postpone cutover"_s;
    m_flow.heading(u"Final Decision"_s, 34);
    const Type chosen{9.9, QFont::Bold, ink::text, false};
    const Type other{9.9, QFont::Normal, ink::text2, false};
    const std::pair<QString, bool> answers[] = {{u"GO: All criteria met, proceed with cutover"_s, isGo}, {noGo, !isGo}};
    for (const auto &[words, isChosen] : answers) {
        const Type &type = isChosen ? chosen : other;
        m_flow.box({paper::left + 1, m_flow.y() + 1.2}, 9.6, isChosen ? Tick::Crossed : Tick::Open, type.color);
        m_flow.moveTo(m_flow.text(paper::left + 17.5, m_flow.y(), words, type) + 3.4);
    }
}

QList<TemplatePage::BlockLine> TemplatePage::signedBlock(const ReportSigner &signer)
{
    const Type plain{8.2, QFont::Normal, ink::text, false};
    const double width = m_blockWidth - blockValue - blockInset;
    const auto lines = [width](const QString &words, const Type &type) {
        return linesOf(words.isEmpty() ? u"none"_s : words, type, width);
    };
    QString reason = signer.reason;
    if (reason.size() > reasonInBlock) {
        m_longReasons.append(signer);
        reason = reason.first(reasonInBlock) + u"… (in full on a later page)"_s;
    }
    return {{u"Decision Maker"_s, lines(signer.name, s_value), 0, false},
            {u"Signature"_s, {}, stampHeight, true},
            {u"Date/Time"_s, lines(momentText(signer.time), plain.as(QFont::Medium)), 0, false},
            {u"Role"_s, lines(signer.role, plain), 0, false},
            {u"Meaning"_s, lines(signer.meaning, plain), 0, false},
            {u"Reason"_s, lines(reason, plain), 0, false},
            {u"Key"_s, lines(m_content.words.fingerprint(signer.fingerprint, 4), {7.8, QFont::Normal, ink::text, true}),
             0, false}};
}

QList<TemplatePage::BlockLine> TemplatePage::emptyBlock(bool isAwaited) const
{
    const Type quiet{8.2, QFont::Normal, ink::text3, false};
    const auto words = linesOf(isAwaited ? u"awaited"_s : u"not signed"_s, quiet, stampWidth);
    return {{u"Decision Maker"_s, {}, 16, false},
            {u"Signature"_s, isAwaited ? QList<Line>() : words, stampHeight, isAwaited},
            {u"Date/Time"_s, {}, 16, false}};
}

void TemplatePage::drawBlock(const QList<BlockLine> &block, double x, double height, bool isDraft)
{
    const double top = m_flow.y();
    const Type label{7.8, QFont::Normal, ink::text2, false};
    m_flow.frame({x, top, m_blockWidth, height}, 3, 0.7, ink::strong);
    double y = top + blockInset;
    for (const BlockLine &line : block) {
        const double lineHeight = std::max(heightOf(line.lines), line.height);
        const double first = line.lines.isEmpty() ? lineHeightOf(label) : line.lines.first().height;
        const double labelY =
            line.height > 0 ? (lineHeight - lineHeightOf(label)) / 2 : (first - lineHeightOf(label)) / 2;
        m_flow.text(x + blockInset, y + labelY, line.label, label);
        m_flow.text(x + blockValue, y + std::max(0.0, (line.height - heightOf(line.lines)) / 2), line.lines);
        if (line.isSignature)
            m_places.append({m_flow.page(), QRectF(x + blockValue, y, stampWidth, lineHeight)});
        else if (isDraft)
            m_flow.line(x + blockValue, x + m_blockWidth - blockInset, y + lineHeight - 1, 0.5, ink::strong);
        y += lineHeight + lineGap;
    }
}

double TemplatePage::heightOfBlock(const QList<BlockLine> &block)
{
    double height = 2 * blockInset - lineGap;
    for (const BlockLine &line : block)
        height += std::max(heightOf(line.lines), line.height) + lineGap;
    return height;
}

QList<QList<TemplatePage::BlockLine>> TemplatePage::blocks(double width)
{
    m_blockWidth = width;
    m_longReasons.clear();
    QList<QList<BlockLine>> all;
    for (const ReportSigner &signer : m_content.signers)
        all.append(signedBlock(signer));
    for (int awaited = 0; awaited < m_content.awaitedSigners; ++awaited)
        all.append(emptyBlock(true));
    if (all.isEmpty())
        all.append(emptyBlock(false));
    return all;
}

void TemplatePage::signers()
{
    QList<QList<BlockLine>> all = blocks(halfWidth);
    if (all.size() == 1 && heightOfBlock(all.first()) > tallBlock)
        all = blocks(paper::textWidth);
    m_flow.skip(7);
    for (qsizetype index = 0; index < all.size(); index += 2) {
        double height = heightOfBlock(all.at(index));
        if (index + 1 < all.size())
            height = std::max(height, heightOfBlock(all.at(index + 1)));
        m_flow.need(height);
        for (qsizetype side = 0; side < 2 && index + side < all.size(); ++side) {
            const bool isEmpty = index + side >= m_content.signers.size();
            const double x = paper::left + static_cast<double>(side) * (m_blockWidth + blockGap);
            drawBlock(all.at(index + side), x, height, isEmpty);
        }
        m_flow.skip(height + blockGap);
    }
    m_flow.skip(-blockGap);
}

void TemplatePage::contacts()
{
    const QList<domain::Contact> &contacts = m_content.statement.contacts;
    if (contacts.isEmpty())
        return;
    m_flow.heading(u"Contact Information"_s, 26);
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
        m_flow.need(height);
        for (qsizetype side = 0; side < pair.size(); ++side) {
            const double x = side == 0 ? paper::left : secondColumn;
            m_flow.text(x, m_flow.y(), pair.at(side).first);
            m_flow.text(x + labelWidth, m_flow.y(), pair.at(side).second);
        }
        m_flow.skip(height + 2.6);
    }
}

} // namespace cutover::pdf
