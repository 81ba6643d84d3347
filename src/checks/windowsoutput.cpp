// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/windowsoutput.h"

#include "domain/rules.h"
#include "formats/jsonpointer.h"
#include "formats/strictjson.h"

#include <QJsonArray>
#include <QJsonObject>
#include <cmath>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::EvidenceFault;

namespace {

struct Fault
{
    EvidenceFault fault;
    QString pointer;
};

EvidenceFault faultOf(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() ? EvidenceFault::Absent : EvidenceFault::WrongType;
}

tl::expected<domain::Window, Fault> windowOf(const QJsonValue &value, const QString &pointer)
{
    if (!value.isObject())
        return tl::unexpected(Fault{faultOf(value), pointer});
    const QJsonValue pass = value.toObject().value("pass"_L1);
    const QJsonValue burst = value.toObject().value("burst"_L1);
    if (!pass.isBool())
        return tl::unexpected(Fault{faultOf(pass), formats::pointerTo(pointer, u"pass"_s)});
    const QString burstPointer = formats::pointerTo(pointer, u"burst"_s);
    if (!burst.isDouble())
        return tl::unexpected(Fault{faultOf(burst), burstPointer});
    if (!std::isfinite(burst.toDouble()))
        return tl::unexpected(Fault{EvidenceFault::NotFinite, burstPointer});
    if (std::signbit(burst.toDouble()))
        return tl::unexpected(Fault{EvidenceFault::Negative, burstPointer});
    domain::Window window;
    window.pass = pass.toBool();
    window.burst = burst.toDouble();
    return window;
}

tl::expected<QList<domain::Window>, Fault> windowsOf(const QJsonValue &root)
{
    if (!root.isArray())
        return tl::unexpected(Fault{faultOf(root), {}});
    QList<domain::Window> windows;
    for (const QJsonValue &value : root.toArray()) {
        const auto window = windowOf(value, formats::pointerTo({}, windows.size()));
        if (!window)
            return tl::unexpected(window.error());
        windows.append(*window);
    }
    return windows;
}

domain::Row unreadable(const QString &code, const QString &pointer, int line)
{
    domain::Row row;
    row.status = domain::Status::NoData;
    row.reason = {Cause::OutputUnreadable, {code, pointer, QString::number(line)}};
    return row;
}

} // namespace

domain::Row judgeWindowsOutput(const QByteArray &output, const domain::Limits &limits)
{
    const auto text = formats::parseStrict(output);
    if (!text)
        return unreadable(formats::codeName(text.error().code), text.error().pointer, text.error().line);
    const auto windows = windowsOf(text->root);
    if (!windows)
        return unreadable(domain::faultName(windows.error().fault), windows.error().pointer,
                          text->lineOf(windows.error().pointer));
    const auto health = domain::judgeCanaryHealth(*windows, limits, {});
    domain::Row row;
    row.status = health.status;
    row.reason = health.reason;
    row.measures = health.measures;
    return row;
}

} // namespace cutover::checks
