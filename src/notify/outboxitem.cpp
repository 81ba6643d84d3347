// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/outboxitem.h"

#include "formats/profilefields.h"
#include "formats/strictjson.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cutover::notify {

using namespace Qt::StringLiterals;

namespace {

constexpr int version = 1;
constexpr qint64 manyAttempts = 1'000'000;

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

bool isObject(const QByteArray &payload)
{
    const auto json = formats::parseStrict(payload);
    return json && json->root.isObject();
}

void readTarget(formats::FieldReader &root, domain::NotificationTarget &target)
{
    auto reader = root.child(u"target"_s);
    if (!reader)
        return;
    reader->require({u"service"_s, u"name"_s}).allowOnly({u"service"_s, u"name"_s, u"secret"_s, u"url"_s});
    const auto services = domain::notificationServiceNames();
    if (const auto service = reader->oneOf(u"service"_s, services))
        target.service = static_cast<domain::NotificationService>(services.indexOf(*service));
    formats::set(target.name, formats::readPlainWord(*reader, u"name"_s));
    formats::set(target.secretName, formats::readPlainWord(*reader, u"secret"_s));
    formats::set(target.loopbackUrl, formats::readLoopbackUrl(*reader, u"url"_s));
}

void readFacts(formats::FieldReader &reader, OutboxItem &item)
{
    const auto events = domain::notificationEventNames();
    if (const auto event = reader.oneOf(u"event"_s, events))
        item.event = static_cast<domain::NotificationEvent>(events.indexOf(*event));
    formats::set(item.workspace, reader.text(u"workspace"_s));
    formats::set(item.ledgerId, reader.text(u"ledger_id"_s));
    formats::set(item.messageId, reader.word(u"message_id"_s));
    item.payload = reader.word(u"payload"_s).value_or(QString()).toUtf8();
    formats::set(item.createdAt, reader.time(u"created_at"_s));
    formats::set(item.nextTry, reader.time(u"next_try"_s));
    item.attempts = static_cast<int>(reader.integer(u"attempts"_s, 0, manyAttempts).value_or(0));
    item.httpStatus = static_cast<int>(reader.integer(u"http_status"_s, 0, 999).value_or(0));
    formats::set(item.code, reader.text(u"code"_s));
    formats::set(item.settledAt, reader.time(u"settled_at"_s));
    item.isAccepted = reader.boolean(u"accepted"_s).value_or(false);
}

} // namespace

qint64 backOffS(int attempts)
{
    constexpr int mostDoublings = 9;
    constexpr qint64 longest = 300;
    return std::min(longest, qint64(1) << std::clamp(attempts - 1, 0, mostDoublings));
}

QByteArray writeOutboxItem(const OutboxItem &item)
{
    QJsonObject target{{u"service"_s, domain::notificationServiceName(item.target.service)},
                       {u"name"_s, item.target.name}};
    if (!item.target.secretName.isEmpty())
        target[u"secret"_s] = item.target.secretName;
    if (!item.target.loopbackUrl.isEmpty())
        target[u"url"_s] = item.target.loopbackUrl;
    QJsonObject object{{u"version"_s, version},
                       {u"workspace"_s, item.workspace},
                       {u"ledger_id"_s, item.ledgerId},
                       {u"message_id"_s, item.messageId},
                       {u"event"_s, domain::notificationEventName(item.event)},
                       {u"target"_s, target},
                       {u"payload"_s, QString::fromUtf8(item.payload)},
                       {u"created_at"_s, timeText(item.createdAt)},
                       {u"next_try"_s, timeText(item.nextTry)},
                       {u"attempts"_s, item.attempts},
                       {u"http_status"_s, item.httpStatus},
                       {u"code"_s, item.code}};
    if (item.isSettled()) {
        object[u"settled_at"_s] = timeText(item.settledAt);
        object[u"accepted"_s] = item.isAccepted;
    }
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

tl::expected<OutboxItem, QString> readOutboxItem(QByteArrayView bytes)
{
    const auto json = formats::parseStrict(bytes);
    if (!json)
        return tl::unexpected(codeName(json.error().code));
    if (!json->root.isObject())
        return tl::unexpected(u"wrong_type"_s);
    formats::ErrorList errors(&*json, {});
    formats::FieldReader reader(&errors, json->root.toObject(), {});
    const QStringList required{u"version"_s, u"message_id"_s, u"event"_s,    u"target"_s,
                               u"payload"_s, u"created_at"_s, u"next_try"_s, u"attempts"_s};
    reader.require(required).allowOnly(required + QStringList{u"workspace"_s, u"ledger_id"_s, u"http_status"_s,
                                                              u"code"_s, u"settled_at"_s, u"accepted"_s});
    std::ignore = reader.integer(u"version"_s, version, version);
    OutboxItem item;
    readTarget(reader, item.target);
    readFacts(reader, item);
    if (!errors.isEmpty())
        return tl::unexpected(formats::codeName(errors.inOrder().first().code));
    if (!isObject(item.payload))
        return tl::unexpected(u"wrong_payload"_s);
    return item;
}

} // namespace cutover::notify
