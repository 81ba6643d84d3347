// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordspromotion.h"
#include "models/wordssigners.h"
#include "rollout/stagefile.h"

#include <algorithm>
#include <array>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::RefusalCode;

namespace {

QString clock(const QString &iso)
{
    return timeText(QDateTime::fromString(iso, Qt::ISODate));
}

QString countdown(const QString &seconds)
{
    const qint64 s = seconds.toLongLong();
    const QString minutes = u"%1:%2"_s.arg(s / 60 % 60, 2, 10, QChar(u'0')).arg(s % 60, 2, 10, QChar(u'0'));
    return s < 3600 ? minutes : u"%1:%2"_s.arg(s / 3600).arg(minutes);
}

QString shortCommit(const QString &commit)
{
    return commit.isEmpty() ? u"none"_s : commit.left(7);
}

QString missingWords(const QString &what)
{
    if (what == "freeze"_L1)
        return u"Pre-cutover: deployments are not frozen."_s;
    if (what == "stakeholders"_L1)
        return u"Pre-cutover: stakeholders are not notified."_s;
    if (what == "war-room"_L1)
        return u"Pre-cutover: the war room is not confirmed."_s;
    if (what == "team-ready"_L1)
        return u"Pre-cutover: the team was not asked again."_s;
    return u"Pre-cutover: rows are not Go, or live rows are older than 30\u00a0min."_s;
}

/// As few digits as still show on which side of the limit the value lies: «20.04», never «20.0 > 20».
QString apartFrom(double limit, double value, int decimals)
{
    QString text;
    do
        text = QString::number(value, 'f', decimals);
    while ((text.toDouble() > limit) != (value > limit) && ++decimals <= 12);
    return text;
}

QString triggerWords(const QString &code, const QString &observed, const QString &limit)
{
    if (code == "readyz_degraded"_L1)
        return u"Readyz says degraded."_s;
    if (code == "readyz_error"_L1)
        return u"Readyz says error, or cannot be read."_s;
    if (code == "tampered"_L1)
        return u"The evidence says it was tampered with."_s;
    const double over = observed.toDouble() - limit.toDouble();
    if (code == "p99"_L1)
        return u"P99 +%1\u00a0% > +%2\u00a0%, by %3 points."_s
            .arg(apartFrom(limit.toDouble(), observed.toDouble(), 1), limit)
            .arg(over, 0, 'g', 3);
    if (code == "error_rate"_L1)
        return u"Error rate %1 > %2."_s.arg(valueText(observed.toDouble(), domain::Unit::Fraction),
                                            valueText(limit.toDouble(), domain::Unit::Fraction));
    return u"Burst %1 > %2, over by %3."_s.arg(apartFrom(limit.toDouble(), observed.toDouble(), 2), limit)
        .arg(over, 0, 'g', 3);
}

QString validationWords(const QStringList &data)
{
    const QString name = data.value(0);
    if (name == "readyz"_L1)
        return u"Readyz is not ok."_s;
    if (name == "pass"_L1)
        return u"The window of %1 did not pass."_s.arg(clock(data.value(3)));
    if (name == "P99"_L1 || name == "P50"_L1)
        return u"%1 +%2\u00a0% > +%3\u00a0% in the window of %4."_s.arg(
            name, apartFrom(data.value(2).toDouble(), data.value(1).toDouble(), 1), data.value(2),
            clock(data.value(3)));
    if (name == "error_rate"_L1)
        return u"Error rate %1 ≥ %2 in the window of %3."_s.arg(
            valueText(data.value(1).toDouble(), domain::Unit::Fraction),
            valueText(data.value(2).toDouble(), domain::Unit::Fraction), clock(data.value(3)));
    return u"Burst %1 > %2 in the window of %3."_s.arg(data.value(1), data.value(2), clock(data.value(3)));
}

QString rowWords(const QStringList &data)
{
    const auto id = domain::criterionFromKey(data.value(0));
    const auto status = domain::statusFromName(data.value(1));
    if (data.size() > 3)
        return u"%1 is No-Go: %2 said no-go in the poll (%3)."_s.arg(id ? domain::criterion(*id).title : data.first(),
                                                                     oneLine(data.at(2)), oneLine(data.at(3)));
    return u"%1 is %2."_s.arg(id ? domain::criterion(*id).title : data.value(0),
                              status ? statusWord(*status) : data.value(1));
}

/// A promotion that an abort met says all of it: its console pressed nothing.
QString abortedWords(const QStringList &data)
{
    if (data.isEmpty())
        return u"An abort is under way."_s;
    const QString at = clock(data.first());
    if (data.size() == 1)
        return u"Aborted at %1; a new GO is needed."_s.arg(at);
    const QString reason = oneLine(data.value(2));
    const QString who = !data.at(1).isEmpty()           ? u" by "_s + oneLine(data.at(1))
                        : reason.startsWith("auto-"_L1) ? u" by the watcher"_s
                                                        : QString();
    const QString command = data.value(3) == "stopped"_L1 ? u"The stage command was stopped"_s
                                                          : u"The stage command had ended, and does not count"_s;
    return u"Aborted at %1%2 (%3). %4; a new GO is needed."_s.arg(at, who, reason, command);
}

} // namespace

QString triggerText(const domain::Trigger &trigger)
{
    return triggerWords(domain::triggerName(trigger.code), QString::number(trigger.observed, 'g', 15),
                        QString::number(trigger.limit, 'g', 15));
}

QString refusalText(const domain::Refusal &refusal)
{
    const auto &data = refusal.data;
    const auto first = data.value(0);
    const auto second = data.value(1);
    switch (refusal.code) {
    case RefusalCode::NoDecision:
        return u"No GO decision is signed."_s;
    case RefusalCode::NotInLedger:
        return u"This decision is not in this workspace’s ledger."_s;
    case RefusalCode::SignatureInvalid:
        return u"The signature by %1 does not match its bytes."_s.arg(first);
    case RefusalCode::SignerUnauthorised:
        if (refusal.data.size() > 2)
            return u"%1's certificate is not valid now (%2); renew it, and propose it for the list."_s.arg(
                first, refusal.data.at(2));
        return u"%1’s key is not authorised as %2."_s.arg(first, second);
    case RefusalCode::SignersUntrusted:
        return signersUntrustedText(refusal.data);
    case RefusalCode::QuorumMissing:
        return data.value(3).isEmpty() ? u"%1 of %2 signatures; awaiting %3."_s.arg(first, second, data.value(2))
                                       : u"%1 of %2 signatures; awaiting %3 since %4."_s.arg(
                                             first, second, data.value(2), clock(data.at(3)));
    case RefusalCode::TooEarly:
        return u"Opens at %1, in %2."_s.arg(clock(first), ageText(second.toLongLong()));
    case RefusalCode::DecisionExpired:
        return u"The GO lapsed at %1; a new one is needed."_s.arg(clock(first));
    case RefusalCode::DecisionVoid:
        return u"The decision is void: %1."_s.arg(QString(first).replace(u'_', u' '));
    case RefusalCode::Superseded:
        if (second == "no_go"_L1)
            return u"A NO-GO signed at %1 overrides this GO."_s.arg(clock(first));
        if (second == "closing"_L1)
            return u"The cutover was closed at %1; the next one needs a GO of its own."_s.arg(clock(first));
        if (second == "go"_L1)
            return u"Another GO was signed at %1; sign that one."_s.arg(clock(first));
        return u"The line was stood down at %1; a new GO is needed."_s.arg(clock(first));
    case RefusalCode::OtherVersion:
        return u"The decision is for %1; this is %2."_s.arg(first, second);
    case RefusalCode::OtherEnvironment:
        return u"The decision is for %1; this is %2."_s.arg(first, second);
    case RefusalCode::ProfileChanged:
        return first.isEmpty() ? u"cutover.json changed since it was signed."_s
                               : u"%1 in cutover.json changed since it was signed."_s.arg(first);
    case RefusalCode::ScriptChanged:
        return u"%1 changed since it was signed."_s.arg(first);
    case RefusalCode::SealedFileChanged:
        return u"%1 changed since it was sealed."_s.arg(first);
    case RefusalCode::SignerRemoved:
        return u"%1 was removed from the signers."_s.arg(first);
    case RefusalCode::BaselinesMissing:
        return first.isEmpty() ? u"No baselines are documented."_s : u"No baselines: %1."_s.arg(first);
    case RefusalCode::PrecheckMissing:
        return missingWords(first);
    case RefusalCode::FreezeBroken:
        return u"%1 changed from %2 to %3 during the freeze."_s.arg(
            data.size() > 2 ? u"The artefact “%1”"_s.arg(data.at(2)) : u"The commit"_s, shortCommit(first),
            shortCommit(second));
    case RefusalCode::OutOfOrder:
        return first.isEmpty() ? u"No stage comes next."_s : u"%1\u00a0% comes next."_s.arg(first);
    case RefusalCode::AlreadyPromoted:
        return u"%1\u00a0% was promoted at %2."_s.arg(first, clock(second));
    case RefusalCode::HoldRunning:
        return u"Hold at %1\u00a0% has %2 left."_s.arg(first, countdown(second));
    case RefusalCode::ValidationFailed:
        return validationWords(data);
    case RefusalCode::ValidationInconclusive:
        return u"%1 of %2 green windows since %3."_s.arg(
            first, second, QDateTime::fromString(data.value(2), Qt::ISODate).toUTC().toString(u"HH:mm:ss"_s));
    case RefusalCode::TriggerActive:
        return triggerWords(first, second, data.value(2));
    case RefusalCode::Blind:
        if (second == "window"_L1)
            return u"The newest window lacks a readable burst, P99 or error rate, so no trigger can judge it."_s;
        if (second == "window_ahead"_L1)
            return u"The newest window is from the future: its time lies %1 ahead of this clock, so no trigger can "
                   u"judge it."_s.arg(ageText(first.toLongLong()));
        if (second == "rewritten"_L1)
            return u"A window of the evidence changed after it had been read, so no trigger can judge it. Restore what "
                   u"it said, or abort."_s;
        if (second == "ahead"_L1)
            return u"The evidence is from the future: its time lies %1 ahead of this clock."_s.arg(
                ageText(first.toLongLong()));
        return first.isEmpty() ? u"The evidence cannot be read."_s
                               : u"No new evidence for %1."_s.arg(ageText(first.toLongLong()));
    case RefusalCode::Paused:
        return first.isEmpty() ? u"The line was paused at %1."_s.arg(clock(second))
                               : u"Paused by %1 at %2."_s.arg(first, clock(second));
    case RefusalCode::StageDrift:
        return first == rollout::stageFolder || first == "?"_L1
                   ? u"%1. The ledger says %2."_s.arg(stageFileText(first), second)
                   : u"desired_stage.txt says “%1”, the ledger says %2."_s.arg(oneLine(first), second);
    case RefusalCode::Aborted:
        return abortedWords(data);
    case RefusalCode::PromotionInFlight:
        return u"A promotion to %1\u00a0% is under way."_s.arg(first);
    case RefusalCode::OutcomeUnknown:
        return second.isEmpty()
                   ? u"How the promotion to %1\u00a0% ended is unknown; a console on its machine settles it."_s.arg(
                         first)
                   : u"How the promotion to %1\u00a0% ended is unknown: open this workspace on %2, or abort."_s.arg(
                         first, second);
    case RefusalCode::NoWatcher:
        return first.isEmpty() ? u"No watcher is armed: nobody would abort by itself."_s
                               : u"No watcher for %1."_s.arg(ageText(first.toLongLong()));
    case RefusalCode::LedgerInvalid:
        return first.isEmpty() || first == "-1"_L1 ? u"The ledger does not verify."_s
                                                   : u"The ledger does not verify from entry %1."_s.arg(first);
    case RefusalCode::LedgerUnattested:
        return u"The ledger’s size and root cannot be kept outside the workspace, or differ from what was seen."_s;
    case RefusalCode::LedgerUnwritable:
        return u"The ledger cannot be written: %1."_s.arg(QString(first).replace(u'_', u' '));
    case RefusalCode::RowNotGo:
        return rowWords(data);
    }
    return {};
}

namespace {

/// «hold at 25 %» for /stages/1/hold_s: a person knows stages by their share. Other rules keep their pointer.
QString ruleWords(const QString &pointer)
{
    constexpr std::array stages{10, 25, 50, 100};
    const QStringList parts = pointer.split(u'/');
    bool isIndex = false;
    const int index = parts.value(2).toInt(&isIndex);
    if (pointer == "/rehearsal/hold_s"_L1)
        return u"hold of a rehearsal"_s;
    const bool isHold = parts.value(1) == "stages"_L1 && parts.value(3) == "hold_s"_L1;
    if (!isHold || !isIndex || index < 0 || index >= static_cast<int>(stages.size()))
        return pointer;
    return u"hold at %1\u00a0%"_s.arg(stages[static_cast<std::size_t>(index)]);
}

} // namespace

QString loosenedText(const domain::Loosened &rule)
{
    return u"LOOSENED %1: %2, checklist %3"_s.arg(ruleWords(rule.rule), valueText(rule.value, rule.unit),
                                                  valueText(rule.checklist, rule.unit));
}

QString changeText(const session::Draft::Change &change)
{
    const auto &data = change.data;
    if (change.code.startsWith("loosened:"_L1)) {
        const auto unit = domain::unitFromName(data.value(2)).value_or(domain::Unit::None);
        return u"%1 is looser: %2, the checklist says %3."_s.arg(ruleWords(change.code.section(u':', 1)),
                                                                 valueText(data.value(0).toDouble(), unit),
                                                                 valueText(data.value(1).toDouble(), unit));
    }
    if (change.code.startsWith("script_changed:"_L1))
        return u"%1 changed since the last decision: %2 → %3."_s.arg(
            data.value(0), data.value(1).isEmpty() ? u"new"_s : data.value(1).left(8), data.value(2).left(8));
    return u"The list of signers changed since the last decision."_s;
}

} // namespace cutover::models
