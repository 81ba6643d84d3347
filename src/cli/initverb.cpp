// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/rfc3339.h"
#include "models/words.h"
#include "models/wordsdraft.h"
#include "session/profiledraft.h"

#include <QDir>
#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Failure;

namespace {

/// Head and contacts of the checklist into `request`; false: the call is finished.
bool takeChecklist(Invocation &call, const QString &file, session::DraftRequest &request, QStringList &unfilled)
{
    const auto head = session::readChecklistFile(file);
    if (!head) {
        call.fail(head.error());
        return false;
    }
    request.environment = head->environment;
    request.version = head->version;
    request.targetAt = head->targetAt;
    request.contacts = head->contacts;
    unfilled = head->unfilled;
    return true;
}

QString kindName(session::DraftChoice::Kind kind)
{
    using Kind = session::DraftChoice::Kind;
    switch (kind) {
    case Kind::Script:
        return u"script"_s;
    case Kind::Probe:
        return u"probe"_s;
    case Kind::BuiltIn:
        return u"built_in"_s;
    case Kind::Kept:
        return u"kept"_s;
    case Kind::Standing:
        return u"standing"_s;
    }
    return {};
}

QJsonObject draftJson(const QString &file, const session::ProfileDraft &draft, const QStringList &unfilled)
{
    QJsonArray choices;
    for (const auto &choice : draft.choices)
        choices.append(QJsonObject{{u"what"_s, choice.what},
                                   {u"choice"_s, kindName(choice.kind)},
                                   {u"text"_s, models::draftChoiceText(choice)}});
    QJsonArray gaps;
    for (const auto &gap : draft.gaps)
        gaps.append(QJsonObject{{u"pointer"_s, gap.pointer}, {u"text"_s, models::draftGapText(gap)}});
    return {{u"file"_s, file},
            {u"choices"_s, choices},
            {u"missing"_s, gaps},
            {u"unfilled"_s, QJsonArray::fromStringList(unfilled)}};
}

QString draftText(const QString &file, const session::ProfileDraft &draft, const QStringList &unfilled)
{
    QString text = file + u"\n\n"_s;
    for (const auto &choice : draft.choices)
        text += u"  %1\n"_s.arg(models::oneLine(models::draftChoiceText(choice)));
    if (!draft.gaps.isEmpty() || !unfilled.isEmpty())
        text += u"\nStill to be done before the cutover can be signed:\n"_s;
    for (const auto &gap : draft.gaps)
        text += u"  %1\n"_s.arg(models::oneLine(models::draftGapText(gap)));
    for (const auto &label : unfilled)
        text += u"  “%1” is not filled in the checklist.\n"_s.arg(models::oneLine(label));
    return text + u"\nNext: cutoverctl preflight --no-drills\n"_s;
}

} // namespace

void init(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption from(u"from"_s, u"Take head and contacts of a filled checklist."_s, u"CHECKLIST.md"_s);
    const QCommandLineOption version(u"release"_s, u"The version that is cut over."_s, u"VERSION"_s);
    const QCommandLineOption environment(u"environment"_s, u"Production, if not said otherwise."_s, u"NAME"_s);
    const QCommandLineOption change(u"change"_s, u"The change request's reference."_s, u"REF"_s);
    const QCommandLineOption target(u"target"_s, u"When: 2026-03-02T14:00:00Z."_s, u"TIME"_s);
    const QCommandLineOption readyz(u"readyz-url"_s, u"Where the service says whether it is ready."_s, u"URL"_s);
    parser.addOptions({from, version, environment, change, target, readyz});
    if (!call.parse(parser, u"init"_s, u"Write cutover.json from what the workspace has; overwrites nothing."_s))
        return;
    session::DraftRequest request;
    request.workspace = QDir(call.workspace()).absolutePath();
    request.now = call.ports().now();
    QStringList unfilled;
    if (parser.isSet(from) && !takeChecklist(call, parser.value(from), request, unfilled))
        return;
    const auto override = [&parser](QString &value, const QCommandLineOption &option) {
        if (parser.isSet(option))
            value = parser.value(option);
    };
    override(request.version, version);
    override(request.environment, environment);
    override(request.change, change);
    override(request.readyzUrl, readyz);
    if (!call.takesText({request.version, request.environment, request.change, request.readyzUrl}))
        return;
    if (parser.isSet(target)) {
        const auto time = formats::parseRfc3339(parser.value(target));
        if (!time)
            return call.usage(u"--target needs a time such as 2026-03-02T14:00:00Z."_s);
        request.targetAt = *time;
    }
    if (!QDir(request.workspace).exists())
        return call.fail({Failure::Kind::File, u"not_found"_s, {request.workspace}, {}});
    const auto draft = session::draftProfile(request);
    const auto written = session::writeProfile(request.workspace, draft.profile);
    if (!written && written.error().kind == Failure::Kind::Usage) {
        auto fault = written.error();
        fault.kind = Failure::Kind::File; // of the file as it would have been
        return call.usage(models::failureText(fault));
    }
    if (!written)
        return call.fail(written.error());
    call.answer(draftJson(*written, draft, unfilled), draftText(*written, draft, unfilled), Yes);
}

} // namespace cutover::cli
