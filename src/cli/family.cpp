// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"

#include "cli/invocation.h"

#include <algorithm>

namespace cutover::cli {

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(std::initializer_list<FamilyWord> words)
{
    QStringList names;
    for (const auto &word : words)
        if (word.function)
            names.append(word.name);
    return names;
}

QString helpText(const QString &family, const QStringList &names)
{
    return u"Usage: cutoverctl %1 %2 …\n\ncutoverctl %1 %3 --help tells what %3 takes%4.\n"_s.arg(
        family, names.join(u'|'), names.first(), names.size() > 1 ? u", and so on"_s : QString());
}

/// «evidence seal or verify.»
QString usageText(const QString &family, QStringList names)
{
    const QString last = names.takeLast();
    return names.isEmpty() ? u"%1 %2."_s.arg(family, last) : u"%1 %2 or %3."_s.arg(family, names.join(u", "_s), last);
}

} // namespace

void runFamily(Invocation &call, std::initializer_list<FamilyWord> words)
{
    const QString said = call.takeWord();
    if (said.isEmpty() && call.asksHelp())
        return call.answerText(helpText(call.verb(), namesOf(words)));
    const auto found = std::ranges::find(words, said, &FamilyWord::name);
    if (found == words.end())
        return call.usage(usageText(call.verb(), namesOf(words)));
    found->function(call);
}

} // namespace cutover::cli
