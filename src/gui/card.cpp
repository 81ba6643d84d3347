// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/card.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace cutover::gui {

namespace {

constexpr double sidePadding = 16;
constexpr double topPadding = 12;
constexpr double tightPadding = 10;
constexpr double radius = 6;

} // namespace

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel({}, 15, Tone::Text, QFont::DemiBold))
    , m_sideMeta(new ElidedLabel({}, 12, Tone::Text2))
    , m_endMeta(new ElidedLabel({}, 12, Tone::Text2))
    , m_titleRow(new QHBoxLayout)
    , m_outer(new QVBoxLayout(this))
    , m_body(new QVBoxLayout)
{
    m_endMeta->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_titleRow->setContentsMargins(0, 0, 0, 0);
    m_titleRow->setSpacing(px(12));
    m_titleRow->addWidget(m_title);
    m_titleRow->addWidget(m_sideMeta);
    m_titleRow->addStretch(1);
    m_titleRow->addWidget(m_endMeta);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(px(8));
    m_outer->setContentsMargins(px(sidePadding), px(topPadding), px(sidePadding), px(topPadding));
    m_outer->setSpacing(px(8));
    m_outer->addLayout(m_titleRow);
    m_outer->addLayout(m_body, 1);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    updateTitleRow();
}

QString Card::title() const
{
    return m_title->text();
}

void Card::setMeta(const QString &meta, Tone tone, bool atRight)
{
    ElidedLabel *shown = atRight ? m_endMeta : m_sideMeta;
    ElidedLabel *other = atRight ? m_sideMeta : m_endMeta;
    other->setText({});
    shown->setText(meta);
    shown->setTone(tone);
    const bool isPlain = tone == Tone::Text || tone == Tone::Text2 || tone == Tone::Text3;
    shown->setType(12, isPlain ? QFont::Normal : QFont::DemiBold);
    updateTitleRow();
}

QString Card::meta() const
{
    return m_endMeta->text().isEmpty() ? m_sideMeta->text() : m_endMeta->text();
}

void Card::addTitleWidget(QWidget *widget)
{
    m_titleRow->addWidget(widget);
}

void Card::setSmallTitle(bool small)
{
    m_title->setType(small ? 13 : 15, QFont::DemiBold);
}

void Card::setEdge(std::optional<Tone> tone)
{
    if (tone == m_edge)
        return; // also called while painting
    m_edge = tone;
    update();
}

void Card::setTight(bool tight)
{
    const int side = px(sidePadding);
    const int end = px(tight ? tightPadding : topPadding);
    m_outer->setContentsMargins(side, end, side, end);
    m_outer->setSpacing(px(tight ? 6 : 8));
    m_body->setSpacing(px(tight ? 6 : 8));
}

void Card::setFlush(bool flush)
{
    const int side = px(sidePadding);
    m_outer->setContentsMargins(flush ? 1 : side, px(topPadding), flush ? 1 : side, flush ? 1 : px(topPadding));
    const int inset = flush ? side - 1 : 0;
    m_titleRow->setContentsMargins(inset, 0, inset, 0);
}

void Card::updateTitleRow()
{
    m_title->setVisible(!m_title->text().isEmpty());
    m_sideMeta->setVisible(!m_sideMeta->text().isEmpty());
    m_endMeta->setVisible(!m_endMeta->text().isEmpty());
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = m_edge ? 2 : 1;
    painter.setPen(QPen(m_edge ? theme().ink(*m_edge) : theme().line, width));
    painter.setBrush(theme().surface);
    const double inset = width / 2;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), px(radius), px(radius));
}

} // namespace cutover::gui
