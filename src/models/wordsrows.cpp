// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "models/wordstimeline.h"

#include <algorithm>

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Measure;
using domain::Operator;
using domain::Row;

namespace {

const QString nbsp = u"\u00a0"_s;

QString failedSign(Operator op)
{
    switch (op) {
    case Operator::LessOrEqual:
        return u">"_s;
    case Operator::Less:
        return u"≥"_s;
    case Operator::GreaterOrEqual:
        return u"<"_s;
    case Operator::Equal:
        return u"≠"_s;
    }
    return {};
}

QString distance(const Measure &measure)
{
    const double margin = measure.margin().toDouble();
    const QString size = valueText(std::abs(margin), measure.unit);
    if (measure.holds())
        return size + u" to spare"_s;
    return (measure.op == Operator::GreaterOrEqual ? u"short by "_s : u"over by "_s) + size;
}

/// «41 days» already says what «days» is.
bool isInUnit(const Measure &measure)
{
    return !measure.name.isEmpty() && domain::unitName(measure.unit) == measure.name;
}

/// How many of how many files; how many that are only told, having no limit.
bool isTold(const Measure &measure)
{
    return measure.unit == domain::Unit::Files && measure.op == Operator::GreaterOrEqual && measure.limit == 0;
}

bool isShare(const Measure &measure)
{
    return measure.unit == domain::Unit::Files && measure.op == Operator::Equal;
}

QString countText(const Measure &measure)
{
    if (isTold(measure))
        return u"%1 %2"_s.arg(measure.observed).arg(measure.name);
    return u"%1 of %2 files %3"_s.arg(measure.observed).arg(measure.limit).arg(measure.name);
}

/// As people say it.
QString knownName(const QString &name)
{
    return name == "error_rate"_L1 ? u"error rate"_s : name;
}

QString arithmetic(const Measure &measure)
{
    if (isTold(measure) || isShare(measure))
        return countText(measure);
    const QString sign = measure.holds() ? domain::operatorSign(measure.op) : failedSign(measure.op);
    const QString name = measure.name.isEmpty() || isInUnit(measure) ? QString() : knownName(measure.name) + nbsp;
    const QString head = u"%1%2 %3 %4"_s.arg(name, valueText(measure.observed, measure.unit), sign,
                                             valueText(measure.limit, measure.unit));
    return measure.op == Operator::Equal ? head : u"%1, %2"_s.arg(head, distance(measure));
}

QString at(const QStringList &data, qsizetype index)
{
    return data.value(index);
}

/// «on call (hooks.example.com)», or the one that is known.
QString named(const QString &target, const QString &place)
{
    if (target.isEmpty() || place.isEmpty())
        return target + place;
    return u"%1 (%2)"_s.arg(target, place);
}

QString titles(const QStringList &keys)
{
    QStringList words;
    for (const auto &key : keys)
        for (const auto &part : key.split(u',', Qt::SkipEmptyParts)) {
            const auto id = domain::criterionFromKey(part.trimmed());
            words.append(id ? domain::criterion(*id).title : part.trimmed());
        }
    return words.join(u", "_s);
}

/// «var/evidence/latest.json, /canary/windows/3/burst».
QString place(const QString &file, const QString &pointer)
{
    if (file.isEmpty())
        return pointer;
    return pointer.isEmpty() ? file : u"%1, %2"_s.arg(file, pointer);
}

QString overLimit(const Row &row, const QString &name)
{
    const auto found = std::ranges::find(row.measures, name, &Measure::name);
    return found == row.measures.end() ? u"%1 is over its limit."_s.arg(name) : arithmetic(*found) + u'.';
}

QString faultWord(const QString &code)
{
    if (code == "wrong_type"_L1)
        return u"not a JSON number, or of the wrong type"_s;
    if (code == "negative"_L1)
        return u"negative"_s;
    if (code == "not_positive"_L1)
        return u"not above zero"_s;
    if (code == "future_time"_L1)
        return u"a time in the future"_s;
    if (code == "absent"_L1)
        return u"absent"_s;
    if (code == "key_unencrypted"_L1)
        return u"it holds a private key in the clear; encrypt it, or take it out of the files that are listed"_s;
    if (code == "date_unknown"_L1)
        return u"it tells no date; list it in the key inventory"_s;
    if (code == "wrong_passphrase"_L1)
        return u"the password does not open it"_s;
    if (code == "iterations_out_of_bounds"_L1)
        return u"it asks for more rounds of key derivation than anybody waits for; export it again with fewer"_s;
    return code.isEmpty() ? u"not usable"_s : QString(code).replace(u'_', u' ');
}

/// Code, pointer and line of a text that cannot be read, from `first` on: «duplicate key at /state in line 3».
QString problemAt(const QStringList &data, qsizetype first)
{
    QString text = faultWord(at(data, first));
    if (!at(data, first + 1).isEmpty())
        text += u" at "_s + at(data, first + 1);
    const QString line = at(data, first + 2);
    return line.isEmpty() || line == "0"_L1 ? text : text + u" in line "_s + line;
}

QString filesDiffer(const QStringList &data)
{
    const QString what = at(data, 0);
    const QString count = at(data, 1);
    const QString first = at(data, 2);
    const QString more = count == "1"_L1 ? QString() : u" (%1 files in all)"_s.arg(count);
    if (what == "unlisted"_L1)
        return u"%1 is older than the manifest, which does not list it%2."_s.arg(first, more);
    return (what == "missing"_L1 ? u"%1 is sealed and missing%2."_s : u"%1 changed since it was sealed%2."_s)
        .arg(first, more);
}

/// What is wanted of a criterion, in its own words.
QString ownLimit(CriterionId id)
{
    switch (id) {
    case CriterionId::Readyz:
        return u"exit 0"_s;
    case CriterionId::EvidenceIntegrity:
        return u"all match"_s;
    case CriterionId::DrRecovery:
        return u"≤ 15\u00a0min · ≤ 1\u00a0file"_s;
    case CriterionId::KeyRotation:
        return u"≥ 7\u00a0days"_s;
    case CriterionId::PolicySignatures:
        return u"every file valid"_s;
    case CriterionId::PiiBreaker:
        return u"= enabled"_s;
    case CriterionId::ManualPromotion:
        return u"= off"_s;
    case CriterionId::CanaryHealth:
        return u"≤ 1.5, 3 pass"_s;
    case CriterionId::Rehearsal:
        return u"25, 50, abort drill"_s;
    case CriterionId::Dashboard:
        return u"all green"_s;
    case CriterionId::Alerts:
        return u"2xx and ok"_s;
    case CriterionId::TeamReady:
        return u"every station go"_s;
    case CriterionId::Baselines:
        return u"age ≤ 72\u00a0h"_s;
    case CriterionId::SmokeTests:
        return u"exit 0"_s;
    case CriterionId::LatencyAfter:
        return u"± 10\u00a0%"_s;
    case CriterionId::ErrorRateAfter:
        return u"< 0.1\u00a0%"_s;
    case CriterionId::EvidenceAfter:
        return u"all match"_s;
    case CriterionId::AbortReadBack:
        return u"abort"_s;
    case CriterionId::ReadyzRecovered:
        return u"ok, 3 in a row"_s;
    }
    return {};
}

/// The checklist's expected line in a word or two, for a row that printed it.
QString ownLine(CriterionId id)
{
    switch (id) {
    case CriterionId::EvidenceIntegrity:
        return u"every file matches"_s;
    case CriterionId::DrRecovery:
        return u"recovered"_s;
    case CriterionId::KeyRotation:
        return u"all keys healthy"_s;
    case CriterionId::PolicySignatures:
        return u"all valid"_s;
    case CriterionId::PiiBreaker:
        return u"enabled"_s;
    case CriterionId::ManualPromotion:
        return u"auto-promotion off"_s;
    case CriterionId::Rehearsal:
        return u"25, 50, abort passed"_s;
    case CriterionId::Dashboard:
        return u"all green"_s;
    default:
        break;
    }
    return {};
}

/// The limit is the checklist's own line, not one that a workspace chose.
bool isExpectedLine(const Row &row)
{
    const QString &expected = domain::criterion(row.id).expect;
    return row.measures.isEmpty() && !expected.isEmpty() && row.limit == expected;
}

/// It printed the line, or the probe found the very value: «false» of a promotion mode says less than «off».
bool isAsExpected(const Row &row)
{
    return row.isGo() && row.measures.isEmpty() && !row.limit.isEmpty() && row.observed == row.limit &&
           (isExpectedLine(row) || row.id == CriterionId::ManualPromotion);
}

bool isOf(domain::CriterionId id, std::span<const domain::CriterionId> set)
{
    return std::ranges::find(set, id) != set.end();
}

QString notRun(domain::CriterionId id)
{
    if (isOf(id, domain::postCutoverSet()))
        return u"Not run yet: cutoverctl post-cutover, once the last hold is served."_s;
    if (isOf(id, domain::rollbackSet()))
        return u"Not proven yet: the watcher polls until readyz has recovered."_s;
    if (domain::criterion(id).kind == domain::CriterionKind::Drill)
        return u"Not run yet. A drill runs only when it is asked for: “Run all with drills”, or cutoverctl "
               "preflight."_s;
    return u"Not run yet: “Run all”, or cutoverctl preflight."_s;
}

QString goReason(const Row &row)
{
    if (std::ranges::any_of(row.measures, isShare))
        return rowArithmetic(row) + u'.';
    QString text = row.observed == row.limit ? u"%1, as it has to be."_s.arg(row.observed) : row.observed + u'.';
    if (!row.measures.isEmpty())
        text = row.measures.size() == 1 ? u"Within its limit."_s : u"Every number is within its limit."_s;
    if (row.id == domain::CriterionId::CanaryHealth && !row.reason.data.isEmpty())
        text += u" The metrics server warned: %1."_s.arg(row.reason.data.join(u"; "_s));
    return text;
}

} // namespace

QString rowArithmetic(const Row &row)
{
    QStringList parts;
    for (const auto &measure : row.measures)
        parts.append(arithmetic(measure));
    if (!parts.isEmpty())
        return parts.join(u" · "_s);
    if (row.reason.cause == Cause::ScriptsWord)
        return u"the script’s word, no numbers"_s;
    const bool isNoGo = row.status == domain::Status::NoGo;
    if (!row.observed.isEmpty() && !row.limit.isEmpty())
        return u"%1 %2 %3"_s.arg(row.observed, isNoGo && row.observed != row.limit ? u"≠"_s : u"="_s, row.limit);
    return row.observed;
}

QString observedText(const Row &row)
{
    if (!row.measures.isEmpty()) {
        QStringList parts;
        for (const auto &measure : row.measures)
            parts.append(isTold(measure) || isShare(measure) ? countText(measure)
                                                             : (isInUnit(measure) ? QString() : measure.name + nbsp) +
                                                                   valueText(measure.observed, measure.unit));
        if (std::ranges::all_of(row.measures, [&](const Measure &m) { return m.name == row.measures.first().name; })) {
            for (qsizetype i = 1; i < parts.size(); ++i)
                parts[i] = valueText(row.measures.at(i).observed, row.measures.at(i).unit);
            return parts.join(u", "_s);
        }
        return parts.join(u" · "_s);
    }
    if (!row.observed.isEmpty())
        return row.observed;
    switch (row.status) {
    case domain::Status::Go:
        return u"the script’s word, no numbers"_s;
    case domain::Status::NotRun:
    case domain::Status::Running:
        return u"—"_s;
    default:
        return rowReason(row);
    }
}

QString limitText(const Row &row)
{
    if (!row.measures.isEmpty()) {
        QStringList parts;
        for (const auto &measure : row.measures) {
            if (isTold(measure))
                continue;
            const QString text = isShare(measure)
                                     ? ownLimit(row.id)
                                     : domain::operatorSign(measure.op) + nbsp + valueText(measure.limit, measure.unit);
            if (!parts.contains(text))
                parts.append(text);
        }
        return parts.isEmpty() ? u"—"_s : parts.join(u" · "_s);
    }
    return row.limit.isEmpty() ? ownLimit(row.id) : row.limit;
}

QString observedCell(const Row &row)
{
    if (row.id == CriterionId::TeamReady && row.measures.size() == 1)
        return u"%1 of %2 stations"_s.arg(row.measures.first().observed).arg(row.measures.first().limit);
    const QString own = isAsExpected(row) ? ownLine(row.id) : QString();
    // Ticks are the scripts' ornament; the status column has its own.
    return own.isEmpty() ? observedText(row).remove(u'✓').trimmed() : own;
}

QString limitCell(const Row &row)
{
    if (row.id == CriterionId::TeamReady && row.measures.size() == 1)
        return u"%1 of %1 go"_s.arg(row.measures.first().limit);
    const bool isOwn = isExpectedLine(row) || (isAsExpected(row) && !ownLine(row.id).isEmpty());
    return isOwn ? ownLimit(row.id) : limitText(row).remove(u'✓').trimmed();
}

QString marginText(const Row &row)
{
    const auto *measure = row.decisiveMeasure();
    // Nobody counts by how many stations a roll-call was passed.
    if (!measure || measure->op == Operator::Equal || row.id == CriterionId::TeamReady)
        return u"—"_s;
    const double margin = measure->margin().toDouble();
    return (margin < 0 ? u"\u2212"_s : u"+"_s) + valueText(std::abs(margin), measure->unit);
}

QString rowReason(const Row &row)
{
    const auto &data = row.reason.data;
    if (row.status == domain::Status::Running)
        return u"Running now; its output appears as it comes."_s;
    switch (row.reason.cause) {
    case Cause::None:
        return goReason(row);
    case Cause::ScriptsWord:
        return u"The script says so; it printed no number to judge."_s;
    case Cause::NotRun:
        return notRun(row.id);
    case Cause::WaitsFor:
        return u"Waits for %1."_s.arg(titles(data));
    case Cause::ExitCode:
        return u"The command ended with exit code %1; 0 is needed. Read its output for the cause."_s.arg(at(data, 0));
    case Cause::Signalled:
        return u"The command was ended by a signal (%1)."_s.arg(at(data, 0));
    case Cause::ExpectedLineMissing:
        return u"The expected line is missing: “%1”."_s.arg(at(data, 0));
    case Cause::RefusedLine:
        return u"The output has a line that refuses: “%2” (pattern %1)."_s.arg(at(data, 0), at(data, 1));
    case Cause::NumberMissing:
        if (at(data, 1).isEmpty())
            return u"The windows have no number for %1."_s.arg(knownName(at(data, 0)));
        return u"The output has no number for %1 (pattern %2)."_s.arg(at(data, 0), at(data, 1));
    case Cause::OverLimit:
        return (at(data, 1).isEmpty() ? QString() : at(data, 1) + u": "_s) + overLimit(row, at(data, 0));
    case Cause::ScriptMissing:
        return u"%1 is not there. Add the script, or name another command in cutover.json."_s.arg(at(data, 0));
    case Cause::ScriptChanged:
        return u"%1 changed since this row ran; run it again."_s.arg(at(data, 0));
    case Cause::PathOutside:
        return u"%1 leaves the workspace; name a file within it."_s.arg(at(data, 0));
    case Cause::GlobUnmatched:
        return u"No file matches %1."_s.arg(at(data, 0));
    case Cause::FailedToStart:
        return u"%1 could not be started: %2."_s.arg(at(data, 0), at(data, 1));
    case Cause::DeadlinePassed:
        if (!at(data, 1).isEmpty())
            return u"%1 did not answer within %2; try again, or mend its address."_s.arg(
                at(data, 1), valueText(at(data, 0).toDouble(), domain::Unit::Seconds));
        return u"Stopped at its deadline of %1; raise deadline_s or mend the script."_s.arg(
            valueText(at(data, 0).toDouble(), domain::Unit::Seconds));
    case Cause::Cancelled:
        return u"Cancelled; run it again."_s;
    case Cause::OutputUnreadable:
        return u"The output cannot be read (%1%2)."_s.arg(QString(at(data, 0)).replace(u'_', u' '),
                                                          at(data, 1).isEmpty() ? QString() : u" at "_s + at(data, 1));
    case Cause::EvidenceAbsent:
        return u"%1 is not there; the pipeline writes it."_s.arg(at(data, 0));
    case Cause::EvidenceUnreadable:
        return u"%1 cannot be read: %2%3."_s.arg(
            at(data, 0), QString(at(data, 1)).replace(u'_', u' '),
            at(data, 3).isEmpty() || at(data, 3) == "0"_L1 ? QString() : u" in line "_s + at(data, 3));
    case Cause::EvidenceRewritten:
        return u"The past of %1 was rewritten: windows that were seen are gone or changed. Its list may only grow."_s
            .arg(at(data, 0));
    case Cause::FieldAbsent:
        return u"%1 is absent; a later check needs it. Add it, or set its pointer in cutover.json."_s.arg(
            place(at(data, 0), at(data, 1)));
    case Cause::FieldInvalid:
        return u"%1 is %2."_s.arg(place(at(data, 0), at(data, 1)), faultWord(at(data, 2)));
    case Cause::NoWindows:
        return u"No canary windows in the evidence (%1 is empty or absent)."_s.arg(place(at(data, 0), at(data, 1)));
    case Cause::TooFewWindows:
        return u"%1 of %2 needed windows are there."_s.arg(at(data, 0), at(data, 1));
    case Cause::WindowNotGreen:
        return at(data, 1) == "burst"_L1 ? overLimit(row, u"burst"_s)
                                         : u"The window at %1 did not pass."_s.arg(at(data, 0));
    case Cause::BaselineAbsent:
        return u"No baselines in %1; capture them from today’s evidence."_s.arg(at(data, 0));
    case Cause::BaselineInvalid:
        return u"%1 is %2."_s.arg(place(at(data, 0), at(data, 1)), faultWord(at(data, 2)));
    case Cause::BaselineTooOld:
        return u"%1 is %2 old; %3 are allowed. Capture it anew."_s.arg(at(data, 0), ageText(at(data, 1).toLongLong()),
                                                                       ageText(at(data, 2).toLongLong()));
    case Cause::RowsNotGo:
        return u"Not Go: %1."_s.arg(titles(data));
    case Cause::SecretMissing:
        return u"The secret %1%3 is not set%2. Set it: cutoverctl secret set %1."_s.arg(
            at(data, 0), at(data, 1).isEmpty() ? QString() : u" ("_s + QString(at(data, 1)).replace(u'_', u' ') + u')',
            at(data, 2).isEmpty() ? QString() : u" of "_s + at(data, 2));
    case Cause::Unreachable:
        return u"%1 cannot be reached: %2."_s.arg(named(at(data, 2), at(data, 0)),
                                                  QString(at(data, 1)).replace(u'_', u' '));
    case Cause::MessageRefused:
        return u"%3 refused the TEST message: HTTP %1, “%2”."_s.arg(
            at(data, 0), at(data, 1), at(data, 2).isEmpty() ? u"The service"_s : at(data, 2));
    case Cause::StationNoGo:
        return u"%1 says no-go (%2)."_s.arg(at(data, 0), at(data, 1));
    case Cause::StationsMissing:
        return u"Not asked yet: %1."_s.arg(data.join(u", "_s));
    case Cause::NoContacts:
        return u"cutover.json names no contacts, so nobody can be asked; add them under “contacts”."_s;
    case Cause::TooOld:
        if (!at(data, 2).isEmpty())
            return u"The last window in %1 is %2 old; %3 are allowed. Let the canary make new ones."_s.arg(
                at(data, 2), ageText(at(data, 0).toLongLong()), ageText(at(data, 1).toLongLong()));
        return u"%1 old; %2 are allowed. Run it again."_s.arg(ageText(at(data, 0).toLongLong()),
                                                              ageText(at(data, 1).toLongLong()));
    case Cause::ProfileUnreadable:
        return u"cutover.json cannot be read."_s;
    case Cause::ProbeUnavailable:
        return u"The version that recorded this had no built-in probe for it. Run the check again."_s;
    case Cause::OptionMissing:
        return u"The probe needs %1 in cutover.json."_s.arg(at(data, 0));
    case Cause::HttpStatus:
        return u"%1 answered HTTP %2; 200 is needed."_s.arg(at(data, 0), at(data, 1));
    case Cause::AnswerUnreadable:
        return u"The answer of %1 cannot be read: %2."_s.arg(at(data, 0), problemAt(data, 1));
    case Cause::TlsRefused:
        return u"%1 does not prove who it is (%2). Name its authority under ca_file, or mend its certificate."_s.arg(
            at(data, 0), QString(at(data, 1)).replace(u'_', u' '));
    case Cause::ServiceNotOk:
        return u"%1 says “%2”; “ok” is needed."_s.arg(at(data, 0), at(data, 1));
    case Cause::FileAbsent:
        return u"%1 is not there."_s.arg(at(data, 0));
    case Cause::FileUnreadable:
        if (at(data, 1) == "not_removed"_L1)
            return u"%1 could not be removed: a file system is mounted in it, or it holds what is not yours. "
                   "Unmount it, then remove the folder."_s.arg(at(data, 0));
        return u"%1 cannot be read: %2."_s.arg(at(data, 0), problemAt(data, 1));
    case Cause::ValueNotWanted:
        return u"%1 is “%2”; “%3” is needed."_s.arg(place(at(data, 0), at(data, 1)), at(data, 2), at(data, 3));
    case Cause::LineMissing:
        return u"%1 does not hold the line “%2”."_s.arg(at(data, 0), at(data, 1));
    case Cause::LineContradicted:
        return u"%1 holds “%2”, but says “%3” as well. Leave one of them."_s.arg(at(data, 0), at(data, 1), at(data, 2));
    case Cause::HeartbeatTooOld:
        return u"The last heartbeat in %1 is %2 old; %3 are allowed."_s.arg(
            at(data, 0), ageText(at(data, 1).toLongLong()), ageText(at(data, 2).toLongLong()));
    case Cause::ManifestAbsent:
        return u"%1 is not there. Seal the evidence: cutoverctl evidence seal."_s.arg(at(data, 0));
    case Cause::ManifestInvalid:
        return u"%1 does not verify: %2."_s.arg(at(data, 0), QString(at(data, 1)).replace(u'_', u' '));
    case Cause::SignerUntrusted:
        return u"%1 is signed by the key %2, which the list of signers does not trust with it."_s.arg(
            at(data, 0), fingerprintText(at(data, 1), 2));
    case Cause::SignersUntrusted:
        return u"No key is trusted yet: %1 is absent or not pinned here."_s.arg(at(data, 0));
    case Cause::FilesDiffer:
        return filesDiffer(data);
    case Cause::EvidenceTampered:
        return u"%1 is true: the evidence says that it was tampered with."_s.arg(place(at(data, 0), at(data, 1)));
    case Cause::ProducerUnsigned:
        return u"%1 does not prove who wrote the live evidence: %2."_s.arg(at(data, 0),
                                                                           QString(at(data, 1)).replace(u'_', u' '));
    case Cause::KeyExpired:
        return u"%1 expired at %2."_s.arg(at(data, 0), at(data, 1));
    case Cause::KeyNotYetValid:
        return u"%1 is not valid before %2."_s.arg(at(data, 0), at(data, 1));
    case Cause::KeyTooWeak:
        return u"%1 is too weak a key (%2)."_s.arg(at(data, 0), at(data, 1));
    case Cause::NoKeys:
        return u"No key or certificate is listed or found; name them under /criteria/key-rotation/files."_s;
    case Cause::PolicyUnsigned:
        return u"%1 is not signed: %1.sig is not there."_s.arg(at(data, 0));
    case Cause::PolicyInvalid:
        return u"The signature of %1 does not verify: %2."_s.arg(at(data, 0), QString(at(data, 1)).replace(u'_', u' '));
    case Cause::PolicyCopied:
        return u"%1 has the very bytes of %2, so one signature fits both: put the right policy there, or let each name "
               u"what it is for, and sign again."_s.arg(at(data, 0), at(data, 1));
    case Cause::RehearsalAbsent:
        return u"No rehearsal was run. Rehearse: cutoverctl rehearse --steps 25,50 --abort-drill yes."_s;
    case Cause::RehearsalFailed:
        return u"The rehearsal failed at %1: %2."_s.arg(at(data, 0) == "abort"_L1 ? u"the abort drill"_s
                                                                                  : at(data, 0) + u"\u00a0%"_s,
                                                        QString(at(data, 1)).replace(u'_', u' '));
    case Cause::RehearsalOutdated:
        return at(data, 0) == "version"_L1
                   ? u"The rehearsal was of %1; this is %2. Rehearse again."_s.arg(at(data, 1), at(data, 2))
                   : u"%1 changed since the rehearsal. Rehearse again."_s.arg(at(data, 0));
    case Cause::DrillsRefused:
        return u"Drills do not run while a rollout is under way."_s;
    }
    return {};
}

session::Wording recordWording()
{
    session::Wording wording{rowArithmetic,
                             rowReason,
                             refusalText,
                             {valueText, ageText, durationText, statusWord, fingerprintText},
                             notificationText};
    wording.story = attemptStory;
    wording.review = reviewWords;
    return wording;
}

} // namespace cutover::models
