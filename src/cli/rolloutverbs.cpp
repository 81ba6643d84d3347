// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/verbs.h"
#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordsrehearsal.h"
#include "models/wordsstanding.h"
#include "session/rehearsalsight.h"

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;

namespace {

session::Done<qint64> answerEntry(Invocation &call, const QString &said)
{
    return [&call, said](const Result<qint64> &entry) {
        if (!entry)
            return call.fail(entry.error());
        call.answer({{u"entry"_s, *entry}}, u"%1, entry %2.\n"_s.arg(said).arg(*entry), Yes);
    };
}

void answerPromoted(Invocation &call, const session::View &view, const session::Promoted &promoted)
{
    const QJsonObject json{{u"stage"_s, promoted.percent},
                           {u"done"_s, promoted.done},
                           {u"refusals"_s, refusalsJson(promoted.refusals)},
                           {u"exit_code"_s, promoted.exitCode < 0 ? QJsonValue() : QJsonValue(promoted.exitCode)},
                           {u"desired_stage"_s, promoted.desiredStage},
                           {u"command"_s, promoted.command},
                           {u"watcher"_s, watcherJson(view)}};
    const bool isStopped = !promoted.done && call.isInterrupted();
    if (isStopped)
        call.answersInterrupted();
    const QString stage = models::stageFileText(promoted.desiredStage);
    const QString text =
        promoted.done ? u"Promoted to %1 %%2; the watcher is armed.\n"_s.arg(
                            QString::number(promoted.percent),
                            promoted.command.isEmpty() ? u": the console writes the stage file itself"_s : QString())
        : isStopped ? u"Not promoted: the stage command was ended; %1. It counts as failed; look at cutoverctl status, "
                      "then promote again or abort.\n"_s.arg(stage)
        : promoted.refusals.isEmpty() && promoted.command.isEmpty()
            ? u"Not promoted: the console writes the stage file itself, and could not; %1.\n"_s.arg(stage)
        : promoted.refusals.isEmpty() ? u"Not promoted: the command ended with exit code %1; %2.\n"_s.arg(
                                            QString::number(promoted.exitCode), stage)
                                      : refusalLines(promoted.refusals);
    call.answer(json, text, promoted.done ? Yes : No);
}

void answerAborted(Invocation &call, const session::Aborted &aborted, bool hasReason)
{
    QJsonObject json{{u"aborted"_s, aborted.aborted},
                     {u"already"_s, aborted.already},
                     {u"stood_down"_s, aborted.stoodDown},
                     {u"exit_code"_s, aborted.exitCode < 0 ? QJsonValue() : QJsonValue(aborted.exitCode)},
                     {u"desired_stage"_s, aborted.desiredStage}};
    if (aborted.isUnasked)
        json[u"unasked"_s] = true;
    const QString text =
        aborted.stoodDown ? u"Stood down: nothing was promoted, the gate is closed.\n"_s
        : aborted.already ? u"Already aborted: desired_stage.txt reads abort.%1\n"_s.arg(
                                hasReason ? u" The reason is entered beside it."_s : QString())
        : aborted.aborted
            ? u"Aborted: desired_stage.txt reads abort.\n%1"_s.arg(
                  aborted.isUnasked ? models::unaskedAbortText() + u'\n' : QString())
            : u"NOT ABORTED: the command ended with exit %1; %2. Run by hand, in the workspace: %3\n"_s.arg(
                  QString::number(aborted.exitCode), models::stageFileText(aborted.desiredStage, u"abort"_s),
                  aborted.command);
    call.answer(json, text, aborted.aborted || aborted.stoodDown ? Yes : No);
}

/// RULES section 5: a stage command that is ended gets SIGTERM, its group SIGKILL 100 ms later. The outcome is
/// recorded, so that no promotion stays in flight; before the command has begun there is nothing to record.
void stopPromotion(Invocation &call, Session &session)
{
    if (!session.stopPromotion())
        return call.leave(u"Cancelled before the stage command was started. Nothing was promoted."_s);
    call.warn(u"Ending the stage command; its outcome is recorded."_s);
}

} // namespace

void status(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"status"_s, u"Where the cutover stands, and what the gate says."_s))
        return;
    call.onlyLook();
    call.withRollout([&call](Session &session) {
        const auto &view = session.view();
        const auto rehearsed = session::rehearsedElsewhereSince(view.workspace);
        const QString first = rehearsed ? models::rehearsalElsewhereText(*rehearsed) + u'\n' : QString();
        call.answer(statusJson(view), first + models::standingText(view, session.now()), Yes);
    });
}

void promote(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"STAGE"_s, u"10, 25, 50 or 100."_s);
    if (!call.parse(parser, u"promote"_s, u"Promote to a stage; blocks until it is read back."_s, 1))
        return;
    static const QStringList stages{u"10"_s, u"25"_s, u"50"_s, u"100"_s};
    const auto words = parser.positionalArguments();
    if (words.size() != 1 || !stages.contains(words.first()))
        return call.usage(u"promote 10, 25, 50 or 100."_s);
    call.withSession([&call, percent = words.first().toInt()](Session &session) {
        QObject::connect(&session, &Session::stageOutput, &call, &Invocation::relay);
        call.onInterrupt([&call, &session] { stopPromotion(call, session); });
        session.promote(percent, &call, [&call, &session](const Result<session::Promoted> &promoted) {
            if (!promoted)
                return call.fail(promoted.error());
            answerPromoted(call, session.view(), *promoted);
        });
    });
}

void pause(Invocation &call)
{
    QCommandLineParser parser;
    const auto by = byOption();
    parser.addOption(by);
    if (!call.parse(parser, u"pause"_s, u"Refuse further promotions until somebody lifts it."_s) ||
        !call.takesText({parser.value(by)}))
        return;
    if (parser.isSet(by) && parser.value(by).trimmed().isEmpty())
        return call.usage(u"--by needs a name."_s);
    call.withRollout([&call, name = parser.value(by)](Session &session) {
        session.pause(name, &call, answerEntry(call, u"Paused"_s));
    });
}

void resume(Invocation &call)
{
    QCommandLineParser parser;
    const auto by = byOption();
    parser.addOption(by);
    if (!call.parse(parser, u"resume"_s, u"Lift a pause, by name."_s))
        return;
    if (parser.value(by).trimmed().isEmpty())
        return call.usage(u"resume needs --by NAME: a named person lifts a pause."_s);
    if (!call.takesText({parser.value(by)}))
        return;
    call.withRollout([&call, name = parser.value(by)](Session &session) {
        session.resume(name, &call, answerEntry(call, u"Resumed"_s));
    });
}

void abort(Invocation &call)
{
    QCommandLineParser parser;
    const auto by = byOption();
    const QCommandLineOption reason(u"reason"_s, u"Why; may be told later."_s, u"TEXT"_s);
    parser.addOptions({by, reason});
    if (!call.parse(parser, u"abort"_s, u"Abort the rollout; before the first promotion, stand down."_s,
                    Invocation::anyWords))
        return;
    // Nothing that was typed beside it holds an abort back.
    call.withLedger([&call, name = models::oneLine(parser.value(by)),
                     why = models::oneLine(parser.value(reason))](Session &session) {
        QObject::connect(&session, &Session::stageOutput, &call, &Invocation::relay);
        // Never left halfway, however often somebody presses Ctrl-C.
        call.onInterrupt([] {
            Invocation::warn(u"The abort goes on until desired_stage.txt reads abort, for at most a minute."_s);
        });
        session.abort(why, name, &call, [&call, hasReason = !why.isEmpty()](const Result<session::Aborted> &aborted) {
            if (!aborted)
                return call.fail(aborted.error());
            answerAborted(call, *aborted, hasReason);
        });
    });
}

} // namespace cutover::cli
