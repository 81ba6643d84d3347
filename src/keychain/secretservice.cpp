// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain/secretservice.h"

#include <QDBusError>
#include <QDBusMetaType>
#include <QDBusPendingCall>
#include <QDBusPendingCallWatcher>
#include <QFileInfo>
#include <QMap>

#include <utility>

using namespace Qt::StringLiterals;

namespace cutover::keychain {
namespace {

using Code = KeychainError::Code;

constexpr auto serviceName = "org.freedesktop.secrets"_L1;
constexpr auto servicePath = "/org/freedesktop/secrets"_L1;
constexpr auto serviceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto collectionInterface = "org.freedesktop.Secret.Collection"_L1;
constexpr auto promptInterface = "org.freedesktop.Secret.Prompt"_L1;
constexpr auto noPath = "/"_L1;

QDBusMessage serviceCall(QLatin1StringView path, QLatin1StringView interface, QLatin1StringView method)
{
    return QDBusMessage::createMethodCall(serviceName, path, interface, method);
}

QDBusMessage busCall(QLatin1StringView method)
{
    return QDBusMessage::createMethodCall(u"org.freedesktop.DBus"_s, u"/org/freedesktop/DBus"_s,
                                          u"org.freedesktop.DBus"_s, method);
}

// Without an address libdbus would try to start a bus of its own (autolaunch), with a window system even succeed.
bool hasBusAddress()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS");
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFileInfo::exists(runtime + "/bus"_L1);
}

Code codeOf(const QDBusMessage &error)
{
    const QString name = error.errorName();
    if (name.startsWith("org.freedesktop.DBus.Error.Spawn"_L1))
        return Code::Absent;
    switch (QDBusError(error).type()) {
    case QDBusError::ServiceUnknown:
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return Code::Absent;
    case QDBusError::AccessDenied:
        return Code::Denied;
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return Code::TimedOut;
    default:
        return name == "org.freedesktop.Secret.Error.IsLocked"_L1 ? Code::Locked : Code::Failed;
    }
}

tl::unexpected<KeychainError> failure(const QDBusMessage &error)
{
    return tl::unexpected(KeychainError{codeOf(error), error.errorName() + u' ' + error.errorMessage()});
}

bool isError(const QDBusMessage &reply)
{
    return reply.type() != QDBusMessage::ReplyMessage;
}

QStringList pathsIn(const QVariant &argument)
{
    QStringList paths;
    const auto objects = qdbus_cast<QList<QDBusObjectPath>>(argument);
    for (const QDBusObjectPath &object : objects)
        paths.append(object.path());
    return paths;
}

QString pathIn(const QDBusMessage &reply, qsizetype index)
{
    return reply.arguments().value(index).value<QDBusObjectPath>().path();
}

} // namespace

QString keychainServiceName()
{
    return u"Cutover Console"_s;
}

SecretService::SecretService(std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_timeout(timeout)
    , m_bus(hasBusAddress() ? QDBusConnection::sessionBus() : QDBusConnection(QString()))
{
    qDBusRegisterMetaType<QMap<QString, QString>>();
    qDBusRegisterMetaType<QList<QDBusObjectPath>>();
}

void SecretService::send(const QDBusMessage &call, Replied replied)
{
    const auto timeout = static_cast<int>(m_timeout.count());
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call, timeout), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [replied = std::move(replied)](QDBusPendingCallWatcher *finished) {
                const QDBusMessage reply = finished->reply();
                finished->deleteLater();
                replied(reply);
            });
}

void SecretService::inspect(const QString &entry, Inspected inspected)
{
    m_entry = entry;
    m_state = {};
    m_inspected = std::move(inspected);
    if (!m_bus.isConnected()) {
        QMetaObject::invokeMethod(
            this, [this] { conclude(m_state); }, Qt::QueuedConnection);
        return;
    }
    QDBusMessage call = busCall("NameHasOwner"_L1);
    call << QString(serviceName);
    send(call, [this](const QDBusMessage &reply) {
        if (isError(reply))
            return conclude(failure(reply));
        reply.arguments().value(0).toBool() ? askDefaultCollection() : askActivatable();
    });
}

void SecretService::askActivatable()
{
    send(busCall("ListActivatableNames"_L1), [this](const QDBusMessage &reply) {
        if (isError(reply))
            return conclude(failure(reply));
        if (!reply.arguments().value(0).toStringList().contains(serviceName))
            return conclude(m_state);
        askDefaultCollection();
    });
}

void SecretService::askDefaultCollection()
{
    QDBusMessage call = serviceCall(servicePath, serviceInterface, "ReadAlias"_L1);
    call << u"default"_s;
    send(call, [this](const QDBusMessage &reply) {
        // A service that is listed but cannot be started is as good as none.
        if (isError(reply) && codeOf(reply) == Code::Absent)
            return conclude(m_state);
        if (isError(reply))
            return conclude(failure(reply));
        const QString path = pathIn(reply, 0);
        m_state.collection = path == noPath ? QString() : path;
        m_state.availability = Availability::NoCollection;
        askItems();
    });
}

void SecretService::askItems()
{
    QDBusMessage call = serviceCall(servicePath, serviceInterface, "SearchItems"_L1);
    const QMap<QString, QString> attributes = {{u"user"_s, m_entry}, {u"server"_s, keychainServiceName()}};
    call << QVariant::fromValue(attributes);
    send(call, [this](const QDBusMessage &reply) {
        if (isError(reply))
            return conclude(failure(reply));
        m_state.unlockedItems = pathsIn(reply.arguments().value(0));
        m_state.lockedItems = pathsIn(reply.arguments().value(1));
        m_state.collection.isEmpty() ? conclude(m_state) : askLocked();
    });
}

void SecretService::askLocked()
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(serviceName, m_state.collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    call << QString(collectionInterface) << u"Locked"_s;
    send(call, [this](const QDBusMessage &reply) {
        if (isError(reply))
            return conclude(failure(reply));
        const QVariant locked = reply.arguments().value(0).value<QDBusVariant>().variant();
        // Anything but a plain «false» counts as locked.
        const bool isUnlocked = locked.typeId() == QMetaType::Bool && !locked.toBool();
        m_state.availability = isUnlocked ? Availability::Ready : Availability::Locked;
        conclude(m_state);
    });
}

void SecretService::conclude(tl::expected<State, KeychainError> result)
{
    if (const auto inspected = std::exchange(m_inspected, {}))
        inspected(std::move(result));
}

void SecretService::unlock(const QString &object, Done done)
{
    m_done = std::move(done);
    const QList<QDBusObjectPath> paths = {QDBusObjectPath(object)};
    QDBusMessage call = serviceCall(servicePath, serviceInterface, "Unlock"_L1);
    call << QVariant::fromValue(paths);
    send(call, [this](const QDBusMessage &reply) {
        if (isError(reply))
            return concludeUnlock(failure(reply));
        const QString prompt = pathIn(reply, 1);
        prompt == noPath ? concludeUnlock({}) : raisePrompt(prompt);
    });
}

void SecretService::raisePrompt(const QString &path)
{
    m_bus.connect(serviceName, path, promptInterface, u"Completed"_s, this, SLOT(promptCompleted(bool, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(serviceName, path, promptInterface, u"Prompt"_s);
    call << QString();
    send(call, [this](const QDBusMessage &reply) {
        if (isError(reply))
            concludeUnlock(failure(reply));
    });
}

void SecretService::promptCompleted(bool dismissed, const QDBusVariant &)
{
    if (dismissed)
        concludeUnlock(tl::unexpected(KeychainError{Code::Cancelled, u"prompt dismissed"_s}));
    else
        concludeUnlock({});
}

void SecretService::concludeUnlock(tl::expected<void, KeychainError> result)
{
    if (const auto done = std::exchange(m_done, {}))
        done(std::move(result));
}

} // namespace cutover::keychain
