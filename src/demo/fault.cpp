// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/fault.h"

#include <QHash>
#include <QStringList>

#include <cmath>

namespace cutover::demo {

using namespace Qt::StringLiterals;

std::optional<Fault> Fault::parse(const QString &text)
{
    static const QHash<QString, Kind> kinds{{u"burst"_s, Kind::Burst},   {u"p99"_s, Kind::P99},
                                            {u"readyz"_s, Kind::Readyz}, {u"errors"_s, Kind::Errors},
                                            {u"tamper"_s, Kind::Tamper}, {u"freeze"_s, Kind::Freeze}};
    static const QHash<QString, int> stages{{u"0"_s, 0}, {u"10"_s, 10}, {u"25"_s, 25}, {u"50"_s, 50}, {u"100"_s, 100}};
    const QStringList parts = text.split(u'@');
    if (parts.size() != 2 || !kinds.contains(parts.first()))
        return std::nullopt;
    QString stage = parts.last();
    const bool inRehearsal = stage.startsWith("rehearsal:"_L1);
    if (inRehearsal)
        stage = stage.sliced(QLatin1StringView("rehearsal:").size());
    if (!stages.contains(stage))
        return std::nullopt;
    return Fault{kinds.value(parts.first()), stages.value(stage), inRehearsal};
}

void spoil(CanaryWindow &window, Fault::Kind kind)
{
    switch (kind) {
    case Fault::Kind::Burst:
        window.burst = 1.62;
        return;
    case Fault::Kind::P99:
        window.p99Ms = std::round(usualP99Ms * 12.6) / 10;
        return;
    case Fault::Kind::Errors:
        window.errorRate = 0.008;
        return;
    case Fault::Kind::Readyz:
    case Fault::Kind::Tamper:
    case Fault::Kind::Freeze:
        return;
    }
}

} // namespace cutover::demo
