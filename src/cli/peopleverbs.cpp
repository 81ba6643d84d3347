// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/teamready.h"
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/json.h"
#include "cli/notifyverb.h"
#include "cli/verbs.h"
#include "models/words.h"

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Result;
using session::Session;

namespace {

constexpr QLatin1String stationPrefix{"station:"};

session::Done<qint64> answerEntry(Invocation &call)
{
    return [&call](const Result<qint64> &entry) {
        if (!entry)
            return call.fail(entry.error());
        call.answer({{u"entry"_s, *entry}}, u"Recorded as entry %1.\n"_s.arg(*entry), Yes);
    };
}

/// Evidence that cannot be read or gives no baseline is a file's fault, and says where.
session::Failure ofAFile(session::Failure failure)
{
    if (failure.data.value(0).endsWith(".json"_L1))
        failure.kind = session::Failure::Kind::File;
    return failure;
}

bool isWhat(const QString &what, const Session &session)
{
    static const QStringList fixed{u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s};
    return fixed.contains(what) ||
           (what.startsWith(stationPrefix) &&
            checks::stations(session.view().profile.contacts).contains(what.mid(stationPrefix.size())));
}

void captureBaseline(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"baseline capture"_s, u"Write perf of the evidence into today's baselines file."_s))
        return;
    call.withSession([&call](Session &session) {
        call.finishFirst(u"The baselines are being written; that is finished first."_s);
        session.captureBaseline(&call, [&call](const Result<QString> &file) {
            if (!file)
                return call.fail(ofAFile(file.error()));
            call.answer({{u"file"_s, *file}}, *file + u'\n', Yes);
        });
    });
}

} // namespace

void confirm(Invocation &call)
{
    QCommandLineParser parser;
    const auto by = byOption();
    const QCommandLineOption noGo(u"no-go"_s, u"Say no-go."_s);
    const QCommandLineOption note(u"note"_s, u"A note beside it."_s, u"TEXT"_s);
    const QCommandLineOption notify(u"notify"_s, u"For stakeholders: send the start notification, wait at most 30 s "
                                                 "for the first receipt, and record that."_s);
    parser.addOptions({by, noGo, note, notify});
    parser.addPositionalArgument(u"WHAT"_s, u"freeze, stakeholders, war-room, station:ROLE or team-ready."_s);
    if (!call.parse(parser, u"confirm"_s, u"Confirm by name."_s, 1))
        return;
    const auto words = parser.positionalArguments();
    if (parser.isSet(notify)) {
        const bool saysMore = parser.isSet(by) || parser.isSet(noGo) || parser.isSet(note);
        if (words != QStringList{u"stakeholders"_s} || saysMore)
            return call.usage(u"A receipt speaks for itself: confirm stakeholders --notify, and nothing more."_s);
        return notifyStakeholders(call);
    }
    if (words.isEmpty())
        return call.usage(u"confirm needs what: freeze, stakeholders, war-room, station:ROLE or team-ready."_s);
    if (parser.value(by).trimmed().isEmpty())
        return call.usage(u"confirm needs --by NAME: a named person confirms."_s);
    if (!call.takesText({words.first(), parser.value(by), parser.value(note)}))
        return;
    call.withRollout([&call, what = words.first(), name = parser.value(by), go = !parser.isSet(noGo),
                      text = parser.value(note)](Session &session) {
        if (!isWhat(what, session))
            return call.usage(
                u"“%1” cannot be confirmed: freeze, stakeholders, war-room, team-ready or station:ROLE with a "
                "role of the contact list."_s.arg(what));
        session.confirm(what, name, go, text, &call, answerEntry(call));
    });
}

void note(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"ROW"_s, u"The row: %1."_s.arg(rowIds()));
    parser.addPositionalArgument(u"TEXT"_s, u"The note."_s);
    if (!call.parse(parser, u"note"_s, u"Set a row's note; the former text stays in the ledger."_s, 2))
        return;
    const auto words = parser.positionalArguments();
    const auto id = domain::criterionFromKey(words.value(0));
    if (words.size() != 2)
        return call.usage(u"note needs two words: the row's id, and the text in quotes."_s);
    if (!id)
        return call.usage(u"There is no row “%1”; the rows are %2."_s.arg(models::oneLine(words.first()), rowIds()));
    if (!call.takesText({words.at(1)}))
        return;
    call.withRollout([&call, id = *id, text = words.at(1)](Session &session) {
        session.setNote(id, text, &call, answerEntry(call));
    });
}

void baseline(Invocation &call)
{
    runFamily(call, {{"capture"_L1, captureBaseline}});
}

} // namespace cutover::cli
