// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsclosing.h"

#include "domain/criterion.h"
#include "models/words.h"
#include "models/wordspromotion.h"

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::ClosingFault;
using domain::ClosingOutcome;

namespace {

QString titleOf(const QString &key)
{
    const auto id = domain::closingCriterionFromKey(key);
    return id ? domain::criterion(*id).title : key;
}

QString rowWords(const QString &key)
{
    const bool isOfRollback = key.startsWith("abort"_L1) || key.startsWith("readyz"_L1);
    const QString fact = u"Not Go: %1. "_s.arg(titleOf(key));
    return fact + (isOfRollback ? u"Wait until cutoverctl status says recovered, or mend it."_s
                                : u"Run the post-cutover checks (cutoverctl post-cutover), or close with a deviation "
                                  "that names it."_s);
}

/// «50\u00a0% and 100\u00a0%».
QString percentsText(const QStringList &percents)
{
    QStringList texts;
    for (const auto &percent : percents)
        texts.append(percent + u"\u00a0%"_s);
    const QString last = texts.takeLast();
    return texts.isEmpty() ? last : u"%1 and %2"_s.arg(texts.join(u", "_s), last);
}

/// Of a rollout that goes on: what it lacks, and the next step.
QString stagesWords(const QStringList &lacks)
{
    QStringList facts;
    QStringList unreached;
    QString next = u"Wait for that, then run cutoverctl post-cutover."_s;
    for (const auto &lack : lacks) {
        const QString percent = lack.section(u':', 1, 1);
        if (lack.startsWith("hold:"_L1))
            facts.append(
                u"the hold at %1\u00a0% has %2 left"_s.arg(percent, ageText(lack.section(u':', 2).toLongLong())));
        else if (lack.startsWith("in_flight:"_L1))
            facts.append(u"the promotion to %1\u00a0% is not over"_s.arg(percent));
        else
            unreached.append(percent);
    }
    if (!unreached.isEmpty()) {
        facts.append(u"%1 not promoted"_s.arg(percentsText(unreached)));
        next = u"Next: cutoverctl promote %1."_s.arg(unreached.first());
    }
    return u"Too early to close: %1. %2"_s.arg(facts.join(u"; "_s), next);
}

QString nothingToCloseWords(const QStringList &lacks)
{
    const QString why = lacks.value(0, u"no_attempt"_s);
    if (why == "no_attempt"_L1)
        return u"There is no cutover to close: no GO is in force. Sign one first: cutoverctl sign go."_s;
    if (why == "closed"_L1)
        return u"This cutover is closed already. The next one needs a GO of its own: cutoverctl sign go."_s;
    if (why.startsWith("drift:"_L1))
        return u"%1. Put %2 back, or abort: only what runs is closed."_s.arg(
            stageFileText(why.section(u':', 2), why.section(u':', 1, 1)), why.section(u':', 1, 1));
    if (why == "other_attempt"_L1)
        return u"This closing is of another attempt than the present one. Compose it again."_s;
    if (why == "aborting"_L1)
        return u"The abort is not read back yet. Wait until cutoverctl status says aborted."_s;
    if (why == "aborted"_L1)
        return u"The rollout was aborted: close it as rolled back (--outcome rolled-back)."_s;
    if (why == "not_aborted"_L1)
        return u"Nothing was aborted, so nothing is rolled back. Close it validated or with deviations, or abort "
               "first: cutoverctl abort."_s;
    return stagesWords(lacks);
}

} // namespace

QString closingOutcomeText(ClosingOutcome outcome)
{
    switch (outcome) {
    case ClosingOutcome::Validated:
        return u"Closed, validated"_s;
    case ClosingOutcome::Deviations:
        return u"Closed with deviations"_s;
    case ClosingOutcome::RolledBack:
        return u"Rolled back"_s;
    }
    return {};
}

QString deviationText(const domain::Deviation &deviation)
{
    return u"%1 (%2, by %3)"_s.arg(deviation.text, deviation.owner, deviation.due.toString(Qt::ISODate));
}

QString closingRefusalText(const domain::ClosingRefusal &refusal)
{
    const QString first = refusal.data.value(0);
    switch (refusal.fault) {
    case ClosingFault::NothingToClose:
        return nothingToCloseWords(refusal.data);
    case ClosingFault::RowNotGo:
        return rowWords(first);
    case ClosingFault::DeviationsMissing:
        return u"Deviations named: %1; needed: %2, one for each row that is not Go. Add each with its owner and date: "
               "--deviation 'ROW: TEXT;OWNER;2026-03-09'."_s.arg(first, refusal.data.value(1));
    case ClosingFault::DeviationsUnasked:
        return u"This outcome names no deviations. Close with deviations (--outcome deviations), or leave them out."_s;
    case ClosingFault::DeviationIncomplete:
        return u"Deviation %1 lacks its text, its owner or its date: TEXT;OWNER;2026-03-09."_s.arg(first);
    case ClosingFault::DeviationOverdue:
        return u"Deviation %1 was due on %2, which is past: give it a day from today (UTC) on."_s.arg(
            first, refusal.data.value(1));
    case ClosingFault::RowUnnamed:
        return u"Not Go, and no deviation names it: %1. Begin the text of one with “%2: ”."_s.arg(titleOf(first),
                                                                                                  first);
    }
    return {};
}

QString closingRefusalCode(const domain::ClosingRefusal &refusal)
{
    using enum ClosingFault;
    const bool isWhole =
        refusal.fault == NothingToClose || refusal.fault == DeviationsMissing || refusal.fault == DeviationsUnasked;
    const QString name = domain::closingFaultName(refusal.fault);
    return !isWhole ? u"%1:%2"_s.arg(name, refusal.data.value(0)) : name;
}

} // namespace cutover::models
