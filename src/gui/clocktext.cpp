// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/clocktext.h"

#include <QLocale>

#include <algorithm>
#include <cstdlib>

namespace cutover::gui {

using namespace Qt::StringLiterals;

QString countdownText(qint64 ms)
{
    const qint64 s = (std::max<qint64>(ms, 0) + 999) / 1000;
    const QString minutes = u"%1:%2"_s.arg(s / 60 % 60, 2, 10, QChar(u'0')).arg(s % 60, 2, 10, QChar(u'0'));
    return s < 3600 ? minutes : u"%1:%2"_s.arg(s / 3600).arg(minutes);
}

QString clockDistance(qint64 seconds)
{
    const qint64 all = std::abs(seconds);
    return u"%1:%2:%3"_s.arg(all / 3600, 2, 10, QChar(u'0'))
        .arg(all / 60 % 60, 2, 10, QChar(u'0'))
        .arg(all % 60, 2, 10, QChar(u'0'));
}

QString distanceTo(const QDateTime &moment, const QDateTime &now)
{
    const qint64 left = now.secsTo(moment);
    return (left > 0 ? u"T−"_s : u"T+"_s) + clockDistance(left);
}

QString dayText(const QDateTime &time)
{
    return u"%1 UTC"_s.arg(QLocale::c().toString(time.toUTC(), u"ddd d MMM yyyy, HH:mm"_s));
}

QString clockText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"HH:mm:ss"_s) + u"\u00a0UTC"_s : u"—"_s;
}

QString minuteText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"HH:mm"_s) : u"—"_s;
}

} // namespace cutover::gui
