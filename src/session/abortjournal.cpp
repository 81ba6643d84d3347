// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/abortjournal.h"

#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "formats/strictjson.h"
#include "rollout/bootclock.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"

#include <QDir>
#include <QUuid>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestNote = 64 * 1024;

/// Two entries would tell of one abort.
bool isLiving(const QJsonObject &note)
{
    const auto console = rollout::CommandGroup::fromJson(note[u"console"_s].toObject());
    const auto self = rollout::CommandGroup::ofThisProcess(rollout::systemBootInstant().bootId);
    return console.isSameProcess(self) || rollout::traceOfLeader(console, self) == rollout::Trace::Running;
}

bool isOf(const QJsonObject &note, const ledger::Ledger &ledger, const QString &workspace)
{
    const QString id = note[u"ledger_id"_s].toString();
    return id.isEmpty() ? note[u"workspace"_s].toString() == workspace : id == ledger.ledgerId();
}

} // namespace

AbortJournal::AbortJournal(const QString &stateFolder)
    : m_folder((stateFolder.isEmpty() ? ledger::Attestation::defaultStateFolder() : stateFolder) + "/aborts"_L1)
{
}

QString AbortJournal::note(const Press &press) const
{
    const QString file = u"%1/%2.json"_s.arg(m_folder, QUuid::createUuid().toString(QUuid::WithoutBraces));
    QJsonObject object{{u"workspace"_s, press.workspace},
                       {u"ledger_id"_s, press.ledgerId},
                       {u"attempt_id"_s, press.attemptId},
                       {u"reason"_s, press.reason},
                       {u"by"_s, press.by},
                       {u"at"_s, press.at.toUTC().toString(Qt::ISODateWithMs)},
                       {u"console"_s, press.console.toJson()}};
    if (press.isUnasked)
        object[u"unasked"_s] = true;
    const bool written =
        formats::writeAtomically(file, formats::readableJson(object), formats::FileAccess::OwnerOnly).has_value();
    return written ? file : QString();
}

void AbortJournal::conclude(const QString &file, const QJsonObject &outcome) const
{
    const auto bytes = formats::readBounded(file, largestNote);
    const auto json = formats::parseStrict(bytes.value_or(QByteArray()));
    if (!json)
        return;
    auto note = json->root.toObject();
    note[u"outcome"_s] = outcome;
    std::ignore = formats::writeAtomically(file, formats::readableJson(note), formats::FileAccess::OwnerOnly);
}

void AbortJournal::forget(const QString &file) const
{
    QFile::remove(file);
}

QList<AbortJournal::Note> AbortJournal::notesFor(const ledger::Ledger &ledger, const QString &workspace) const
{
    const QDir folder(m_folder);
    QList<Note> notes;
    for (const auto &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto bytes = formats::readBounded(folder.filePath(name), largestNote);
        const auto json = formats::parseStrict(bytes.value_or(QByteArray()));
        if (!json || !isOf(json->root.toObject(), ledger, workspace))
            continue;
        QJsonObject intent{{u"late"_s, true}, {u"at"_s, json->root[u"at"_s]}};
        if (const QString attempt = json->root[u"attempt_id"_s].toString(); !attempt.isEmpty())
            intent[u"attempt_id"_s] = attempt;
        auto outcome = json->root[u"outcome"_s].toObject();
        for (auto it = intent.constBegin(); !outcome.isEmpty() && it != intent.constEnd(); ++it)
            outcome[it.key()] = it.value();
        intent[u"reason"_s] = json->root[u"reason"_s].toString();
        intent[u"console"_s] = json->root[u"console"_s];
        if (json->root[u"unasked"_s].toBool())
            intent[u"unasked"_s] = true;
        const QString by = json->root[u"by"_s].toString();
        const auto actor =
            ledger::Actor::ofThisProcess(by, by.isEmpty() ? ledger::PersonKind::None : ledger::PersonKind::Stated);
        notes.append({folder.filePath(name), intent, outcome, actor, isLiving(json->root.toObject())});
    }
    return notes;
}

QList<ledger::Entry> AbortJournal::pending(const ledger::Ledger &ledger, const QString &workspace) const
{
    QList<ledger::Entry> entries;
    const auto append = [&](QStringView kind, const QJsonObject &payload, const ledger::Actor &actor) {
        ledger::Entry entry;
        entry.actor = actor;
        entry.index = ledger.size() + entries.size();
        entry.timeUtc = QDateTime::fromString(payload[u"at"_s].toString(), Qt::ISODateWithMs);
        entry.kind = kind.toString();
        entry.payload = payload;
        entries.append(entry);
    };
    for (const auto &note : notesFor(ledger, workspace)) {
        append(rollout::kind::abortIntent, note.intent, note.actor);
        if (!note.outcome.isEmpty())
            append(rollout::kind::abortOutcome, note.outcome, note.actor);
    }
    return entries;
}

bool AbortJournal::mergeInto(ledger::Ledger &ledger, const QString &workspace, const QStringList &refused) const
{
    bool isMerged = true;
    for (const auto &note : notesFor(ledger, workspace)) {
        if (note.isLiving && !refused.contains(note.file)) {
            isMerged = false;
            continue;
        }
        if (!ledger.append(rollout::kind::abortIntent, note.actor, note.intent))
            return false;
        if (!note.outcome.isEmpty())
            std::ignore = ledger.append(rollout::kind::abortOutcome, note.actor, note.outcome);
        forget(note.file);
    }
    return isMerged;
}

} // namespace cutover::session
