// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordsclosing.h"

#include "domain/criterion.h"
#include "models/words.h"

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
    return fact + (isOfRollback ? u"Wait for the recovery, or mend it."_s
                                : u"Run the post-cutover checks, or close with a deviation that names it."_s);
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
        return u"Nothing can be closed so: validated or with deviations once the last hold is served, rolled back "
               "after an abort that was read back."_s;
    case ClosingFault::RowNotGo:
        return rowWords(first);
    case ClosingFault::DeviationsMissing:
        return u"Deviations named: %1; needed: %2, one for each row that is not Go."_s.arg(first,
                                                                                           refusal.data.value(1));
    case ClosingFault::DeviationsUnasked:
        return u"This outcome names no deviations; close with deviations, or leave them out."_s;
    case ClosingFault::DeviationIncomplete:
        return u"Deviation %1 lacks its text, its owner or its date."_s.arg(first);
    }
    return {};
}

QString closingRefusalCode(const domain::ClosingRefusal &refusal)
{
    const bool isNamed = refusal.fault == ClosingFault::RowNotGo || refusal.fault == ClosingFault::DeviationIncomplete;
    const QString name = domain::closingFaultName(refusal.fault);
    return isNamed ? u"%1:%2"_s.arg(name, refusal.data.value(0)) : name;
}

} // namespace cutover::models
