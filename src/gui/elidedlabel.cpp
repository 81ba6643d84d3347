// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/elidedlabel.h"

#include "gui/appearance.h"

#include <QPainter>

namespace cutover::gui {

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
        setToolTip(isCut() ? text() : QString());
}

void ElidedLabel::paintEvent(QPaintEvent *event)
{
    if (!isCut()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(contentsRect(), static_cast<int>(alignment()) | Qt::TextSingleLine,
                     fontMetrics().elidedText(text(), m_mode, contentsRect().width()));
}

ElidedLabel *textLabel(const QString &text, double px, Tone tone, QFont::Weight weight, QWidget *parent)
{
    auto *label = new ElidedLabel(text, px, tone, weight, parent);
    label->setElideMode(Qt::ElideNone);
    label->setWordWrap(true);
    return label;
}

} // namespace cutover::gui
