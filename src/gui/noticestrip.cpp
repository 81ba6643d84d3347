// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/noticestrip.h"

#include "gui/alarmlabel.h"
#include "gui/appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

QString sheet(bool isAlarm)
{
    const auto &look = theme();
    return u"QWidget#strip { background: %1; } QLabel#demoStripLabel, QLabel#rehearsalStripLabel { color: %2; }"_s.arg(
        (isAlarm ? look.alarm : look.neutralTint).name(), (isAlarm ? look.onAlarm : look.text).name());
}

QLabel *newWord(const QString &objectName, const QString &accessibleName)
{
    auto *label = new QLabel;
    label->setObjectName(objectName);
    label->setTextFormat(Qt::RichText);
    label->setAccessibleName(accessibleName);
    label->setFont(Appearance::instance().font(12.5));
    return label;
}

QString word(const QString &bold, const QString &rest)
{
    const QString head = u"<b>%1</b>"_s.arg(bold);
    return rest.isEmpty() ? head : head + u"&nbsp;&nbsp;&nbsp;"_s + rest.toHtmlEscaped();
}

} // namespace

NoticeStrip::NoticeStrip(QWidget *parent)
    : QWidget(parent)
    , m_demo(newWord(u"demoStripLabel"_s, tr("DEMO, simulated service on this computer")))
    , m_rehearsal(newWord(u"rehearsalStripLabel"_s, {}))
    , m_alarm(new AlarmLabel)
    , m_silence(newButton(u"silenceButton"_s, tr("Silence for 5 min")))
    , m_notice(new ElidedLabel({}, 13, Tone::Nogo, QFont::DemiBold))
{
    setObjectName(u"strip"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_alarm->setObjectName(u"alarmLabel"_s);
    m_notice->setObjectName(u"noticeLabel"_s);
    m_silence->setAccessibleName(tr("Silence the alarm for 5 minutes"));
    setLook(m_silence, ButtonLook::Small);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(16), 0, px(16), 0);
    row->setSpacing(px(16));
    row->addWidget(m_demo);
    row->addWidget(m_rehearsal);
    row->addWidget(m_silence);
    row->addWidget(m_alarm, 2);
    row->addWidget(m_notice, 1);
    m_alarm->hide();
    connect(m_silence, &QPushButton::clicked, this, &NoticeStrip::silencePressed);
    connect(&Appearance::instance(), &Appearance::changed, this, &NoticeStrip::refresh);
    refresh();
}

void NoticeStrip::setDemo(bool isDemo)
{
    m_isDemo = isDemo;
    refresh();
}

void NoticeStrip::setRehearsal(const QString &words)
{
    m_rehearsalWords = words;
    refresh();
}

void NoticeStrip::setNotice(const QString &text, Tone tone)
{
    m_noticeWords = text;
    m_noticeTone = tone;
    refresh();
}

void NoticeStrip::setAlarms(const QList<models::Alarm> &alarms, bool isSilenced)
{
    if (alarms == m_alarms && isSilenced == m_isSilenced)
        return;
    m_alarms = alarms;
    m_isSilenced = isSilenced;
    refresh();
}

void NoticeStrip::setCompact(bool compact)
{
    setFixedHeight(px(compact ? 24 : 28));
}

void NoticeStrip::refresh()
{
    const bool isAlarm = !m_alarms.isEmpty();
    const bool isRehearsal = !m_rehearsalWords.isEmpty();
    const QString wanted = sheet(isAlarm);
    if (styleSheet() != wanted)
        setStyleSheet(wanted);
    // What is new stands in the strip itself: a line of its own would push the matrix into scrolling.
    const bool isAlone = !isAlarm && !isRehearsal && m_noticeWords.isEmpty();
    m_demo->setText(word(u"DEMO"_s, isAlone ? tr("Simulated service on this computer. Nothing here reaches "
                                                 "production; everything made here says DEMO.")
                                            : QString()));
    m_demo->setVisible(m_isDemo);
    const bool isWordy = !isAlarm && m_noticeWords.isEmpty();
    m_rehearsal->setText(word(u"REHEARSAL"_s, isWordy ? m_rehearsalWords : QString()));
    m_rehearsal->setAccessibleName(tr("REHEARSAL, %1").arg(m_rehearsalWords));
    m_rehearsal->setVisible(isRehearsal);
    QStringList words;
    for (const auto &alarm : m_alarms)
        words.append(u"%1: %2"_s.arg(alarm.title, alarm.text));
    m_alarm->setAlarm(words.join(u" · "_s));
    m_silence->setVisible(isAlarm);
    m_silence->setEnabled(!m_isSilenced);
    m_silence->setText(m_isSilenced ? tr("Silenced") : tr("Silence for 5 min"));
    m_silence->setToolTip(m_isSilenced ? tr("The sound is off for five minutes; another alarm brings it back.")
                                       : tr("Stops the sound; the alarm itself stays until its cause is gone."));
    m_notice->setText(m_noticeWords);
    m_notice->setTone(isAlarm ? Tone::OnAlarm : m_noticeTone);
    m_notice->setVisible(!m_noticeWords.isEmpty());
    setVisible(m_isDemo || isRehearsal || isAlarm || !m_noticeWords.isEmpty());
}

} // namespace cutover::gui
