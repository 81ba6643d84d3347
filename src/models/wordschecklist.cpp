// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wordschecklist.h"

#include "models/words.h"

#include <QFile>
#include <QLocale>

#include <algorithm>

// A static library's resources come along only where they are asked for by name, outside every namespace.
static void initChecklist()
{
    Q_INIT_RESOURCE(checklist);
}

namespace cutover::models {

using namespace Qt::StringLiterals;
using domain::CriterionId;
using domain::DecisionKind;
using domain::PromotionResult;
using domain::StatedRow;
using formats::BoxFact;
using formats::ChecklistFilling;
using session::DecisionRecords;

namespace {

const QString s_notDone = u"not done"_s;

QString momentText(const QDateTime &time)
{
    return time.isValid() ? QLocale::c().toString(time.toUTC(), u"d MMM yyyy HH:mm"_s) + u" UTC"_s : QString();
}

/// «value, person, time».
QString told(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

/// Its arithmetic, a script's word with what it said; a sentence without its full stop where there is neither.
QString valueOf(const StatedRow &stated)
{
    QString value = stated.arithmetic.isEmpty() ? stated.reason : stated.arithmetic;
    if (stated.row.isGo() && stated.row.reason.cause == domain::Cause::ScriptsWord)
        value = told({observedCell(stated.row), value});
    return value.endsWith(u'.') ? value.chopped(1) : value;
}

/// Baselines are judged with the statement and have no run of their own.
QString baselineValue(const domain::Statement &statement)
{
    if (!statement.baseline)
        return {};
    return u"P50 %1, P99 %2"_s.arg(valueText(statement.baseline->p50Ms, domain::Unit::Milliseconds),
                                   valueText(statement.baseline->p99Ms, domain::Unit::Milliseconds));
}

BoxFact rowBox(const StatedRow &stated, const domain::Statement &statement)
{
    const auto &row = stated.row;
    const QString measured = momentText(row.measuredAt.isValid() ? row.measuredAt : statement.composedAt);
    const QString first = !row.isGo()                        ? statusWord(row.status)
                          : row.id == CriterionId::Baselines ? baselineValue(statement)
                                                             : QString();
    return {row.isGo(), told({first, valueOf(stated), statement.signerName, measured})};
}

formats::TableFact tableFact(const StatedRow &stated)
{
    QStringList notes{stated.arithmetic};
    if (stated.arithmetic.isEmpty() || !stated.row.isGo())
        notes.append(stated.reason);
    notes.append(stated.row.note);
    notes.removeAll(QString());
    notes.removeDuplicates();
    return {stated.row.isGo(), notes.join(u"; "_s)};
}

BoxFact confirmationBox(const DecisionRecords &records, const QString &what, const QString &value)
{
    const auto found = records.confirmations.constFind(what);
    if (found == records.confirmations.cend())
        return {false, s_notDone};
    return {found->go, told({found->go ? value : u"no-go"_s, found->by, momentText(found->at)})};
}

BoxFact freezeBox(const DecisionRecords &records)
{
    constexpr qsizetype shownDigits = 12;
    const QString commit = records.confirmations.value(u"freeze"_s).frozen.commit.left(shownDigits);
    return confirmationBox(records, u"freeze"_s, commit.isEmpty() ? u"frozen"_s : u"frozen at "_s + commit);
}

BoxFact finalCheckBox(const DecisionRecords &records)
{
    if (!records.finalCheck)
        return {false, s_notDone};
    const auto &row = records.finalCheck->row;
    const StatedRow stated{row, rowArithmetic(row), rowReason(row)};
    return {row.isGo(), told({row.isGo() ? valueOf(stated) : told({statusWord(row.status), valueOf(stated)}),
                              records.finalCheck->by, momentText(row.measuredAt)})};
}

QString heldText(const DecisionRecords &records, int percent)
{
    const qint64 ms = records.heldMs.value(percent);
    return ms > 0 ? u"hold of %1 served"_s.arg(valueText(static_cast<double>(ms / 1000), domain::Unit::Seconds))
                  : QString();
}

BoxFact stageBox(const DecisionRecords &records, int percent)
{
    const auto of = [percent](const DecisionRecords::Promotion &promotion) { return promotion.percent == percent; };
    const auto &all = records.promotions;
    const auto last = std::find_if(all.crbegin(), all.crend(), of);
    if (last == all.crend())
        return {false, s_notDone};
    switch (last->result) {
    case PromotionResult::Done:
        return {true,
                told({u"reads back %1"_s.arg(percent), heldText(records, percent), last->by, momentText(last->at)})};
    case PromotionResult::Failed:
        return {false, told({u"failed"_s, last->by, momentText(last->at)})};
    case PromotionResult::Unknown:
        return {false, told({u"outcome unknown"_s, last->by, momentText(last->at)})};
    }
    return {};
}

/// What a closing says of a check that is not Go.
QString closedText(const DecisionRecords &records)
{
    const auto &closing = records.closing ? records.closing->statement.closing : std::nullopt;
    if (!closing || closing->deviations.isEmpty())
        return {};
    const auto count = closing->deviations.size();
    return count == 1 ? u"closed with 1 deviation"_s : u"closed with %1 deviations"_s.arg(count);
}

BoxFact afterBox(const DecisionRecords &records, CriterionId id)
{
    const auto found = std::ranges::find_if(
        records.after, [id](const DecisionRecords::AfterCheck &check) { return check.stated.row.id == id; });
    if (found == records.after.cend())
        return {false,
                records.rollback ? told({s_notDone, u"rolled back"_s, momentText(records.rollback->at)}) : s_notDone};
    const auto &row = found->stated.row;
    const QString measured = momentText(row.measuredAt);
    if (row.isGo())
        return {true, told({valueOf(found->stated), found->by, measured})};
    return {false, told({statusWord(row.status), valueOf(found->stated), closedText(records), found->by, measured})};
}

/// Of an attempt that was not rolled back there is nothing to say beneath «Post-Rollback Actions».
void addRollback(ChecklistFilling &filling, const DecisionRecords &records)
{
    if (!records.rollback)
        return;
    const auto &rollback = *records.rollback;
    const auto box = [](const QStringList &what, const QString &by, const QDateTime &at) {
        return what.isEmpty() ? BoxFact{false, s_notDone}
                              : BoxFact{true, told({what.join(u", "_s), by, momentText(at)})};
    };
    QStringList files;
    QStringList invitations;
    for (const auto &file : rollback.captured)
        (file.endsWith(".ics"_L1) ? invitations : files).append(file);
    const QStringList notified =
        rollback.notified.isEmpty() ? QStringList() : QStringList{u"taken by "_s + rollback.notified.join(u", "_s)};
    filling.boxes[u"rollback-capture"_s] = box(files, rollback.capturedBy, rollback.capturedAt);
    filling.boxes[u"rollback-notify"_s] = box(notified, rollback.notifiedBy, rollback.notifiedAt);
    filling.boxes[u"rollback-review"_s] = box(invitations, rollback.capturedBy, rollback.capturedAt);
}

bool isAllGo(const domain::Statement &statement)
{
    return std::ranges::all_of(statement.rows, [](const StatedRow &stated) { return stated.row.isGo(); });
}

void addDecision(ChecklistFilling &filling, const DecisionRecords &records)
{
    const auto &statement = records.statement;
    const bool isGo = statement.decision == DecisionKind::Go;
    const QString postponed = !isGo && isAllGo(statement) ? u"postponed by decision"_s : QString();
    const QString words = told({postponed, statement.reason, statement.signerName, momentText(records.signedAt)});
    filling.boxes[u"go"_s] = isGo ? BoxFact{true, words} : BoxFact{false, u"NO-GO was signed"_s};
    filling.boxes[u"no-go"_s] = isGo ? BoxFact{false, u"GO was signed"_s} : BoxFact{true, words};
    const QString digest = QString::fromLatin1(records.statementSha256.toHex());
    filling.fields[u"Decision Maker"_s] = told({statement.signerName, statement.signerRole});
    const QString demo = statement.environment == "Demo"_L1 ? u"DEMO, "_s : QString();
    filling.fields[u"Signature"_s] =
        demo + u"decision %1, key %2, statement sha256 %3"_s.arg(statement.id, records.fingerprint, digest);
    filling.fields[u"Date/Time"_s] = momentText(records.signedAt);
}

void addHead(ChecklistFilling &filling, const domain::Statement &statement)
{
    filling.fields[u"Target Date"_s] = statement.targetAt.toUTC().toString(u"yyyy-MM-dd"_s);
    filling.fields[u"Target Time"_s] = statement.targetAt.toUTC().toString(u"HH:mm"_s) + u" UTC"_s;
    filling.fields[u"Environment"_s] = statement.environment;
    filling.fields[u"Version"_s] = statement.version;
    for (const auto &contact : statement.contacts) {
        QStringList ways{contact.name, contact.phone, contact.slack, contact.email, contact.link};
        ways.removeAll(QString());
        filling.contacts[contact.role] = ways.join(u" - "_s);
    }
}

} // namespace

ChecklistFilling checklistFilling(const DecisionRecords &records)
{
    ChecklistFilling filling;
    filling.differs = u"signed: "_s;
    addHead(filling, records.statement);
    for (const auto &stated : records.statement.rows) {
        const QString &key = domain::criterion(stated.row.id).key;
        filling.boxes[key] = rowBox(stated, records.statement);
        if (stated.row.id != CriterionId::Baselines)
            filling.rows[key] = tableFact(stated);
    }
    filling.boxes[u"final-check"_s] = finalCheckBox(records);
    filling.boxes[u"freeze"_s] = freezeBox(records);
    filling.boxes[u"stakeholders"_s] = confirmationBox(records, u"stakeholders"_s, u"notified"_s);
    filling.boxes[u"war-room"_s] = confirmationBox(records, u"war-room"_s, u"ready"_s);
    for (const auto &stage : records.statement.stages)
        filling.boxes[u"stage:%1"_s.arg(stage.percent)] = stageBox(records, stage.percent);
    filling.boxes[u"smoke"_s] = afterBox(records, CriterionId::SmokeTests);
    filling.boxes[u"performance"_s] = afterBox(records, CriterionId::LatencyAfter);
    filling.boxes[u"error-rate"_s] = afterBox(records, CriterionId::ErrorRateAfter);
    filling.boxes[u"evidence-after"_s] = afterBox(records, CriterionId::EvidenceAfter);
    addRollback(filling, records);
    addDecision(filling, records);
    return filling;
}

QByteArray ownChecklist()
{
    initChecklist();
    QFile file(u":/checklist/cutover-checklist.md"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList checklistPlaces()
{
    return {u"checklist.md"_s, u"configs/cutover/checklist.md"_s};
}

} // namespace cutover::models
