// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/headerview.h"

#include "gui/appearance.h"
#include "gui/elidedlabel.h"
#include "gui/statusbadge.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace cutover::gui {

using namespace Qt::StringLiterals;

/// The verdict's shape alone; its word stands beside it as text.
class HeaderView::Verdict : public QWidget
{
public:
    using QWidget::QWidget;

    void set(Shape shape, Tone tone)
    {
        m_shape = shape;
        m_tone = tone;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintShape(painter, QRectF(rect()), m_shape, theme().ink(m_tone), height());
    }

private:
    Shape m_shape = Shape::NotRun;
    Tone m_tone = Tone::Neutral;
};

namespace {

QVBoxLayout *twoLines(QWidget *upper, QWidget *lower)
{
    auto *lines = new QVBoxLayout;
    lines->setSpacing(px(1));
    lines->addStretch(1);
    lines->addWidget(upper);
    lines->addWidget(lower);
    lines->addStretch(1);
    return lines;
}

} // namespace

HeaderView::HeaderView(QWidget *parent)
    : QWidget(parent)
    , m_shape(new Verdict(this))
    , m_word(textLabel({}, 34, Tone::Text, QFont::Bold))
    , m_what(new ElidedLabel({}, 15, Tone::Text, QFont::DemiBold))
    , m_why(new ElidedLabel({}, 13, Tone::Text2))
    , m_rehearsal(new StatusBadge)
    , m_loosened(new StatusBadge)
    , m_place(textLabel({}, 15, Tone::Text, QFont::DemiBold))
    , m_target(textLabel({}, 12, Tone::Text2))
    , m_countdown(textLabel({}, 28, Tone::Text, QFont::DemiBold))
    , m_countdownCaption(textLabel({}, 12, Tone::Text2))
    , m_abort(new QPushButton)
    , m_abortCaption(textLabel({}, 11, Tone::Text2))
{
    setObjectName(u"headerView"_s);
    setFocusPolicy(Qt::TabFocus); // so that F6 comes here and the verdict is read out
    m_word->setObjectName(u"verdictLabel"_s);
    m_what->setObjectName(u"verdictWhatLabel"_s);
    m_why->setObjectName(u"verdictWhyLabel"_s);
    m_rehearsal->setObjectName(u"rehearsalStatusBadge"_s);
    m_loosened->setObjectName(u"loosenedStatusBadge"_s);
    m_place->setObjectName(u"placeLabel"_s);
    m_target->setObjectName(u"targetLabel"_s);
    m_countdown->setObjectName(u"countdownLabel"_s);
    m_abort->setObjectName(u"abortButton"_s);
    // Focus that moves on when a control vanishes must not come to rest here, under the space bar. Keys have the chord.
    m_abort->setFocusPolicy(Qt::NoFocus);
    m_abortCaption->setAlignment(Qt::AlignHCenter);
    for (ElidedLabel *label : {m_word, m_place, m_target, m_countdown, m_countdownCaption, m_abortCaption})
        label->setWordWrap(false);
    connect(m_abort, &QPushButton::clicked, this, &HeaderView::abortPressed);
    connect(&Appearance::instance(), &Appearance::changed, this, qOverload<>(&QWidget::update));
    build();
    applySizes();
    setAbort(AbortSlot::Nothing);
}

void HeaderView::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(16), 0, px(16), 0);
    row->setSpacing(px(16));
    row->addWidget(m_shape);
    row->addWidget(m_word);
    row->addLayout(twoLines(m_what, m_why), 1);
    row->addWidget(m_rehearsal);
    row->addWidget(m_loosened);
    row->addSpacing(px(8));
    row->addLayout(twoLines(m_place, m_target));
    row->addWidget(rule());
    row->addLayout(twoLines(m_countdown, m_countdownCaption));
    row->addWidget(rule());
    row->addSpacing(px(8));
    row->addLayout(twoLines(m_abort, m_abortCaption));
}

QWidget *HeaderView::rule()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::NoFrame);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Mid);
    line->setFixedSize(1, px(48));
    return line;
}

void HeaderView::applySizes()
{
    const int side = px(m_compact ? 36 : 48);
    m_shape->setFixedSize(side, side);
    m_word->setType(m_compact ? 28 : 34, QFont::Bold);
    m_what->setType(m_compact ? 13 : 15, QFont::DemiBold);
    m_why->setType(m_compact ? 12 : 13);
    m_place->setType(m_compact ? 13 : 15, QFont::DemiBold);
    m_countdown->setType(m_compact ? 24 : 28, QFont::DemiBold);
    m_abort->setFixedSize(px(168), px(m_compact ? 36 : 44));
    setFixedHeight(px(m_compact ? 64 : 88));
    m_abortCaption->setVisible(true);
    updateGeometry();
}

void HeaderView::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    applySizes();
    showTarget();
}

QSize HeaderView::sizeHint() const
{
    return {QWidget::sizeHint().width(), px(m_compact ? 64 : 88)};
}

void HeaderView::showTarget()
{
    m_target->setText(m_compact || m_content.target.isEmpty() ? m_content.target
                                                              : tr("Target %1").arg(m_content.target));
}

void HeaderView::setContent(const Content &content)
{
    if (content == m_content)
        return;
    m_content = content;
    m_shape->set(content.shape, content.alarm ? Tone::OnAlarm : content.tone);
    const auto tone = [&content](Tone usual) { return content.alarm ? Tone::OnAlarm : usual; };
    m_word->setText(content.word);
    m_word->setTone(tone(content.tone));
    m_what->setText(content.what);
    m_what->setTone(tone(content.urgent ? Tone::Nogo : Tone::Text));
    m_why->setText(content.why);
    m_why->setTone(tone(Tone::Text2));
    m_rehearsal->setVisible(!content.rehearsal.isEmpty());
    m_rehearsal->setBadge({Shape::Play, Tone::Accent, u"REHEARSAL"_s, true});
    setPlainToolTip(m_rehearsal, content.rehearsal);
    m_loosened->setVisible(!content.loosened.isEmpty());
    m_loosened->setBadge({Shape::Loosened, Tone::Warn, content.loosened, true});
    setPlainToolTip(m_loosened, content.loosenedDetail);
    m_place->setText(content.place);
    m_place->setTone(tone(Tone::Text));
    showTarget();
    setAccessibleName(u"%1. %2 %3"_s.arg(content.word, content.what, content.why));
    m_target->setTone(tone(Tone::Text2));
    m_countdown->setText(content.countdown);
    m_countdown->setTone(tone(Tone::Text));
    m_countdownCaption->setText(content.countdownCaption);
    m_countdownCaption->setTone(tone(Tone::Text2));
    m_abortCaption->setTone(tone(Tone::Text2));
    showAbortLook();
    update();
}

void HeaderView::setAbort(AbortSlot slot, qint64 seconds)
{
    struct Words
    {
        QString text, caption, name;
    };
    const auto words = [slot, seconds]() -> Words {
        switch (slot) {
        case AbortSlot::Nothing:
            return {tr("Stand down"), tr("nothing to stand down"), tr("Stand down, nothing to stand down")};
        case AbortSlot::StandDown:
            return {tr("Stand down…"), tr("closes the gate, asks once"), tr("Stand down, closes the gate")};
        case AbortSlot::Abort:
            return {tr("Abort rollout"), tr("or Ctrl+Shift+Backspace"), tr("Abort rollout")};
        case AbortSlot::Aborting:
            return {tr("Aborting…"), tr("the command runs since %1 s").arg(seconds), tr("Aborting, the command runs")};
        case AbortSlot::ReadBack:
            return {tr("Abort again"), tr("the stage file reads abort"),
                    tr("Abort again, runs the command once more; the stage file reads abort")};
        case AbortSlot::Done:
            return {tr("Abort done"), tr("recovered; a new GO is needed"),
                    tr("Abort done, recovered; a new GO is needed")};
        case AbortSlot::Again:
            return {tr("Abort again"), tr("runs the command once more"), tr("Abort again, runs the command once more")};
        }
        return {};
    }();
    m_slot = slot;
    m_abort->setText(words.text);
    m_abort->setAccessibleName(words.name);
    m_abort->setAccessibleDescription(words.caption);
    m_abort->setToolTip(words.caption);
    m_abortCaption->setText(words.caption);
    m_abort->setEnabled(slot != AbortSlot::Nothing && slot != AbortSlot::Aborting && slot != AbortSlot::Done);
    showAbortLook();
}

void HeaderView::showAbortLook()
{
    const bool filled = m_slot == AbortSlot::Abort || m_slot == AbortSlot::Again;
    // In the band's own colour it would be no button.
    const auto look = m_content.alarm ? ButtonLook::AbortOnAlarm : ButtonLook::Abort;
    setLook(m_abort, filled ? look : ButtonLook::Plain);
}

void HeaderView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_content.alarm ? theme().alarm : theme().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    if (!hasFocus())
        return;
    painter.setPen(QPen(m_content.alarm ? theme().onAlarm : theme().accent, px(2)));
    painter.drawRoundedRect(QRect(px(6), px(6), m_place->x() - px(20), height() - px(13)), px(4), px(4));
}

} // namespace cutover::gui
