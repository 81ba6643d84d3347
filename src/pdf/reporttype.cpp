// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/reporttype.h"

#include <QDir>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QRawFont>

#include <mutex>
#include <numeric>

namespace cutover::pdf {

using namespace Qt::StringLiterals;

namespace {

void loadFonts()
{
    static std::once_flag loaded;
    std::call_once(loaded, [] {
        const QDir fonts(u":/fonts"_s);
        for (const QString &file : fonts.entryList({u"*.otf"_s, u"*.ttf"_s}, QDir::Files, QDir::Name))
            QFontDatabase::addApplicationFont(fonts.filePath(file));
    });
}

QTextOption wrapping()
{
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

bool hasGlyph(const QString &character)
{
    QTextLayout layout(character, fontOf({}));
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    for (const QGlyphRun &run : layout.glyphRuns()) {
        if (run.glyphIndexes().contains(0))
            return false;
    }
    return true;
}

bool isVisible(char32_t character)
{
    switch (QChar::category(character)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // direction overrides and their like, which can make a name read as another
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return false;
    default:
        return true;
    }
}

/// Latin, Greek and the signs our own faces carry need no look-up.
bool isCommon(char32_t character)
{
    return character < 0x250;
}

Line lineOf(const std::shared_ptr<QTextLayout> &layout, int index, const Type &type)
{
    const QTextLine line = layout->lineAt(index);
    return {layout,
            index,
            line.height() / unitsPerPoint,
            line.naturalTextWidth() / unitsPerPoint,
            line.ascent() / unitsPerPoint,
            type.color};
}

void appendParagraph(QList<Line> &lines, const QString &text, const Type &type, double width)
{
    const auto layout = std::make_shared<QTextLayout>(text.isEmpty() ? u" "_s : text, fontOf(type));
    layout->setTextOption(wrapping());
    layout->beginLayout();
    for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine())
        line.setLineWidth(width * unitsPerPoint);
    layout->endLayout();
    for (int index = 0; index < layout->lineCount(); ++index)
        lines.append(lineOf(layout, index, type));
}

} // namespace

Type Type::in(const QColor &other) const
{
    Type type = *this;
    type.color = other;
    return type;
}

Type Type::as(QFont::Weight other) const
{
    Type type = *this;
    type.weight = other;
    return type;
}

QFont fontOf(const Type &type)
{
    loadFonts();
    QFont font;
    font.setFamilies(type.mono ? QStringList{u"Cutover Mono"_s, u"DejaVu Sans Mono"_s}
                               : QStringList{u"Cutover Sans"_s, u"Noto Sans"_s, u"DejaVu Sans"_s});
    font.setPixelSize(qRound(type.size * unitsPerPoint));
    font.setWeight(type.weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

QString printable(const QString &text)
{
    QString result;
    for (const char32_t character : text.toUcs4()) {
        const QString written = QString::fromUcs4(&character, 1);
        if (character == U'\n' || (isVisible(character) && (isCommon(character) || hasGlyph(written))))
            result += written;
        else
            result += u"‹U+%1›"_s.arg(QString::number(character, 16).toUpper().rightJustified(4, u'0'));
    }
    return result;
}

QList<Line> linesOf(const QString &text, const Type &type, double width)
{
    QList<Line> lines;
    for (const QString &paragraph : printable(text).split(u'\n'))
        appendParagraph(lines, paragraph, type, width);
    return lines;
}

double widthOf(const QString &text, const Type &type)
{
    return QFontMetricsF(fontOf(type)).horizontalAdvance(text) / unitsPerPoint;
}

double heightOf(const QList<Line> &lines)
{
    return std::accumulate(lines.cbegin(), lines.cend(), 0.0,
                           [](double sum, const Line &line) { return sum + line.height; });
}

double lineHeightOf(const Type &type)
{
    const QFontMetricsF metrics(fontOf(type));
    return (metrics.ascent() + metrics.descent()) / unitsPerPoint;
}

} // namespace cutover::pdf
