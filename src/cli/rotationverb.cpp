// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/rotationjudge.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "formats/rfc3339.h"
#include "models/words.h"
#include "models/wordssigners.h"

#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using checks::RotatedKey;
using checks::RotationReport;
using domain::Cause;
using session::Result;
using session::Session;

namespace {

QJsonObject keyJson(const RotatedKey &key)
{
    return {{u"name"_s, key.name},
            {u"file"_s, key.file},
            {u"not_after"_s, formats::formatRfc3339(key.notAfter)},
            {u"days"_s, key.daysLeft}};
}

QString keyLine(const RotatedKey &key, int minDays)
{
    return u"%1 %2: %3 left, until %4\n"_s.arg(
        key.daysLeft >= minDays && !key.isTooSmall ? u"✓"_s : u"✗"_s, models::oneLine(key.name),
        models::valueText(static_cast<double>(key.daysLeft), domain::Unit::Days), formats::formatRfc3339(key.notAfter));
}

int exitCode(const domain::Row &row)
{
    const Cause cause = row.reason.cause;
    if (cause == Cause::FileAbsent || cause == Cause::FileUnreadable || cause == Cause::PathOutside)
        return FileUnreadable;
    return row.isGo() ? Yes : No;
}

void answerReport(Invocation &call, const RotationReport &report, int minDays)
{
    const auto &row = report.row;
    QJsonArray keys;
    QString text;
    for (const auto &key : report.keys) {
        keys.append(keyJson(key));
        text += keyLine(key, minDays);
    }
    text += rowLine(row);
    call.answer({{u"rows"_s, QJsonArray{rowJson(row)}}, {u"keys"_s, keys}}, text, exitCode(row));
}

} // namespace

void rotation(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"rotation"_s,
                    u"Every certificate and listed key with its days left, the soonest first."_s))
        return;
    call.onlyLook();
    call.withSession([&call](Session &session) {
        const int minDays = session.view().profile.probes.rotation.minDays;
        for (const auto &warning : models::expiringSigners(session.view().signers, session.now()))
            Invocation::warn(warning);
        session.judgeRotation(&call, [&call, minDays](const Result<RotationReport> &report) {
            if (!report)
                return call.fail(report.error());
            answerReport(call, *report, minDays);
        });
    });
}

} // namespace cutover::cli
