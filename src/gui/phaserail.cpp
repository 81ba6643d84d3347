// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/phaserail.h"

#include "gui/appearance.h"
#include "gui/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace cutover::gui {

using namespace Qt::StringLiterals;

/// A label, because screen readers read labels; it paints itself.
class PhaseRail::Step : public QLabel
{
public:
    explicit Step(QWidget *parent)
        : QLabel(parent)
    {
        setTextFormat(Qt::PlainText);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }

    void set(const PhaseStep &step, bool compact);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintMark(QPainter &painter, const QRectF &area) const;
    void paintWords(QPainter &painter, const QRect &area) const;

    PhaseStep m_step;
    bool m_compact = false;
};

void PhaseRail::Step::set(const PhaseStep &step, bool compact)
{
    m_step = step;
    m_compact = compact;
    setText(step.title);
    QStringList parts{step.title, step.stateWord, step.fact};
    parts.removeAll(QString());
    setAccessibleName(parts.join(u", "_s));
    setPlainToolTip(this, parts.join(u", "_s));
    update();
}

void PhaseRail::Step::paintMark(QPainter &painter, const QRectF &area) const
{
    const Theme &look = theme();
    const QPointF middle = area.center();
    const double radius = area.height() / 2 - 1;
    switch (m_step.state) {
    case PhaseState::Done:
        paintShape(painter, area, gui::Shape::Go, look.accent, qRound(area.height()));
        return;
    case PhaseState::Aborted:
        paintShape(painter, area, gui::Shape::NoGo, look.nogo, qRound(area.height()));
        return;
    case PhaseState::Present:
        painter.setPen(QPen(look.accent, px(2)));
        painter.setBrush(look.surface);
        painter.drawEllipse(middle, radius, radius);
        painter.setPen(Qt::NoPen);
        painter.setBrush(look.accent);
        painter.drawEllipse(middle, radius / 2, radius / 2);
        return;
    case PhaseState::Next:
        painter.setPen(QPen(look.strong, 1.3));
        painter.setBrush(look.surface);
        painter.drawEllipse(middle, radius, radius);
        return;
    }
}

void PhaseRail::Step::paintWords(QPainter &painter, const QRect &area) const
{
    const Theme &look = theme();
    const Appearance &type = Appearance::instance();
    const QFont titleFont = type.font(13, m_step.state == PhaseState::Present ? QFont::DemiBold : QFont::Medium);
    QColor titleInk = m_step.state == PhaseState::Next ? look.text2 : look.text;
    if (m_step.state == PhaseState::Present)
        titleInk = look.accent;
    if (m_step.state == PhaseState::Aborted)
        titleInk = look.nogo;
    const bool alone = m_compact || m_step.fact.isEmpty();
    const QRect upper = alone ? area : area.adjusted(0, 0, 0, -area.height() / 2);
    painter.setFont(titleFont);
    painter.setPen(titleInk);
    const QString title = QFontMetrics(titleFont).elidedText(m_step.title, Qt::ElideRight, area.width());
    painter.drawText(upper, Qt::AlignLeft | (alone ? Qt::AlignVCenter : Qt::AlignBottom), title);
    if (alone)
        return;
    const QFont factFont = type.font(11.5);
    painter.setFont(factFont);
    painter.setPen(m_step.state == PhaseState::Next ? look.text2 : look.text);
    const QString fact = QFontMetrics(factFont).elidedText(m_step.fact, Qt::ElideRight, area.width());
    painter.drawText(area.adjusted(0, area.height() / 2 + 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, fact);
}

void PhaseRail::Step::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect box = rect().adjusted(0, px(6), 0, -px(6));
    const bool present = m_step.state == PhaseState::Present;
    if (present || m_step.state == PhaseState::Aborted) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(present ? theme().accentTint : theme().nogoTint);
        painter.drawRoundedRect(box, px(4), px(4));
    }
    const double mark = px(m_compact ? 18 : 17);
    paintMark(painter, QRectF(px(10), box.center().y() + 0.5 - mark / 2, mark, mark));
    paintWords(painter, QRect(px(36), box.top() + 1, box.width() - px(40), box.height() - 2));
}

PhaseRail::PhaseRail(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(16), 0, px(16), 0);
    row->setSpacing(px(8));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void PhaseRail::setSteps(const QList<PhaseStep> &steps)
{
    m_steps = steps;
    while (m_labels.size() > steps.size())
        delete m_labels.takeLast();
    while (m_labels.size() < steps.size()) {
        m_labels.append(new Step(this));
        layout()->addWidget(m_labels.last());
    }
    for (qsizetype i = 0; i < steps.size(); ++i)
        m_labels.at(i)->set(steps.at(i), m_compact);
}

void PhaseRail::setCompact(bool compact)
{
    m_compact = compact;
    setSteps(m_steps);
    updateGeometry();
}

QSize PhaseRail::sizeHint() const
{
    return {px(900), px(m_compact ? 40 : 56)};
}

QSize PhaseRail::minimumSizeHint() const
{
    return {px(600), sizeHint().height()};
}

void PhaseRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.setPen(theme().line);
    painter.drawLine(0, 0, width(), 0);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace cutover::gui
