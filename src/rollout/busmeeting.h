// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QString>

#include <functional>

class QObject;

namespace cutover::rollout {

/// Which bus, and what our connection to it is called.
struct BusPlace
{
    QDBusConnection::BusType type = QDBusConnection::SessionBus;
    QString address; ///< in place of the type's own
    QString name;
};

/// Meets a bus on a thread of the pool, because meeting waits for its first answer, which a bus that hangs does not
/// give. Calls back on the context's thread whether it is met, unless the context is gone by then.
void meetBus(const BusPlace &place, QObject *context, std::function<void(bool isMet)> met);

} // namespace cutover::rollout
