// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "models/words.h"

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

/// What is new to somebody who watches; the seconds of a hold are not.
QString progressText(const RehearsalProgress &progress)
{
    switch (progress.phase) {
    case RehearsalProgress::Phase::Stepping:
        return u"Step %1 %"_s.arg(progress.percent);
    case RehearsalProgress::Phase::Holding:
        return u"  holding for %1 s"_s.arg(progress.holdMs / 1000);
    case RehearsalProgress::Phase::Validating:
        return u"  %1 of %2 windows green"_s.arg(progress.have).arg(progress.need);
    case RehearsalProgress::Phase::Aborting:
        return u"Abort"_s;
    case RehearsalProgress::Phase::Recovering:
        return u"  readyz ok %1 of %2 times"_s.arg(progress.have).arg(progress.need);
    }
    return {};
}

QString stepLine(const domain::RehearsalStep &step)
{
    const QString name = step.percent > 0 ? u"Step %1 %"_s.arg(step.percent) : u"Abort drill"_s;
    return step.passed ? u"✓ %1\n"_s.arg(name) : u"✗ %1: %2\n"_s.arg(name, QString(step.cause).replace(u'_', u' '));
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
    auto last = std::make_shared<QString>();
    QObject::connect(&session, &Session::rehearsalProgressed, &call, [&call, last](const RehearsalProgress &progress) {
        const auto text = progressText(progress);
        if (std::exchange(*last, text) != text)
            call.warn(text);
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
