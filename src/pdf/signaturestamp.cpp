// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/signaturestamp.h"

#include "pdf/reporttext.h"
#include "pdf/reporttype.h"

#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

constexpr double padding = 4;
constexpr double barWidth = 2;
constexpr double textLeft = barWidth + 5;

QByteArray number(double value)
{
    return QByteArray::number(value, 'f', 2) + ' ';
}

QByteArray colour(const QColor &color, const char *op)
{
    return QByteArray::number(color.redF(), 'f', 3) + ' ' + QByteArray::number(color.greenF(), 'f', 3) + ' ' +
           QByteArray::number(color.blueF(), 'f', 3) + ' ' + op + '\n';
}

/// A content stream whose y axis points down from the form's top, as our layout counts.
class Content
{
public:
    explicit Content(double height)
        : m_height(height)
    {
    }

    void rectangle(const QRectF &rect, const QColor &fill)
    {
        m_bytes += colour(fill, "rg") + number(rect.left()) + number(m_height - rect.bottom()) + number(rect.width()) +
                   number(rect.height()) + "re f\n";
    }

    void path(const QPainterPath &outline, const QColor &fill)
    {
        m_bytes += colour(fill, "rg");
        for (int index = 0; index < outline.elementCount();) {
            const QPainterPath::Element element = outline.elementAt(index);
            const bool isCurve = element.type == QPainterPath::CurveToElement;
            for (int last = index + (isCurve ? 2 : 0); index <= last; ++index)
                m_bytes += point(outline.elementAt(index));
            m_bytes += isCurve ? "c\n" : element.isMoveTo() ? "m\n" : "l\n";
        }
        m_bytes += outline.fillRule() == Qt::OddEvenFill ? "f*\n" : "f\n";
    }

    [[nodiscard]] QByteArray bytes() const { return m_bytes; }

private:
    QByteArray point(const QPainterPath::Element &element) const
    {
        return number(element.x) + number(m_height - element.y);
    }

    double m_height;
    QByteArray m_bytes;
};

QPainterPath outlineOf(const Line &line, const QPointF &topLeft)
{
    QPainterPath outline;
    outline.setFillRule(Qt::WindingFill);
    for (const QGlyphRun &run : line.layout->lineAt(line.index).glyphRuns()) {
        const QRawFont font = run.rawFont();
        const QList<quint32> glyphs = run.glyphIndexes();
        const QList<QPointF> positions = run.positions();
        for (qsizetype index = 0; index < glyphs.size(); ++index)
            outline.addPath(font.pathForGlyph(glyphs.at(index)).translated(positions.at(index)));
    }
    const double top = line.layout->lineAt(line.index).y();
    const QTransform place = QTransform::fromTranslate(topLeft.x(), topLeft.y())
                                 .scale(1 / unitsPerPoint, 1 / unitsPerPoint)
                                 .translate(0, -top);
    return place.map(outline);
}

/// Sizes shrink until the lines fit the reserved place: nothing of a stamp may be cut off.
QList<Line> stampLines(const SignatureRequest &request, const QSizeF &size)
{
    const double width = size.width() - textLeft - padding;
    const QString who = u"Signed electronically by "_s + request.name;
    const QString when = (request.role.isEmpty() ? QString() : request.role + u" · "_s) + momentText(request.time);
    const QString key = u"key "_s + request.key;
    QList<Line> lines;
    for (double scale = 1; scale > 0.3; scale -= 0.05) {
        lines = linesOf(who, {7.4 * scale, QFont::DemiBold, ink::text, false}, width);
        const Type quiet{6.6 * scale, QFont::Normal, ink::text2, false};
        lines += linesOf(when, quiet, width);
        if (size.height() >= roomForMeaning && !request.meaning.isEmpty())
            lines += linesOf(request.meaning, quiet, width);
        lines += linesOf(key, quiet, width);
        if (heightOf(lines) <= size.height() - padding)
            break;
    }
    return lines;
}

} // namespace

QByteArray stampContent(const SignatureRequest &request, const QSizeF &size)
{
    Content content(size.height());
    content.rectangle({0, 0, size.width(), size.height()}, ink::tint);
    content.rectangle({0, 0, barWidth, size.height()}, ink::text);
    const QList<Line> lines = stampLines(request, size);
    double y = (size.height() - heightOf(lines)) / 2;
    for (const Line &line : lines) {
        content.path(outlineOf(line, {textLeft, y}), line.color);
        y += line.height;
    }
    return content.bytes();
}

} // namespace cutover::pdf
