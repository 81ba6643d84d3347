// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/notificationsreader.h"

#include "formats/jsonpointer.h"
#include "formats/profilefields.h"

#include <QSet>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

QList<domain::NotificationEvent> readEvents(FieldReader &reader)
{
    QList<domain::NotificationEvent> events;
    const auto names = reader.words(u"events"_s).value_or(QStringList());
    const auto known = domain::notificationEventNames();
    for (qsizetype i = 0; i < names.size(); ++i) {
        const auto place = known.indexOf(names.at(i));
        if (place < 0)
            reader.errors().add(Code::UnknownWord, pointerTo(reader.pointer(u"events"_s), i),
                                QStringList{names.at(i)} + known);
        else
            events.append(static_cast<domain::NotificationEvent>(place));
    }
    return events;
}

domain::NotificationTarget readTarget(FieldReader &reader)
{
    reader.require({u"service"_s}).allowOnly(targetKeys());
    domain::NotificationTarget target;
    const auto services = domain::notificationServiceNames();
    if (const auto service = reader.oneOf(u"service"_s, services))
        target.service = static_cast<domain::NotificationService>(services.indexOf(*service));
    target.name = domain::notificationServiceName(target.service);
    set(target.name, readPlainWord(reader, u"name"_s));
    set(target.secretName, readSecretName(reader, u"secret"_s));
    set(target.loopbackUrl, readLoopbackUrl(reader, u"url"_s));
    if (!reader.has(u"secret"_s) && !reader.has(u"url"_s))
        reader.require({u"secret"_s});
    target.events = readEvents(reader);
    return target;
}

void readTargets(FieldReader &reader, domain::Notifications &notifications)
{
    auto readers = reader.children(u"targets"_s);
    if (!readers)
        return;
    notifications.targets.clear();
    QSet<QString> names;
    for (FieldReader &child : *readers) {
        const auto target = readTarget(child);
        // Records and screens tell targets apart by their names alone.
        if (names.contains(target.name))
            child.errors().add(Code::DuplicateValue, child.pointer(u"name"_s), {target.name});
        names.insert(target.name);
        notifications.targets.append(target);
    }
}

void readTemplate(FieldReader &reader, const QString &event, domain::Notifications &notifications)
{
    const auto text = reader.word(event);
    if (!text)
        return;
    const auto known = domain::notificationPlaceholders();
    for (const QString &name : domain::placeholdersIn(*text))
        if (!known.contains(name))
            return reader.errors().add(Code::UnknownWord, reader.pointer(event), QStringList{name} + known);
    notifications.templates.insert(event, *text);
}

} // namespace

void readNotifications(FieldReader &root, domain::Notifications &notifications)
{
    auto reader = root.child(u"notifications"_s);
    if (!reader)
        return;
    reader->allowOnly(notificationsKeys());
    auto &slack = notifications.targets.first();
    set(slack.secretName, readPlainWord(*reader, u"webhook_secret"_s));
    set(slack.loopbackUrl, readLoopbackUrl(*reader, u"webhook_url"_s));
    readTargets(*reader, notifications);
    auto templates = reader->child(u"templates"_s);
    if (!templates)
        return;
    templates->allowOnly(domain::notificationEventNames());
    for (const QString &event : templates->object().keys())
        readTemplate(*templates, event, notifications);
}

QStringList notificationsKeys()
{
    return {u"webhook_secret"_s, u"webhook_url"_s, u"targets"_s, u"templates"_s};
}

QStringList targetKeys()
{
    return {u"service"_s, u"name"_s, u"secret"_s, u"url"_s, u"events"_s};
}

} // namespace cutover::formats
