// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/ceremonylist.h"

#include "gui/appearance.h"
#include "gui/ceremonysight.h"
#include "gui/elidedlabel.h"

#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;
using domain::CriterionId;

namespace {

// As drawn at 1920 × 1080.
constexpr double captionHeight = 56;
constexpr double rowHeight = 68;
constexpr double left = 48;
constexpr double titleAt = 96;
constexpr double measuredAt = 488;
constexpr double polledAt = 628;
constexpr double right = 32; ///< behind the last column

} // namespace

CeremonyList::CeremonyList(RoomScale &scale, QWidget *parent)
    : QWidget(parent)
    , m_scale(scale)
{
    setObjectName(u"ceremonyList"_s);
    setAccessibleName(tr("The twelve rows"));
    build();
    scale.follow(this, [this] { place(); });
}

CeremonyList::~CeremonyList() = default;

void CeremonyList::build()
{
    for (const auto &words : {tr("Criterion"), tr("Measured"), tr("Polled")}) {
        auto *caption = m_scale.newLabel({}, 18, Tone::Text2, QFont::Medium);
        caption->setText(words);
        caption->setParent(this);
        m_captions.append(caption);
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        auto &line = m_lines[i];
        line.row = new QWidget(this);
        line.row->setObjectName(u"row%1"_s.arg(i + 1));
        line.number = m_scale.newLabel({}, 18, Tone::Text2);
        line.number->setText(QString::number(i + 1));
        line.title = m_scale.newLabel({}, 22, Tone::Text);
        line.title->setText(domain::criteria()[i].title);
        line.measured = new RoomMark(m_scale, 26, 22, QFont::DemiBold);
        line.polled = new RoomMark(m_scale, 26, 22, QFont::DemiBold);
        for (QWidget *part : {static_cast<QWidget *>(line.number), static_cast<QWidget *>(line.title),
                              static_cast<QWidget *>(line.measured), static_cast<QWidget *>(line.polled)})
            part->setParent(line.row);
    }
}

QRect CeremonyList::rowRect(std::size_t row) const
{
    // Rows take what height there is; on a screen of another shape the room's own is the most.
    const int top = m_scale.px(captionHeight);
    const int all = std::min(height() - top, m_scale.px(rowHeight * domain::criterionCount));
    const auto at = [&](std::size_t i) { return top + all * static_cast<int>(i) / int(domain::criterionCount); };
    return {0, at(row), width(), at(row + 1) - at(row)};
}

void CeremonyList::place()
{
    const auto put = [this](QWidget *widget, double x, double end, int top, int height) {
        widget->setGeometry(m_scale.px(x), top, m_scale.px(end - x), height);
    };
    constexpr double end = 800 - right;
    const int caption = m_scale.px(captionHeight);
    put(m_captions[0], titleAt, measuredAt, 0, caption);
    put(m_captions[1], measuredAt, polledAt, 0, caption);
    put(m_captions[2], polledAt, end, 0, caption);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto &line = m_lines[i];
        const auto area = rowRect(i);
        line.row->setGeometry(area);
        put(line.number, left, titleAt, 0, area.height());
        put(line.title, titleAt, measuredAt - 8, 0, area.height());
        put(line.measured, measuredAt, polledAt - 8, 0, area.height());
        put(line.polled, polledAt, end, 0, area.height());
    }
    update();
}

void CeremonyList::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void CeremonyList::showView(const session::View &view, const domain::Ceremony *poll, std::optional<CriterionId> now)
{
    m_now = now;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto id = static_cast<CriterionId>(i);
        const bool isNow = now == id;
        const auto *answer = poll ? poll->last(id) : nullptr;
        auto &line = m_lines[i];
        line.title->setTone(isNow || answer ? Tone::Text : Tone::Text2);
        m_scale.setType(line.title, 22, isNow ? QFont::DemiBold : QFont::Normal);
        line.measured->setStatus(measuredStatus(view.rows[i]));
        line.polled->setStatus(polledStatus(answer, isNow));
        const QString said = line.polled->status().word;
        line.row->setAccessibleName(tr("Row %1 of %2, %3, measured %4, %5")
                                        .arg(QString::number(i + 1), QString::number(m_lines.size()),
                                             line.title->text(), line.measured->status().word,
                                             isNow            ? tr("asked now")
                                             : said.isEmpty() ? tr("not polled yet")
                                                              : tr("polled %1").arg(said)));
    }
    update();
}

void CeremonyList::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &colours = theme();
    const int from = m_scale.px(left);
    const int to = width() - m_scale.px(right);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto area = rowRect(i);
        const bool isLast = i + 1 == m_lines.size();
        const bool endsGroup = !isLast && domain::criteria()[i].category != domain::criteria()[i + 1].category;
        if (!isLast)
            painter.fillRect(from, area.bottom(), to - from, 1, endsGroup ? colours.strong : colours.line);
        if (m_now != static_cast<CriterionId>(i))
            continue;
        painter.fillRect(area.adjusted(from / 2, 0, 0, 0), colours.surface);
        painter.fillRect(QRect(from / 2, area.top(), m_scale.px(8), area.height()), colours.accent);
    }
}

} // namespace cutover::gui
