// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "models/words.h"
#include "models/wordsrehearsal.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using rollout::RehearsalProgress;
using session::Result;
using session::Session;

namespace {

constexpr QLatin1String recordFile{"var/rehearsal/latest.json"};

std::optional<QList<int>> stepsFrom(const QString &text)
{
    QList<int> steps;
    for (const auto &part : text.split(u',')) {
        bool isNumber = false;
        steps.append(part.trimmed().toInt(&isNumber));
        if (!isNumber)
            return std::nullopt;
    }
    return steps;
}

QString stepName(int percent)
{
    return percent > 0 ? u"Step %1 %"_s.arg(percent) : u"Abort drill"_s;
}

/// Whether `next` is worth a line to somebody who watches: the seconds of a hold are not.
bool isNews(const RehearsalProgress &last, const RehearsalProgress &next)
{
    return last.phase != next.phase || last.percent != next.percent || last.have != next.have;
}

QString stepLine(const domain::RehearsalStep &step)
{
    return u"%1 %2: %3\n"_s.arg(step.passed ? u"✓"_s : u"✗"_s, stepName(step.percent), models::rehearsalStepText(step));
}

void answerRehearsed(Invocation &call, const domain::Rehearsal &record)
{
    QJsonArray steps;
    QString text;
    for (const auto &step : record.steps) {
        steps.append(QJsonObject{{u"percent"_s, step.percent}, {u"passed"_s, step.passed}, {u"cause"_s, step.cause}});
        text += stepLine(step);
    }
    QJsonObject json{{u"passed"_s, record.passed()},
                     {u"steps"_s, steps},
                     {u"abort_drill"_s, record.abortDrill ? QJsonValue(record.abortDrill->passed) : QJsonValue()},
                     {u"record"_s, QString(recordFile)}};
    if (record.abortDrill) {
        json[u"abort_drill_cause"_s] = record.abortDrill->cause;
        text += stepLine(*record.abortDrill);
    }
    // The checklist's own words.
    text += record.passed() ? u"✓✓✓ ALL REHEARSALS PASSED ✓✓✓\n"_s : u"✗✗✗ REHEARSAL FAILED ✗✗✗\n"_s;
    if (call.isInterrupted())
        call.answersInterrupted();
    call.answer(json, text, record.passed() ? Yes : No);
}

void tellProgress(Invocation &call, Session &session)
{
    auto last = std::make_shared<std::optional<RehearsalProgress>>();
    QObject::connect(&session, &Session::rehearsalProgressed, &call, [&call, last](const RehearsalProgress &progress) {
        if (!*last || isNews(**last, progress))
            call.warn(u"%1: %2"_s.arg(stepName(progress.percent), models::rehearsalProgressText(progress)));
        *last = progress;
    });
    QObject::connect(&session, &Session::rehearsalOutput, &call, &Invocation::relay);
}

} // namespace

void rehearse(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption steps(u"steps"_s, u"Stages to rehearse, rising; 25,50 unless told."_s, u"LIST"_s,
                                   u"25,50"_s);
    const QCommandLineOption drill(u"abort-drill"_s, u"Whether an abort ends it; yes unless told."_s, u"yes|no"_s,
                                   u"yes"_s);
    parser.addOptions({steps, drill});
    if (!call.parse(parser, u"rehearse"_s, u"Rehearse the rollout and its abort on a stage file of their own."_s))
        return;
    const auto asked = stepsFrom(parser.value(steps));
    const QString word = parser.value(drill);
    if (!asked || (word != "yes"_L1 && word != "no"_L1))
        return call.usage(u"rehearse --steps 25,50 --abort-drill yes|no."_s);
    call.withSession([&call, request = session::RehearsalRequest{*asked, word == "yes"_L1}](Session &session) {
        tellProgress(call, session);
        call.onInterrupt([&call, &session] {
            call.warn(u"Ending the rehearsal; its stage file is set back."_s);
            session.cancelRehearsal();
        });
        session.rehearse(request, &call, [&call](const Result<domain::Rehearsal> &record) {
            if (!record)
                return call.fail(record.error());
            answerRehearsed(call, *record);
        });
    });
}

} // namespace cutover::cli
