// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/roommark.h"
#include "session/view.h"

/// \file What the ceremony shows of a view: pure functions, so that they are tried without a window.

namespace cutover::gui {

enum class CeremonyPage {
    Empty,   ///< nothing was measured, or the ledger takes no entry
    Begin,   ///< no poll is under way
    Poll,    ///< a row is asked
    Summary, ///< every row is answered, or a decision followed
};
/// `isAfresh`: somebody wants a new one after one that is over.
[[nodiscard]] CeremonyPage ceremonyPage(const session::View &view, const QDateTime &now, bool isAfresh);
/// Why nobody can be polled; empty unless the page is Empty.
[[nodiscard]] QString ceremonyObstacle(const session::View &view);

[[nodiscard]] RoomStatus measuredStatus(const domain::Row &row);
/// Of a row's last answer; of the one that is asked «now».
[[nodiscard]] RoomStatus polledStatus(const domain::CeremonyAnswer *answer, bool isNow);

/// The poll whose answers stand on that page; null where a new one is to begin, whatever an earlier one said.
[[nodiscard]] const domain::Ceremony *shownPoll(const session::View &view, CeremonyPage page);
/// «6 of 6 polled are Go»; red where one is not.
[[nodiscard]] RoomStatus ceremonyTally(const domain::Ceremony *ceremony);
[[nodiscard]] QString targetText(const domain::Profile &profile);
/// «T−00:58:12» to the moment at which a GO opens, «T+…» from it.
[[nodiscard]] QString openingCountdown(const domain::Profile &profile, const QDateTime &now);

/// «Signatures 1 of 2», then one line each that was given or is awaited.
struct CeremonySignatures
{
    QString count;
    QList<RoomStatus> lines;
    friend bool operator==(const CeremonySignatures &, const CeremonySignatures &) = default;
};
[[nodiscard]] CeremonySignatures ceremonySignatures(const session::View &view, const QDateTime &now, CeremonyPage page);

} // namespace cutover::gui
