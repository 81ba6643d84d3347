// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pollbar.h"

#include "gui/appearance.h"

#include <QPainter>

#include <algorithm>

namespace cutover::gui {

namespace {

constexpr qsizetype mostPolls = 60;

} // namespace

void PollHistory::take(const session::View &view)
{
    if (view.rollout.abortedAt != m_abortedAt) {
        m_abortedAt = view.rollout.abortedAt;
        m_polls.clear();
    }
    const auto &live = view.live;
    const bool isNew = live.readyzAt.isValid() && live.readyzAt != m_lastAt && live.readyzAt >= m_abortedAt;
    if (!isNew || !m_abortedAt.isValid())
        return;
    m_lastAt = live.readyzAt;
    m_polls.append(!live.readyz ? Poll::Unreadable : *live.readyz == QLatin1String("ok") ? Poll::Ok : Poll::NotOk);
    if (m_polls.size() > mostPolls)
        m_polls.removeFirst();
}

int PollHistory::okInARow() const
{
    const auto last = std::find_if(m_polls.crbegin(), m_polls.crend(), [](Poll poll) { return poll != Poll::Ok; });
    return static_cast<int>(last - m_polls.crbegin());
}

int PollHistory::count(Poll kind) const
{
    return static_cast<int>(m_polls.count(kind));
}

PollBar::PollBar(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("pollBar"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void PollBar::setPolls(const QList<Poll> &polls)
{
    if (polls == m_polls)
        return;
    m_polls = polls;
    update();
}

QSize PollBar::sizeHint() const
{
    return {px(480), px(20)};
}

QSize PollBar::minimumSizeHint() const
{
    return {px(240), px(20)};
}

void PollBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double step = static_cast<double>(width()) / mostPolls;
    const double gap = std::min(2.0, step / 4);
    for (qsizetype i = 0; i < m_polls.size(); ++i) {
        const Poll poll = m_polls.at(i);
        const double high = poll == Poll::NotOk ? height() * 2.0 / 3 : height();
        const QRectF cell(static_cast<double>(i) * step, height() - high, step - gap, high);
        if (poll != Poll::Unreadable) {
            painter.fillRect(cell, poll == Poll::Ok ? theme().go : theme().nogo);
            continue;
        }
        const QRectF inner = cell.adjusted(0.75, 0.75, -0.75, -0.75);
        painter.setPen(QPen(theme().warn, 1.5));
        painter.drawRect(inner);
        painter.drawLine(inner.bottomLeft(), inner.topRight());
    }
}

} // namespace cutover::gui
