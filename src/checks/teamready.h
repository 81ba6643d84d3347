// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "domain/row.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace cutover::checks {

/// What a named person said for one station of the roll-call.
struct StationAnswer
{
    QString role; ///< of the contact list
    bool go = false;
    QString by;   ///< who said so; an answer by nobody does not count
    QDateTime at; ///< UTC
    friend bool operator==(const StationAnswer &, const StationAnswer &) = default;
};

/// The roll-call: Go if and only if each station of the contact list has answered go. A station's last answer counts.
/// The row is as old as its oldest answer. Pure.
[[nodiscard]] domain::Row judgeTeamReady(const QList<domain::Contact> &contacts, const QList<StationAnswer> &answers,
                                         const QDateTime &now);

/// The stations in their order, each once: the roles of the contact list.
[[nodiscard]] QStringList stations(const QList<domain::Contact> &contacts);

} // namespace cutover::checks
