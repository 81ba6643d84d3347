// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ledger/ledgererror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringView>
#include <tl/expected.hpp>

namespace cutover::ledger {

enum class PersonKind {
    None,   ///< the console itself acted
    Stated, ///< a name somebody typed
    Signed  ///< the printed name of a key that signed
};

/// Who did it: system account, workstation and the person (RULES section 7).
struct Actor
{
    QString account;
    QString workstation;
    QString person; ///< empty where personKind is None
    PersonKind personKind = PersonKind::None;

    /// Account and host of this process; a person can be added.
    [[nodiscard]] static Actor ofThisProcess(const QString &person = {}, PersonKind kind = PersonKind::None);
    friend bool operator==(const Actor &, const Actor &) = default;
};

/// One entry of the log. `bytes` is the canonical JSON of {"actor", "kind", "payload", "time"} and the only truth: the
/// other members are read from it.
///
/// Where an entry binds bytes, `payload` has "bound": their SHA-256 in lower-case hex, sorted; the ledger writes it.
struct Entry
{
    qint64 index = -1; ///< from 0
    QDateTime timeUtc;
    QString kind;
    Actor actor;
    QJsonObject payload;
    QByteArray bytes;

    [[nodiscard]] QByteArray leafHash() const; ///< 32 bytes: SHA-256(0x00 ‖ bytes)
};

/// The first entry of every ledger; payload {"ledger_id", "workspace_id"}.
inline constexpr QStringView createdKind = u"ledger_created";

/// True for the kinds that decide: decision, countersignature, timestamp_added, promotion_intent, promotion_started,
/// promotion_outcome, abort_intent, abort_outcome, pause, resume, stand_down, closing (RULES section 4, point 6), and
/// signers_pinned and ceremony_answer: whose signature counts decides, too, and so does a station's no-go while
/// somebody signs.
[[nodiscard]] bool isDecidingKind(QStringView kind);
/// True for the kinds by which a promotion or a rehearsal begins: promotion_intent, promotion_started,
/// rehearsal_intent, rehearsal_started.
[[nodiscard]] bool isPromotingKind(QStringView kind);
/// Whether those have to be judged again behind this entry: it decides, and is neither a time stamp nor a station's go
/// over a row that is Go, which open and shut nothing that their gate asks.
[[nodiscard]] bool decidesOverPromotions(const Entry &entry);

/// The canonical bytes of an entry to be. InvalidEntry where the payload has no canonical form.
[[nodiscard]] tl::expected<QByteArray, LedgerError> entryBytes(const QDateTime &timeUtc, QStringView kind,
                                                               const Actor &actor, const QJsonObject &payload);

/// The digest that a payload names by this key; empty where it names none.
[[nodiscard]] QByteArray digestIn(const QJsonObject &payload, QStringView key);

/// Reads exact bytes; InvalidEntry where they are not the canonical form of an entry.
[[nodiscard]] tl::expected<Entry, LedgerError> readEntry(qint64 index, QByteArrayView bytes);

} // namespace cutover::ledger

Q_DECLARE_METATYPE(cutover::ledger::Entry)
