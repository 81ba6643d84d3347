// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/clocktext.h"

#include <algorithm>

namespace cutover::gui {

using namespace Qt::StringLiterals;

QString countdownText(qint64 ms)
{
    const qint64 s = (std::max<qint64>(ms, 0) + 999) / 1000;
    const QString minutes = u"%1:%2"_s.arg(s / 60 % 60, 2, 10, QChar(u'0')).arg(s % 60, 2, 10, QChar(u'0'));
    return s < 3600 ? minutes : u"%1:%2"_s.arg(s / 3600).arg(minutes);
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
