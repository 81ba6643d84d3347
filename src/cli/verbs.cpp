// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verbs.h"

#include "cli/invocation.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace cutover::cli {

using namespace Qt::StringLiterals;

namespace {

using Function = void (*)(Invocation &);

struct VerbLine
{
    const char *name;
    Function function; ///< null: comes with a later version
    const char *says;
};

constexpr std::array verbTable{
    VerbLine{"init", init, "write cutover.json from what the workspace has"},
    VerbLine{"preflight", preflight, "run the checks and print the checklist's summary"},
    VerbLine{"pre-cutover", preCutover, "the validation at T-30 min"},
    VerbLine{"dashboard", dashboard, "the ten automatic rows at a glance"},
    VerbLine{"confirm", confirm, "freeze, stakeholders, war-room, station:ROLE or team-ready, by name or receipt"},
    VerbLine{"note", note, "set a row's note"},
    VerbLine{"baseline", baseline, "capture: today's baselines from the evidence"},
    VerbLine{"ceremony", ceremony, "show, begin, answer, end: the room's poll of the twelve rows"},
    VerbLine{"keys", keys, "enrol, list, export, remove, import, request, install, renew: signing keys"},
    VerbLine{"secret", secret, "set NAME: a webhook URL or token into the keychain"},
    VerbLine{"signers", signers, "found, show, pin, propose, approve: the list of signers"},
    VerbLine{"sign", sign, "go, no-go, closing: sign the decision, and how the cutover ended"},
    VerbLine{"countersign", countersign, "a further signature to a decision that waits for its quorum"},
    VerbLine{"status", status, "where the cutover stands"},
    VerbLine{"promote", promote, "to 10, 25, 50 or 100"},
    VerbLine{"pause", pause, "refuse further promotions"},
    VerbLine{"resume", resume, "lift a pause"},
    VerbLine{"abort", abort, "abort the rollout, or stand down before it"},
    VerbLine{"watch", watch, "the watcher: serves the holds, aborts on the triggers"},
    VerbLine{"post-cutover", postCutover, "the checks after 100 %"},
    VerbLine{"rehearse", rehearse, "a rehearsal on its own stage file"},
    VerbLine{"export", exportDecision,
             "a decision's PDF, your checklist filled, an auditor's bundle, the whole cutover"},
    VerbLine{"verify", verify, "envelopes, PDFs, manifests, ledger exports: intact, and by whom?"},
    VerbLine{"trust", trust, "time, show, forget: whose time stamps count for you"},
    VerbLine{"evidence", evidence, "seal, verify: the evidence and its manifest"},
    VerbLine{"policy", policy, "sign, verify: the policies' detached signatures"},
    VerbLine{"rotation", rotation, "days left of every key"},
    VerbLine{"recovery", recovery, "drill: restore into a scratch folder, timed and compared"},
    VerbLine{"ledger", ledger, "verify, export: what was recorded"},
};

QString overview()
{
    QString text = u"Usage: cutoverctl [--workspace DIR] [--json] VERB …\n\n"
                   "  --workspace DIR  the folder that holds cutover.json; else the current one\n"
                   "  --json           one JSON document on standard output, errors too\n"
                   "  --help           this, or after a verb its options\n"
                   "  --version        of this program\n\n"
                   "Exit codes: 0 yes, 1 no, 2 wrong usage, 3 a file that cannot be read, 4 key or keychain;\n"
                   "VERB --help tells what yes and no mean of it.\n\n"_s;
    for (const auto &verb : verbTable)
        text += u"  %1 %2\n"_s.arg(QLatin1String(verb.name), -14).arg(QString::fromUtf8(verb.says));
    return text;
}

/// No verb: help, version, or what is missing.
void runNothing(Invocation &call)
{
    const QString option = call.arguments().value(0);
    if (call.asksHelp())
        return call.answerText(overview());
    if (option == "--version"_L1)
        return call.answerText(u"cutoverctl %1\n"_s.arg(QCoreApplication::applicationVersion()));
    call.usage(option.isEmpty() ? u"A verb is needed; cutoverctl --help lists them."_s
                                : u"“%1” is no option; cutoverctl --help lists them."_s.arg(option));
}

} // namespace

void run(Invocation &call)
{
    if (!call.usageError().isEmpty())
        return call.usage(call.usageError());
    const QString name = call.verb();
    if (name.isEmpty())
        return runNothing(call);
    const auto found =
        std::ranges::find_if(verbTable, [&](const VerbLine &verb) { return name == QLatin1String(verb.name); });
    if (found == verbTable.end())
        return call.usage(u"“%1” is no verb; cutoverctl --help lists them."_s.arg(name));
    found->function(call);
}

} // namespace cutover::cli
