// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/charttext.h"

#include <algorithm>
#include <cmath>

namespace cutover::charts {

using namespace Qt::StringLiterals;

namespace {

QString withMinus(QString text)
{
    return text.replace(u'-', u'\u2212');
}

QString trimmed(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text == u"-0"_s ? u"0"_s : text;
}

} // namespace

QString plainText(double value)
{
    return withMinus(trimmed(value, 4));
}

QString millisecondsText(double value)
{
    return withMinus(QString::number(value, 'f', 1)) + u"\u00A0ms"_s;
}

QString percentText(double value)
{
    const QString number = trimmed(value, 1);
    const QString sign = number.startsWith(u'-') || number == u"0"_s ? QString() : u"+"_s;
    return withMinus(sign + number) + u"\u00A0%"_s;
}

QString tickText(double value, double step)
{
    const int decimals = std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
    const double shown = std::abs(value) < step / 2 ? 0 : value; // never "−0.0"
    return withMinus(QString::number(shown, 'f', decimals));
}

QString clockText(const QDateTime &at)
{
    return at.toUTC().toString(u"HH:mm:ss"_s) + u"\u00A0UTC"_s;
}

} // namespace cutover::charts
