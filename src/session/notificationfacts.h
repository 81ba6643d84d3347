// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "domain/notifications.h"
#include "domain/profile.h"
#include "domain/rules.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace cutover::session {

/// What a message is made of: facts, for the catalogue of models/ to put into words.
struct NotificationFacts
{
    domain::NotificationEvent event = domain::NotificationEvent::Test;
    QString environment;
    QString version;
    QString change;
    QString person;
    QString reason;
    std::optional<int> percent;     ///< the stage reached; nothing: none yet
    std::optional<int> nextPercent; ///< the stage to follow; nothing: none
    qint64 holdS = -1;              ///< the hold after `percent`, or after the first stage before it
    QDateTime at;                   ///< UTC
    QStringList notGo;              ///< ids of the decision set that are not Go
    std::optional<domain::Trigger> trigger;
    int failedUnlocks = 0;
    std::optional<domain::ClosingOutcome> outcome; ///< of a closing
    QList<domain::Contact> contacts;               ///< whom to call, in the profile's order
    QDateTime reviewAt;                            ///< of an incident's review; null where none is set
};

} // namespace cutover::session
