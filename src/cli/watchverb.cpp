// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/rfc3339.h"
#include "models/wordswatch.h"

#include <QJsonArray>
#include <QJsonObject>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;
using session::WatchNews;

namespace {

constexpr std::chrono::minutes idleFor{1}; ///< of a watcher that a promotion started and that was then refused

void tellNews(Invocation &call, const WatchNews &news)
{
    const QString at = formats::formatRfc3339(news.at);
    call.tell({{u"at"_s, at},
               {u"event"_s, session::watchNewsName(news.kind)},
               {u"data"_s, QJsonArray::fromStringList(news.data)}},
              u"%1 %2\n"_s.arg(at, models::watchText(news)));
}

/// SIGTERM is an answer of its own; else an abort that this watcher made, and a recovery that did not come, are a no.
int exitOf(const session::Watched &watched)
{
    if (watched.why == "stopped"_L1)
        return Yes;
    return watched.aborted || watched.recovered == false ? No : Yes;
}

} // namespace

void watch(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption leave(u"leave-when-idle"_s,
                                   u"End where no rollout was under way for a minute; else it waits for one."_s);
    parser.addOption(leave);
    if (!call.parse(parser, u"watch"_s, u"Watch the rollout: serve its holds, abort on the abort triggers."_s))
        return;
    const std::chrono::milliseconds idle = parser.isSet(leave) ? idleFor : std::chrono::minutes(0);
    call.withSession([&call, idle](Session &session) {
        QObject::connect(&session, &Session::watchTold, &call,
                         [&call](const WatchNews &news) { tellNews(call, news); });
        call.onInterrupt([&session] { session.stopWatching(); });
        session.watch(idle, &call, [&call](const Result<session::Watched> &watched) {
            if (!watched)
                return call.fail(watched.error());
            call.answerTold(exitOf(*watched));
        });
    });
}

} // namespace cutover::cli
