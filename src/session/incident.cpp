// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/incident.h"

#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "notify/calendar.h"
#include "rollout/ledgerevents.h"
#include "session/filefailure.h"
#include "session/sealfailures.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <functional>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

namespace {

constexpr qint64 largestFile = 128 * 1024 * 1024; // twice what evidence may have
const QString s_folder = u"var/incidents/"_s;

/// What the ledger says of an attempt's abort.
struct Trail
{
    QString attemptId;
    QDateTime abortedAt; ///< of the first abort; null: the ledger has none
    QDateTime reviewAt;
    QString evidence; ///< digests, in hex; empty: not bound
    QString fired;
    bool isReadyz = false;
    QMap<QString, QJsonObject> captured; ///< by event
};

QString boundBy(const ledger::Entry &entry)
{
    return entry.payload[u"bound"_s].toArray().first().toString();
}

void takeAbort(Trail &trail, const ledger::Entry &entry, const domain::RolloutState &state)
{
    if (trail.abortedAt.isValid() || !state.isAborted() || state.attemptId != trail.attemptId)
        return;
    trail.abortedAt = state.abortedAt.toUTC();
    trail.reviewAt = QDateTime::fromString(entry.payload[u"review_at"_s].toString(), Qt::ISODate).toUTC();
    trail.evidence = boundBy(entry);
}

void takeTrigger(Trail &trail, const ledger::Entry &entry)
{
    using domain::TriggerCode;
    if (!trail.fired.isEmpty() || entry.payload[u"attempt_id"_s].toString() != trail.attemptId)
        return;
    const auto code = domain::triggerFromName(entry.payload[u"code"_s].toString());
    trail.fired = boundBy(entry);
    trail.isReadyz = code == TriggerCode::ReadyzDegraded || code == TriggerCode::ReadyzError;
}

/// Of that attempt, or of the present one.
Trail trailOf(ledger::Ledger &log, const std::optional<QString> &attemptId)
{
    std::ignore = log.refresh();
    Trail trail;
    domain::RolloutState state;
    for (const auto &entry : log.entries().value_or(QList<ledger::Entry>())) {
        if (const auto event = rollout::eventOf(entry))
            state = domain::advance(std::move(state), *event, entry.index);
        if (state.attemptId != trail.attemptId && trail.attemptId != attemptId) {
            trail = {};
            trail.attemptId = state.attemptId;
        }
        if (entry.kind == kind::abortIntent)
            takeAbort(trail, entry, state);
        else if (entry.kind == kind::trigger)
            takeTrigger(trail, entry);
        else if (entry.kind == kind::incident && entry.payload[u"attempt_id"_s].toString() == trail.attemptId)
            trail.captured.insert(entry.payload[u"event"_s].toString(), entry.payload);
    }
    return trail;
}

QByteArray kept(const ledger::Ledger &log, const QString &digest)
{
    return digest.isEmpty() ? QByteArray() : log.blob(QByteArray::fromHex(digest.toLatin1())).value_or(QByteArray());
}

/// What the entry names, with the bytes that the ledger keeps of it.
QList<IncidentFile> recorded(const QJsonObject &payload, const ledger::Ledger &log)
{
    QList<IncidentFile> files;
    for (const auto &item : payload[u"files"_s].toArray())
        files.append({item[u"file"_s].toString(), kept(log, item[u"sha256"_s].toString())});
    return files;
}

bool isThere(const QString &path)
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink();
}

bool isSame(const QString &path, const QByteArray &bytes)
{
    const auto found = formats::readBounded(path, largestFile);
    return found && *found == bytes;
}

/// The first of a name's numbers under which nothing else lies; the bytes may depend on the name.
QList<IncidentFile> underFreeNames(const QString &workspace, const QString &name,
                                   const std::function<QList<IncidentFile>(const QString &)> &filesOf)
{
    constexpr int most = 1000;
    QList<IncidentFile> files;
    for (int number = 1; number <= most; ++number) {
        files = filesOf(number == 1 ? name : u"%1-%2"_s.arg(name).arg(number));
        const bool isFree = std::ranges::all_of(files, [&workspace](const IncidentFile &file) {
            const QString path = u"%1/%2"_s.arg(workspace, file.path);
            return !isThere(path) || isSame(path, file.bytes);
        });
        if (isFree)
            break;
    }
    return files;
}

QByteArray invitation(const IncidentOrder &order, const Trail &trail, const QString &ledgerId, const QString &name,
                      const QStringList &files)
{
    const auto aborted = trail.abortedAt.isValid() ? trail.abortedAt : order.now;
    notify::CalendarEvent event;
    event.uid = u"%1.%2@%3"_s.arg(QFileInfo(name).fileName(), trail.attemptId, ledgerId);
    event.stamp = aborted;
    event.start = trail.reviewAt.isValid() ? trail.reviewAt : notify::reviewStart(aborted, QTimeZone::systemTimeZone());
    event.summary = order.words.summary;
    event.description = (QStringList{order.words.description} + files).join(u'\n');
    for (const auto &contact : order.contacts)
        event.people.append({contact.name, contact.email});
    return notify::calendarFile(event);
}

QList<IncidentFile> ofAbort(const IncidentOrder &order, const Trail &trail, const ledger::Ledger &log)
{
    const auto fired = kept(log, trail.fired);
    auto evidence = trail.isReadyz ? QByteArray() : fired;
    if (evidence.isEmpty())
        evidence = kept(log, trail.evidence);
    if (evidence.isEmpty())
        evidence = order.evidence;
    const auto filesOf = [&](const QString &name) {
        QList<IncidentFile> files;
        if (!evidence.isEmpty())
            files.append({name + ".json"_L1, evidence});
        if (trail.isReadyz && !fired.isEmpty())
            files.append({name + "-readyz.json"_L1, fired});
        QStringList names;
        for (const auto &file : files)
            names.append(file.path);
        files.append({name + ".ics"_L1, invitation(order, trail, log.ledgerId(), name, names)});
        return files;
    };
    const auto aborted = trail.abortedAt.isValid() ? trail.abortedAt : order.now;
    return underFreeNames(order.workspace, s_folder + aborted.toUTC().toString(u"'rollback-'yyyyMMdd-HHmm"_s), filesOf);
}

/// Beside what was captured at the abort, under its name.
QList<IncidentFile> ofAfter(const IncidentOrder &order, const Trail &trail)
{
    const auto aborted = trail.abortedAt.isValid() ? trail.abortedAt : order.now;
    QString name = s_folder + aborted.toUTC().toString(u"'rollback-'yyyyMMdd-HHmm"_s);
    for (const auto &file : trail.captured.value(incident::abort.toString())[u"files"_s].toArray())
        if (const QString path = file[u"file"_s].toString(); path.endsWith(".ics"_L1))
            name = path.chopped(4);
    if (order.evidence.isEmpty())
        return {};
    return underFreeNames(order.workspace, name + "-after"_L1, [&order](const QString &numbered) {
        return QList<IncidentFile>{{numbered + ".json"_L1, order.evidence}};
    });
}

bool record(const IncidentOrder &order, const Trail &trail, const QList<IncidentFile> &files, ledger::Ledger &log)
{
    QJsonArray names;
    QList<QByteArray> blobs;
    for (const auto &file : files) {
        names.append(QJsonObject{{u"file"_s, file.path},
                                 {u"sha256"_s, QString::fromLatin1(crypto::sha256(file.bytes).toHex())}});
        blobs.append(file.bytes);
    }
    const QJsonObject payload{{u"event"_s, order.event}, {u"attempt_id"_s, trail.attemptId}, {u"files"_s, names}};
    return log.append(kind::incident, order.actor, payload, blobs).has_value();
}

void putInPlace(Capture &capture, const IncidentFile &file, const QString &workspace)
{
    const QString path = u"%1/%2"_s.arg(workspace, file.path);
    auto failure = placeFailure(file.path, workspace);
    if (!failure && file.bytes.isEmpty() && !isThere(path)) // what the ledger should keep of it is not there
        failure = Failure{Failure::Kind::File, u"no_such_blob"_s, {file.path}, {}};
    if (failure) {
        capture.failures.append(*failure);
        return;
    }
    if (file.bytes.isEmpty()) {
        capture.files.append(file.path);
        return;
    }
    const auto made = formats::createAtomically(path, file.bytes);
    if (made || isSame(path, file.bytes))
        capture.files.append(file.path);
    else
        capture.failures.append(fileFailure(made.error(), file.path));
}

} // namespace

Capture captureIncident(const IncidentOrder &order, ledger::Ledger &ledger)
{
    const auto trail = trailOf(ledger, order.attemptId);
    Capture capture;
    capture.made = order.made;
    if (const auto entry = trail.captured.constFind(order.event); entry != trail.captured.cend()) {
        capture.made = recorded(*entry, ledger);
        capture.isRecorded = true;
    } else {
        if (capture.made.isEmpty())
            capture.made = order.event == incident::abort ? ofAbort(order, trail, ledger) : ofAfter(order, trail);
        capture.isRecorded = record(order, trail, capture.made, ledger);
    }
    for (const auto &file : std::as_const(capture.made))
        putInPlace(capture, file, order.workspace);
    return capture;
}

} // namespace cutover::session
