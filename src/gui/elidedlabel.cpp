// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/elidedlabel.h"

#include "gui/appearance.h"

#include <QPainter>

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

ElidedLabel::ElidedLabel(const QString &text, double px, Tone tone, QFont::Weight weight, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setType(px, weight);
    follow();
    connect(&Appearance::instance(), &Appearance::changed, this, &ElidedLabel::follow);
}

void ElidedLabel::setTone(Tone tone)
{
    if (tone == m_tone)
        return;
    m_tone = tone;
    follow();
}

void ElidedLabel::setType(double px, QFont::Weight weight)
{
    setFont(Appearance::instance().font(px, weight));
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    updateGeometry();
    update();
}

void ElidedLabel::follow()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, theme().ink(m_tone));
    setPalette(colours);
}

/// A style sheet gives a label that was shown before its window the palette back that it had then.
void ElidedLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (palette().color(QPalette::WindowText) != theme().ink(m_tone))
        follow();
}

bool ElidedLabel::isCut() const
{
    return m_mode != Qt::ElideNone && !wordWrap() && fontMetrics().horizontalAdvance(text()) > contentsRect().width();
}

QSize ElidedLabel::minimumSizeHint() const
{
    if (m_mode == Qt::ElideNone || wordWrap())
        return QLabel::minimumSizeHint();
    const int few = fontMetrics().horizontalAdvance(text().left(3) + QChar(u'\u2026'));
    return {std::min(few, QLabel::minimumSizeHint().width()), QLabel::minimumSizeHint().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_mode != Qt::ElideNone)
        setPlainToolTip(this, isCut() ? text() : QString());
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine, fittingText());
}

QString ElidedLabel::fittingText() const
{
    const auto metrics = fontMetrics();
    const int width = contentsRect().width();
    if (m_mode != Qt::ElideRight)
        return metrics.elidedText(text(), m_mode, width);
    // A whole sentence or part less reads better than a word that breaks off.
    const QString part = u" · "_s;
    for (qsizetype end = text().size(); end > 0;) {
        const auto sentenceEnd = text().lastIndexOf(u". "_s, end - text().size() - 1);
        const auto partEnd = text().lastIndexOf(part, end - text().size() - 1);
        end = std::max(sentenceEnd, partEnd);
        if (end <= 0)
            break;
        const QString shorter = text().left(end) + (end == sentenceEnd ? u"."_s : part + u'…');
        if (metrics.horizontalAdvance(shorter) <= width)
            return shorter;
    }
    return metrics.elidedText(text(), m_mode, width);
}

ElidedLabel *textLabel(const QString &text, double px, Tone tone, QFont::Weight weight, QWidget *parent)
{
    auto *label = new ElidedLabel(text, px, tone, weight, parent);
    label->setElideMode(Qt::ElideNone);
    label->setWordWrap(true);
    return label;
}

} // namespace cutover::gui
