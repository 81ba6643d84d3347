// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/ledgerentry.h"

#include "crypto/merkle.h"
#include "formats/canonicaljson.h"
#include "formats/rfc3339.h"
#include "formats/strictjson.h"

#include <QRegularExpression>
#include <QSysInfo>
#include <algorithm>
#include <array>
#include <optional>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

tl::unexpected<LedgerError> invalid(const QString &cause, const QString &pointer, qint64 index = -1)
{
    LedgerError error{LedgerError::Code::InvalidEntry, {}, {}, {{u"cause"_s, cause}, {u"pointer"_s, pointer}}};
    if (index >= 0)
        error.data.insert(u"index"_s, index);
    return tl::unexpected(error);
}

QString accountName()
{
    std::array<char, 4096> buffer{};
    passwd record{};
    passwd *found = nullptr;
    if (::getpwuid_r(::geteuid(), &record, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(record.pw_name);
    return QString::number(::geteuid());
}

QString personKindName(PersonKind kind)
{
    switch (kind) {
    case PersonKind::None:
        return u"none"_s;
    case PersonKind::Stated:
        return u"stated"_s;
    case PersonKind::Signed:
        return u"signed"_s;
    }
    Q_UNREACHABLE();
}

std::optional<PersonKind> personKindFrom(const QString &name)
{
    for (PersonKind kind : {PersonKind::None, PersonKind::Stated, PersonKind::Signed}) {
        if (personKindName(kind) == name)
            return kind;
    }
    return std::nullopt;
}

QJsonObject actorObject(const Actor &actor)
{
    return {{u"account"_s, actor.account},
            {u"workstation"_s, actor.workstation},
            {u"person"_s, actor.person},
            {u"person_kind"_s, personKindName(actor.personKind)}};
}

std::optional<Actor> actorFrom(const QJsonObject &object)
{
    const std::optional<PersonKind> kind = personKindFrom(object.value(u"person_kind"_s).toString());
    Actor actor{object.value(u"account"_s).toString(), object.value(u"workstation"_s).toString(),
                object.value(u"person"_s).toString(), kind.value_or(PersonKind::None)};
    // Comparing the way back refuses missing and foreign keys and values of another type at once.
    return kind && actorObject(actor) == object ? std::optional(actor) : std::nullopt;
}

bool isKind(const QString &kind)
{
    static const QRegularExpression shape(u"\\A[a-z][a-z0-9_]{0,63}\\z"_s);
    return shape.match(kind).hasMatch();
}

} // namespace

Actor Actor::ofThisProcess(const QString &person, PersonKind kind)
{
    return {accountName(), QSysInfo::machineHostName(), person, kind};
}

QByteArray Entry::leafHash() const
{
    return crypto::leafHash(bytes);
}

bool isDecidingKind(QStringView kind)
{
    static constexpr std::array<QStringView, 14> deciding = {
        u"decision",         u"countersignature",  u"timestamp_added",
        u"promotion_intent", u"promotion_started", u"promotion_outcome",
        u"abort_intent",     u"abort_outcome",     u"pause",
        u"resume",           u"stand_down",        u"closing",
        u"signers_pinned",   u"ceremony_answer"};
    return std::find(deciding.begin(), deciding.end(), kind) != deciding.end();
}

bool isPromotingKind(QStringView kind)
{
    static constexpr std::array<QStringView, 4> promoting = {u"promotion_intent", u"promotion_started",
                                                             u"rehearsal_intent", u"rehearsal_started"};
    return std::find(promoting.begin(), promoting.end(), kind) != promoting.end();
}

bool decidesOverPromotions(const Entry &entry)
{
    if (entry.kind == "timestamp_added"_L1)
        return false;
    if (entry.kind != "ceremony_answer"_L1)
        return isDecidingKind(entry.kind);
    // What domain::CeremonyAnswer calls a Go objects to nothing.
    return !entry.payload[u"go"_s].toBool() || entry.payload[u"status"_s].toString() != "go"_L1 ||
           entry.actor.person.trimmed().isEmpty();
}

tl::expected<QByteArray, LedgerError> entryBytes(const QDateTime &timeUtc, QStringView kind, const Actor &actor,
                                                 const QJsonObject &payload)
{
    if (!timeUtc.isValid())
        return invalid(u"invalid_time"_s, u"/time"_s);
    if (!isKind(kind.toString()))
        return invalid(u"invalid_kind"_s, u"/kind"_s);
    const QJsonObject object{{u"time"_s, formats::formatRfc3339(timeUtc)},
                             {u"kind"_s, kind.toString()},
                             {u"actor"_s, actorObject(actor)},
                             {u"payload"_s, payload}};
    const auto bytes = formats::canonicalJson(object);
    if (!bytes)
        return invalid(formats::codeName(bytes.error().code), bytes.error().pointer);
    // Depth and size are the reader's limits: what could not be read back must not be written.
    if (const auto readable = readEntry(-1, *bytes); !readable)
        return tl::unexpected(readable.error());
    return *bytes;
}

tl::expected<Entry, LedgerError> readEntry(qint64 index, QByteArrayView bytes)
{
    const auto text = formats::parseStrict(bytes);
    if (!text)
        return invalid(formats::codeName(text.error().code), text.error().pointer, index);
    const auto canonical = formats::canonicalJson(*text);
    if (!canonical || *canonical != bytes)
        return invalid(u"not_canonical"_s, {}, index);
    const QJsonObject object = text->root.toObject();
    const auto time = formats::parseRfc3339(object.value(u"time"_s).toString());
    const auto actor = actorFrom(object.value(u"actor"_s).toObject());
    Entry entry{index,
                time.value_or(QDateTime()),
                object.value(u"kind"_s).toString(),
                actor.value_or(Actor()),
                object.value(u"payload"_s).toObject(),
                bytes.toByteArray()};
    if (object.size() != 4 || !object.value(u"payload"_s).isObject())
        return invalid(u"wrong_shape"_s, {}, index);
    if (!time)
        return invalid(u"invalid_time"_s, u"/time"_s, index);
    if (!actor)
        return invalid(u"invalid_actor"_s, u"/actor"_s, index);
    if (!isKind(entry.kind))
        return invalid(u"invalid_kind"_s, u"/kind"_s, index);
    return entry;
}

QByteArray digestIn(const QJsonObject &payload, QStringView key)
{
    return QByteArray::fromHex(payload[key].toString().toLatin1());
}

} // namespace cutover::ledger
