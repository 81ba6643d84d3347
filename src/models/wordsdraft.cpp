// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsdraft.h"

#include "models/words.h"

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;
using Kind = session::DraftChoice::Kind;

namespace {

QString subject(const QString &what)
{
    const auto id = domain::criterionFromKey(what);
    return id ? domain::criterion(*id).title : what;
}

struct Option
{
    QLatin1String pointer;
    QStringView says; ///< what belongs there
};

constexpr std::array options{
    Option{"/version"_L1, u"the version that is cut over"},
    Option{"/target_at"_L1, u"when, such as 2027-03-02T14:00:00Z"},
    Option{"/readyz_url"_L1, u"the address at which the service says whether it is ready"},
    Option{"/criteria/dr-recovery/restore"_L1, u"the command that restores into {target}"},
    Option{"/criteria/key-rotation/files"_L1, u"certificates and keys, such as [\"configs/tls/*.pem\"]"},
    Option{"/criteria/pii-breaker/file"_L1, u"where the breaker’s state is kept, with its pointer; or url"},
    Option{"/criteria/manual-promotion/file"_L1, u"the rollout’s configuration, with pointer and manual; or line"},
};

QString optionText(const QString &pointer)
{
    const auto found = std::ranges::find(options, pointer, &Option::pointer);
    return found == options.end() ? u"Set %1 in cutover.json."_s.arg(pointer)
                                  : u"Set %1 in cutover.json: %2."_s.arg(pointer, found->says);
}

QString probeText(const session::DraftChoice &choice)
{
    QString text = u"the console’s probe"_s;
    if (!choice.found.isEmpty())
        text += u", looking at "_s + choice.found;
    return choice.missing.isEmpty() ? text : u"%1; %2 is not there"_s.arg(text, choice.missing);
}

} // namespace

QString draftChoiceText(const session::DraftChoice &choice)
{
    const QString name = subject(choice.what);
    switch (choice.kind) {
    case Kind::Script:
        return u"%1: the checklist’s own command, because %2 is there."_s.arg(name, choice.found);
    case Kind::Probe:
        return u"%1: %2."_s.arg(name, probeText(choice));
    case Kind::BuiltIn:
        return u"%1: the console writes the stage file itself; %2 is not there."_s.arg(name, choice.missing);
    case Kind::Kept:
        return u"%1: %2."_s.arg(name, choice.found);
    case Kind::Standing:
        return choice.found.isEmpty()
                   ? u"%1: the checklist’s own command, but %2 is not there."_s.arg(name, choice.missing)
                   : u"%1: %2 stands in until the true one is set."_s.arg(name, choice.found);
    }
    return {};
}

QString draftGapText(const session::DraftGap &gap)
{
    if (gap.namesRead > 0)
        return u"Only the first %1 files of the workspace were looked at. Name by hand in cutover.json what lies among "
               "the others: certificates, key inventory, breaker and promotion files."_s.arg(gap.namesRead);
    domain::Row row;
    row.status = domain::Status::NoData;
    row.reason = gap.reason;
    const QString why = rowReason(row);
    if (gap.reason.cause == domain::Cause::OptionMissing)
        return optionText(gap.pointer);
    return gap.pointer.isEmpty() ? why : u"%1 (%2)"_s.arg(why, gap.pointer);
}

QString draftObjectionText(const session::Failure &objection)
{
    constexpr int placeData = 3; // file, pointer, line
    const QString value = visibleText(objection.data.value(placeData));
    if (objection.name == "bad_url"_L1)
        return u"This is no http or https address with a host, or it holds a password. Write it like "
               "https://payments.example/readyz."_s;
    if (objection.name == "bad_name"_L1)
        return u"“%1” holds a control character; write it without."_s.arg(value);
    if (objection.name == "duplicate_value"_L1)
        return u"The role “%1” stands twice; the roll-call asks each role once. Name them apart."_s.arg(value);
    if (objection.name == "empty"_L1 || objection.name == "missing_key"_L1)
        return u"This must not be empty."_s;
    return failureText(objection);
}

} // namespace cutover::models
