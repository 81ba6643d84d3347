// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision.h"

#include <algorithm>

namespace cutover::domain {

using namespace Qt::StringLiterals;

QByteArray Statement::digestOf(BoundFile::Role role, const QString &path) const
{
    const auto found = std::ranges::find_if(
        files, [&](const BoundFile &file) { return file.role == role && (path.isEmpty() || file.path == path); });
    return found == files.end() ? QByteArray() : found->sha256;
}

QString outcomeName(ClosingOutcome outcome)
{
    switch (outcome) {
    case ClosingOutcome::Validated:
        return u"validated"_s;
    case ClosingOutcome::Deviations:
        return u"deviations"_s;
    case ClosingOutcome::RolledBack:
        return u"rolled-back"_s;
    }
    return {};
}

std::optional<ClosingOutcome> outcomeFromName(const QString &name)
{
    for (const auto outcome : {ClosingOutcome::Validated, ClosingOutcome::Deviations, ClosingOutcome::RolledBack})
        if (outcomeName(outcome) == name)
            return outcome;
    return std::nullopt;
}

QString defaultMeaning(DecisionKind kind, const QString &role)
{
    const bool isMaker = role.isEmpty() || role == "decision-maker"_L1;
    const QString as = isMaker ? u"decision maker"_s : role;
    switch (kind) {
    case DecisionKind::Go:
        return u"I approve this cutover as "_s + as;
    case DecisionKind::NoGo:
        return u"I postpone this cutover as "_s + as;
    case DecisionKind::Closing:
        return u"I close this cutover as "_s + as;
    }
    return {};
}

QString decisionWord(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::Go:
        return u"GO"_s;
    case DecisionKind::NoGo:
        return u"NO-GO"_s;
    case DecisionKind::Closing:
        return u"CLOSING"_s;
    }
    return {};
}

} // namespace cutover::domain
