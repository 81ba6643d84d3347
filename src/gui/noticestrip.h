// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/theme.h"
#include "models/wordsalarms.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace cutover::gui {

class AlarmLabel;
class ElidedLabel;

/// The line above the header: DEMO, REHEARSAL, the gravest alarm with «Silence», and what was told last. In the alarm
/// role while an alarm stands; takes no room where there is nothing to say.
///
/// «Silence» stands at the left, far from the Abort slot: a hand trained on that must not silence an alarm.
class NoticeStrip : public QWidget
{
    Q_OBJECT

public:
    explicit NoticeStrip(QWidget *parent = nullptr);

    void setDemo(bool isDemo);
    /// What the rehearsal does; empty: none runs.
    void setRehearsal(const QString &words);
    void setNotice(const QString &text, Tone tone);
    void setAlarms(const QList<models::Alarm> &alarms, bool isSilenced);
    void setCompact(bool compact);

Q_SIGNALS:
    void silencePressed();

private:
    void refresh();

    bool m_isDemo = false;
    QString m_rehearsalWords;
    QString m_noticeWords;
    Tone m_noticeTone = Tone::Text2;
    QList<models::Alarm> m_alarms;
    bool m_isSilenced = false;
    QLabel *m_demo;
    QLabel *m_rehearsal;
    AlarmLabel *m_alarm;
    QPushButton *m_silence;
    ElidedLabel *m_notice;
};

} // namespace cutover::gui
