// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/statustally.h"

#include "gui/appearance.h"
#include "gui/icons.h"
#include "models/words.h"

#include <QFontMetrics>
#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::Status;

namespace {

QFont wordFont()
{
    return Appearance::instance().font(12, QFont::Medium);
}

} // namespace

StatusTally::StatusTally(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"statusTally"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void StatusTally::setRows(const std::array<domain::Row, domain::rowCount> &rows)
{
    std::array<int, 8> numbers{};
    for (std::size_t i = 0; i < domain::criterionCount; ++i)
        ++numbers[static_cast<std::size_t>(rows[i].status)];
    if (numbers == m_numbers)
        return;
    m_numbers = numbers;
    recount();
}

void StatusTally::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    recount();
}

void StatusTally::recount()
{
    m_counts.clear();
    const int go = m_numbers[static_cast<std::size_t>(Status::Go)];
    const bool all = go == static_cast<int>(domain::criterionCount);
    if (m_compact || all) {
        m_counts.append({all ? Status::Go : Status::NotRun, tr("%1 of %2 Go").arg(go).arg(domain::criterionCount)});
    } else {
        for (std::size_t i = 0; i < m_numbers.size(); ++i) {
            const auto status = static_cast<Status>(i);
            if (m_numbers[i] > 0)
                m_counts.append({status, u"%1 %2"_s.arg(m_numbers[i]).arg(models::statusWord(status))});
        }
    }
    QStringList words;
    for (const auto &count : m_counts)
        words.append(count.text);
    setAccessibleName(words.join(u", "_s));
    updateGeometry();
    update();
}

int StatusTally::paintCounts(QPainter *painter) const
{
    const QFontMetrics metrics(wordFont());
    int x = px(4);
    for (const auto &count : m_counts) {
        const int width = metrics.horizontalAdvance(count.text);
        if (painter && x + px(18) + width <= this->width() + 1) {
            paintShape(*painter, QRectF(x, (height() - px(14)) / 2.0, px(14), px(14)), statusShape(count.status),
                       theme().ink(statusTone(count.status)), px(14));
            painter->setPen(theme().text2);
            painter->drawText(QRect(x + px(18), 0, width + 1, height()), Qt::AlignVCenter, count.text);
        }
        x += px(18) + width + px(14);
    }
    return x;
}

QSize StatusTally::sizeHint() const
{
    return {paintCounts(nullptr), px(24)};
}

QSize StatusTally::minimumSizeHint() const
{
    return {0, px(24)};
}

void StatusTally::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(wordFont());
    std::ignore = paintCounts(&painter);
}

} // namespace cutover::gui
