// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "models/words.h"

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;

namespace {

void answerChecks(Invocation &call, const session::PostCutover &checks)
{
    QJsonArray rows;
    QString text;
    for (const auto &row : checks.rows) {
        rows.append(rowJson(row));
        text += rowLine(row);
    }
    const QString verdict = checks.isGo ? u"GO"_s : u"NO-GO"_s;
    call.answer({{u"verdict"_s, verdict}, {u"rows"_s, rows}}, text + u"Post-cutover: %1\n"_s.arg(verdict),
                checks.isGo ? Yes : No);
}

} // namespace

void postCutover(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"post-cutover"_s,
                    u"The checks after 100 %: smoke tests, latency, error rate, evidence integrity."_s))
        return;
    call.withSession([&call](Session &session) {
        call.onInterrupt([&call, &session] {
            call.onInterrupt({});
            call.warn(u"Ending the checks that run."_s);
            session.cancelPostCutover();
        });
        QObject::connect(&session, &Session::smokeOutput, &call, &Invocation::relay);
        session.postCutover(&call, [&call](const Result<session::PostCutover> &checks) {
            if (call.isInterrupted())
                return call.leave(u"Cancelled: nothing was recorded."_s);
            if (!checks)
                return call.fail(checks.error());
            answerChecks(call, *checks);
        });
    });
}

} // namespace cutover::cli
