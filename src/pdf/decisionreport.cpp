// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/decisionreport.h"

#include "pdf/canonicalpdf.h"
#include "pdf/closingpage.h"
#include "pdf/composedparts.h"
#include "pdf/recordpages.h"
#include "pdf/reportflow.h"
#include "pdf/reporttext.h"
#include "pdf/templatepage.h"

#include <QBuffer>
#include <QPageSize>
#include <QPainter>
#include <QPainterPath>
#include <QPdfWriter>

#include <algorithm>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

/// All of a SHA-256.
constexpr int digestGroups = 16;

QString watermarkWord(Watermark watermark)
{
    switch (watermark) {
    case Watermark::None:
        return {};
    case Watermark::Draft:
        return u"DRAFT"_s;
    case Watermark::Demo:
        return u"DEMO"_s;
    case Watermark::Rehearsal:
        return u"REHEARSAL"_s;
    }
    return {};
}

/// What the demo makes says DEMO, a draft of it too.
QString markOf(const ReportContent &content)
{
    const bool isOfDemo = content.statement.environment == "Demo"_L1;
    return (content.watermark == Watermark::Draft && isOfDemo ? u"DEMO "_s : QString()) +
           watermarkWord(content.watermark);
}

/// Middle left out where a text is wider than the footer; in full it stands in the head.
QString fitting(const QString &words, const Type &type, double width)
{
    // No line has room for more, and a statement from elsewhere may name an environment of any length.
    constexpr qsizetype most = 300;
    QString shown = words;
    for (qsizetype keep = std::min(words.size(), most); keep > 8; --keep) {
        if (shown.size() <= most && widthOf(shown, type) <= width)
            break;
        shown = words.first(keep / 2) + u"…"_s + words.last(keep / 2);
    }
    return shown;
}

/// What stands on every page around the flow: footer and, where there is one, the watermark.
class PageFrame
{
public:
    PageFrame(const ReportContent &content, int pageCount)
        : m_content(content)
        , m_pageCount(pageCount)
    {
    }

    void paint(int page, QPainter &painter) const
    {
        ReportFlow flow;
        footer(page, flow);
        flow.paint(0, painter);
        watermark(painter);
    }

private:
    void footer(int page, ReportFlow &flow) const
    {
        const domain::Statement &statement = m_content.statement;
        const Type strong{7.8, QFont::DemiBold, ink::text, false};
        const Type quiet{7.8, QFont::Normal, ink::text2, false};
        const Type code{6.2, QFont::Normal, ink::text2, true};
        const QString number = u"page %1 of %2"_s.arg(page + 1).arg(m_pageCount);
        const QString mark = markOf(m_content);
        const QString id = isOpen(statement) ? u" · unsigned"_s
                                             : u" · id "_s + m_content.words.fingerprint(statement.id, digestGroups);
        const QString begin = (mark.isEmpty() ? QString() : mark + u" · "_s) + verdictText(statement) + u" · "_s;
        const double room =
            paper::textWidth - widthOf(number, quiet) - 16 - widthOf(begin, strong) - widthOf(id, strong);
        const QString what = printable(statement.environment + u' ' + statement.version).simplified();
        flow.line(paper::left, paper::right, 799, 0.5, ink::line);
        flow.text(paper::left, 803, begin + fitting(what, strong, room) + id, strong);
        flow.textRight(paper::right, 803, number, quiet);
        const QString digest = QString::fromLatin1(m_content.statementSha256.toHex());
        const QString words =
            isOpen(statement)
                ? u"told by the ledger until %1; no statement is signed"_s.arg(momentText(statement.composedAt))
                : u"statement SHA-256 "_s + m_content.words.fingerprint(digest, digestGroups);
        flow.text(paper::left, 815, words, code);
    }

    /// Outlines, not text: the word must not run through the sentences that a text search or a screen reader finds.
    void watermark(QPainter &painter) const
    {
        const QString word = markOf(m_content);
        if (word.isEmpty())
            return;
        const double size = std::min(150.0, 150.0 * 560 / widthOf(word, {150, QFont::Bold, ink::text, false}));
        QPainterPath path;
        path.addText(0, 0, fontOf({size, QFont::Bold, ink::text, false}), word);
        const QPointF middle = path.boundingRect().center();
        painter.save();
        painter.translate(QPointF(paper::width / 2, paper::height / 2) * unitsPerPoint);
        painter.rotate(-55);
        QColor color = ink::text2;
        color.setAlpha(22);
        painter.fillPath(path.translated(-middle), color);
        painter.restore();
    }

    const ReportContent &m_content;
    int m_pageCount;
};

/// The pointers on page 1 to what follows, at the foot of the page where the template leaves room.
void addPointers(const ReportContent &content, int pageCount, double templateEnd, ReportFlow &page)
{
    const Type quiet{7.8, QFont::Normal, ink::text2, false};
    const Type strong{7.8, QFont::Medium, ink::text, false};
    const QString attached = content.envelope.isEmpty() ? QString() : u" Attached: the signed envelope."_s;
    const QString story = content.story.timeline.isEmpty() ? QString() : u" the time line,"_s;
    const QString minutes = content.statement.ceremony ? u" the ceremony's minutes,"_s : QString();
    const QString pages =
        u"Pages 2 to %1:%2 every row with its arithmetic,%3 charts, thresholds in force, digests."_s.arg(
            QString::number(pageCount), minutes, story);
    if (templateEnd > 766)
        return;
    page.text(paper::left, 770, pages + attached, quiet);
    if (!content.envelope.isEmpty())
        page.text(paper::left, 781, u"To check this file: cutoverctl verify %1.pdf"_s.arg(content.statement.id),
                  strong);
}

QByteArray paintAll(const ReportContent &content, const ReportFlow &flow, const ReportFlow &pointers)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(reportDpi);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setCreator(creator());
    const QString what = content.statement.closing ? u"Closing: "_s : QString();
    writer.setTitle(u"Production Cutover %1%2, %3 %4"_s.arg(what, verdictText(content.statement),
                                                            content.statement.environment, content.statement.version));
    if (!content.envelope.isEmpty())
        writer.addFileAttachment(content.envelopeName, content.envelope, u"application/json"_s);
    QPainter painter(&writer);
    painter.setRenderHint(QPainter::Antialiasing);
    // As JPEG a chart would be another each time that it is taken out and drawn again.
    painter.setRenderHint(QPainter::LosslessImageRendering);
    const PageFrame frame(content, flow.pageCount());
    for (int page = 0; page < flow.pageCount(); ++page) {
        if (page > 0)
            writer.newPage();
        flow.paint(page, painter);
        if (page == 0)
            pointers.paint(0, painter);
        frame.paint(page, painter);
    }
    painter.end();
    return bytes;
}

/// To the hundredth of a point, as the catalog keeps them: whoever reads them there draws the same stamp.
QList<SignaturePlace> asKept(const QList<SignaturePlace> &places)
{
    const auto kept = [](double value) { return QByteArray::number(value, 'f', 2).toDouble(); };
    QList<SignaturePlace> result;
    for (const auto &[page, rect] : places)
        result.append({page, QRectF(kept(rect.x()), kept(rect.y()), kept(rect.width()), kept(rect.height()))});
    return result;
}

} // namespace

ComposedReport composeReport(const ReportContent &content)
{
    ReportFlow flow;
    const FrontPage first =
        content.statement.closing ? composeClosingPage(content, flow) : composeTemplatePage(content, flow);
    const double templateEnd = flow.y();
    // A template that runs over leaves most of its last page to what follows.
    const bool fitsOnePage = flow.pageCount() == 1;
    if (fitsOnePage)
        flow.newPage();
    RecordPages(content, first.longReasons, flow).compose();
    ReportFlow pointers;
    if (fitsOnePage)
        addPointers(content, flow.pageCount(), templateEnd, pointers);
    const auto places = asKept(first.places);
    const auto pdf = canonicalPdf(paintAll(content, flow, pointers), content.statement.composedAt, places);
    return {pdf.value_or(QByteArray()), places, flow.pageCount()};
}

QByteArray composeDecision(const ReportContent &content)
{
    return composeReport(content).pdf;
}

} // namespace cutover::pdf
