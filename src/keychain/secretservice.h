// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "keychain/keychainerror.h"
#include "keychain/secretstore.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QObject>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

#include <chrono>
#include <functional>

namespace cutover::keychain {

/// The freedesktop.org Secret Service over D-Bus, as far as it tells a keychain's state without ever prompting, and
/// its unlock prompt. Asynchronous; a callback comes once, from the event loop, unless this object is gone by then.
/// A prompt on screen is then left to the person: gnome-keyring 42 aborts when it is told to dismiss one
/// (gkd-secret-unlock.c, perform_next_unlock).
/// Private to this room. Source: Secret Service API draft 0.2.
class SecretService : public QObject
{
    Q_OBJECT

public:
    struct State
    {
        Availability availability = Availability::Absent;
        QString collection;        ///< object path of the default keyring; empty without one
        QStringList unlockedItems; ///< object paths of the entries with the name asked for
        QStringList lockedItems;
    };
    using Inspected = std::function<void(tl::expected<State, KeychainError>)>;
    using Done = std::function<void(tl::expected<void, KeychainError>)>;

    explicit SecretService(std::chrono::milliseconds timeout, QObject *parent);

    /// Is it there, is its default keyring locked, and which entries have this name. An absent service is a state.
    void inspect(const QString &entry, Inspected inspected);
    /// Raises the system's unlock prompt for this keyring or entry if it takes one. `cancelled` when the person
    /// dismisses it.
    void unlock(const QString &object, Done done);

private Q_SLOTS:
    void promptCompleted(bool dismissed, const QDBusVariant &result);

private:
    using Replied = std::function<void(const QDBusMessage &)>;

    void send(const QDBusMessage &call, Replied replied);
    void askActivatable();
    void askDefaultCollection();
    void askItems();
    void askLocked();
    void conclude(tl::expected<State, KeychainError> result);
    void raisePrompt(const QString &path);
    void concludeUnlock(tl::expected<void, KeychainError> result);

    std::chrono::milliseconds m_timeout;
    QDBusConnection m_bus;
    QString m_entry;
    State m_state;
    Inspected m_inspected;
    Done m_done;
};

/// The service name under which all entries are kept.
[[nodiscard]] QString keychainServiceName();

} // namespace cutover::keychain
