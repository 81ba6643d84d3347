// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/keychainjob.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QSignalSpy>
#include <QString>
#include <QtTest>

/// The real gnome-keyring of the test session, locked and unlocked behind the console's back. Without it the tests
/// fail.
struct DBusSecret
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
Q_DECLARE_METATYPE(DBusSecret)

inline QDBusArgument &operator<<(QDBusArgument &argument, const DBusSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

inline const QDBusArgument &operator>>(const QDBusArgument &argument, DBusSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

class RealKeyring
{
public:
    RealKeyring()
    {
        qDBusRegisterMetaType<DBusSecret>();
        qDBusRegisterMetaType<QList<QDBusObjectPath>>();
    }

    /// Empty, or why the tests cannot run here.
    static QString problem()
    {
        if (!QDBusConnection::sessionBus().isConnected())
            return QStringLiteral("no D-Bus session: run the tests through packaging/test");
        const QDBusMessage reply =
            call(servicePath(), serviceInterface(), QStringLiteral("ReadAlias"), {QStringLiteral("default")});
        if (reply.type() != QDBusMessage::ReplyMessage)
            return QStringLiteral("no Secret Service: ") + reply.errorMessage();
        if (collection() == QStringLiteral("/"))
            return QStringLiteral("the Secret Service has no default keyring");
        return {};
    }

    static bool isLocked()
    {
        const QDBusMessage reply =
            call(collection(), QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
                 {QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
        return reply.arguments().value(0).value<QDBusVariant>().variant().toBool();
    }

    static bool lock()
    {
        const QList<QDBusObjectPath> objects = {QDBusObjectPath(collection())};
        call(servicePath(), serviceInterface(), QStringLiteral("Lock"), {QVariant::fromValue(objects)});
        return isLocked();
    }

    /// The daemon's own way in without a prompt, made for the login session (and for tests).
    static bool unlock()
    {
        const QDBusMessage opened = call(servicePath(), serviceInterface(), QStringLiteral("OpenSession"),
                                         {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
        const DBusSecret password{
            opened.arguments().value(1).value<QDBusObjectPath>(),
            {},
            qEnvironmentVariable("CUTOVER_TEST_KEYRING_PASSWORD", QStringLiteral("testing")).toUtf8(),
            QStringLiteral("text/plain")};
        call(servicePath(), QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
             QStringLiteral("UnlockWithMasterPassword"),
             {QVariant::fromValue(QDBusObjectPath(collection())), QVariant::fromValue(password)});
        return !isLocked();
    }

private:
    static QString servicePath() { return QStringLiteral("/org/freedesktop/secrets"); }
    static QString serviceInterface() { return QStringLiteral("org.freedesktop.Secret.Service"); }

    static QString collection()
    {
        return call(servicePath(), serviceInterface(), QStringLiteral("ReadAlias"), {QStringLiteral("default")})
            .arguments()
            .value(0)
            .value<QDBusObjectPath>()
            .path();
    }

    static QDBusMessage call(const QString &path, const QString &interface, const QString &method,
                             const QVariantList &arguments)
    {
        QDBusMessage message =
            QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), path, interface, method);
        message.setArguments(arguments);
        return QDBusConnection::sessionBus().call(message, QDBus::Block, 10'000);
    }
};

/// Starts the job, waits for its one finished signal, and hands out its result.
template <typename T>
typename cutover::keychain::ResultJob<T>::Result resultOf(cutover::keychain::ResultJob<T> *job, int timeout = 20'000)
{
    using namespace cutover::keychain;
    std::optional<typename ResultJob<T>::Result> result;
    QObject context;
    job->onFinished(&context, [&](typename ResultJob<T>::Result taken) { result.emplace(std::move(taken)); });
    QSignalSpy finished(job, &KeychainJob::finished);
    job->start();
    if (!finished.isEmpty())
        qFatal("finished() came from within start()");
    if (!finished.wait(timeout) || !result)
        return tl::unexpected(KeychainError{KeychainError::Code::Failed, QStringLiteral("the job never finished")});
    return std::move(*result);
}

/// The name of a result's error code; empty if it is none.
template <typename Result>
QString codeOf(const Result &result)
{
    return result ? QString() : QString(cutover::keychain::codeName(result.error().code));
}
