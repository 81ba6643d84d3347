// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"

#include <QLocale>

#include <cmath>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::Unit;

namespace {

constexpr qint64 minute = 60;
constexpr qint64 hour = 3600;
constexpr qint64 day = 86400;
const QString nbsp = u"\u00a0"_s;

/// With the minus sign that numbers have in print.
QString number(double value)
{
    const auto exact = domain::Decimal::fromDouble(value);
    const QString text = exact ? exact->toString() : QString::number(value);
    return text.startsWith(u'-') ? u'\u2212' + text.mid(1) : text;
}

QString counted(double value, const QString &one, const QString &many)
{
    return number(value) + nbsp + (value == 1 ? one : many);
}

QString secondsText(double seconds)
{
    const double whole = std::abs(seconds);
    if (whole < minute)
        return number(seconds) + nbsp + u"s"_s;
    const auto s = static_cast<qint64>(std::round(whole));
    const QString sign = seconds < 0 ? u"\u2212"_s : QString();
    const QString rest = s % minute ? nbsp + u"%1"_s.arg(s % minute, 2, 10, QChar(u'0')) + nbsp + u"s"_s : QString();
    if (s < hour)
        return sign + QString::number(s / minute) + nbsp + u"min"_s + rest;
    const QString minutes =
        s % hour / minute ? nbsp + u"%1"_s.arg(s % hour / minute, 2, 10, QChar(u'0')) + nbsp + u"min"_s : QString();
    return sign + QString::number(s / hour) + nbsp + u"h"_s + minutes;
}

} // namespace

QString valueText(double value, Unit unit)
{
    switch (unit) {
    case Unit::None:
    case Unit::Ratio:
        return number(value);
    case Unit::Seconds:
        return secondsText(value);
    case Unit::Minutes:
        // A drill of the demo takes milliseconds: below a minute seconds say more than a fraction of a minute.
        return secondsText(std::round(value * minute * 1000) / 1000);
    case Unit::Days:
        return counted(value, u"day"_s, u"days"_s);
    case Unit::Files:
        return counted(value, u"file"_s, u"files"_s);
    case Unit::Percent:
        return number(value) + nbsp + u'%';
    case Unit::Milliseconds:
        return number(value) + nbsp + u"ms"_s;
    case Unit::Fraction:
        return number(std::round(value * 1e8) / 1e6) + nbsp + u'%';
    case Unit::Windows:
        return counted(value, u"window"_s, u"windows"_s);
    case Unit::Stations:
        return counted(value, u"station"_s, u"stations"_s);
    }
    return {};
}

QString ageText(qint64 seconds)
{
    if (seconds < 2 * minute)
        return QString::number(std::max<qint64>(seconds, 0)) + nbsp + u"s"_s;
    if (seconds < 2 * hour)
        return QString::number(seconds / minute) + nbsp + u"min"_s;
    if (seconds < 4 * day)
        return QString::number(seconds / hour) + nbsp + u"h"_s;
    return QString::number(seconds / day) + nbsp + u"days"_s;
}

QString oldText(qint64 seconds)
{
    constexpr qint64 toleratedS = 60; // two clocks are never quite the same
    return seconds < -toleratedS ? ageText(-seconds) + u" ahead of this clock"_s : ageText(seconds) + u" old"_s;
}

QString durationText(qint64 ms)
{
    if (ms < 0)
        return u"—"_s;
    constexpr qint64 tenth = 100;
    if (ms < tenth)
        return QString::number(ms) + nbsp + u"ms"_s;
    if (ms < minute * 1000)
        return QLocale::c().toString(static_cast<double>(ms) / 1000, 'f', 1) + nbsp + u"s"_s;
    return secondsText(static_cast<double>(ms / 1000));
}

QString timeText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(u"HH:mm"_s) + nbsp + u"UTC"_s : u"—"_s;
}

QString fingerprintText(const QString &hex, int groups)
{
    QStringList parts;
    for (qsizetype i = 0; i < hex.size() && parts.size() < groups; i += 4)
        parts.append(hex.mid(i, 4));
    return parts.join(nbsp);
}

QString statusWord(domain::Status status)
{
    switch (status) {
    case domain::Status::Go:
        return u"Go"_s;
    case domain::Status::NoGo:
        return u"No-Go"_s;
    case domain::Status::NoData:
        return u"No data"_s;
    case domain::Status::Stale:
        return u"Stale"_s;
    case domain::Status::Error:
        return u"Error"_s;
    case domain::Status::TimedOut:
        return u"Timed out"_s;
    case domain::Status::Running:
        return u"Running"_s;
    case domain::Status::NotRun:
        return u"Not run"_s;
    }
    return {};
}

} // namespace cutover::models
