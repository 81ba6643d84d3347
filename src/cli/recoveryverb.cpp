// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/recoveryprobe.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "models/words.h"

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using session::Result;
using session::Session;

namespace {

/// The lost files stand in the last lines of the output, as many as the row counts.
QStringList lostFiles(const QByteArray &output, const domain::Row &row)
{
    const auto rpo = std::ranges::find(row.measures, u"RPO"_s, &domain::Measure::name);
    if (rpo == row.measures.end())
        return {};
    const auto lost = std::min(static_cast<qsizetype>(rpo->observed), checks::RecoveryProbe::mostLostNamed);
    const auto lines = QString::fromUtf8(output).split(u'\n', Qt::SkipEmptyParts);
    return lines.last(std::min(lost, lines.size()));
}

bool isUnreadableFile(Cause cause)
{
    return cause == Cause::FileAbsent || cause == Cause::FileUnreadable || cause == Cause::PathOutside;
}

void answerDrill(Invocation &call, const domain::Row &row, const QByteArray &output)
{
    const auto lost = lostFiles(output, row);
    auto json = rowJson(row);
    json[u"lost"_s] = QJsonArray::fromStringList(lost);
    QString text = rowLine(row);
    for (const auto &measure : row.measures)
        text += u"  %1 %2, at most %3\n"_s.arg(measure.name, models::valueText(measure.observed, measure.unit),
                                               models::valueText(measure.limit, measure.unit));
    for (const auto &file : lost)
        text += u"  %1\n"_s.arg(models::oneLine(file));
    const bool isJudged = row.isGo() || row.status == domain::Status::NoGo; // a file that did not come back is a No
    const int code = row.isGo() ? Yes : !isJudged && isUnreadableFile(row.reason.cause) ? FileUnreadable : No;
    call.answer(json, text, code);
}

void drill(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"recovery drill"_s,
                    u"Restore into a scratch folder by the profile's command; time it, compare file by file."_s))
        return;
    call.withSession([&call](Session &session) {
        auto output = std::make_shared<QByteArray>();
        QObject::connect(&session, &Session::outputReceived, &call,
                         [&call, output](CriterionId, const QByteArray &chunk) {
                             *output += chunk;
                             call.relay(chunk);
                         });
        call.onInterrupt([&call, &session] {
            call.warn(u"Ending the restore; its scratch folder is removed."_s);
            session.cancelProbes();
        });
        session.runProbe(CriterionId::DrRecovery, &call, [&call, output](const Result<domain::Row> &row) {
            if (!row)
                return call.fail(row.error());
            if (call.isInterrupted())
                return call.leave(u"Cancelled: the restore was ended."_s);
            answerDrill(call, *row, *output);
        });
    });
}

} // namespace

void recovery(Invocation &call)
{
    runFamily(call, {{"drill"_L1, drill}});
}

} // namespace cutover::cli
