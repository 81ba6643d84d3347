// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/view.h"

#include <QList>

namespace cutover::models {

/// What every console makes noise about. The gravest first.
enum class AlarmKind {
    NotAborted,    ///< the abort command runs and desired_stage.txt does not read `abort`
    NotRecovered,  ///< 15 minutes after the abort
    Trigger,       ///< it holds, and nobody has aborted yet
    Aborted,       ///< by a trigger, and not recovered yet
    Blind,         ///< no trigger can be judged
    WatcherSilent, ///< nobody watches a rollout for 30 s
    StageDrift,    ///< desired_stage.txt holds what the console did not set
    LedgerBroken,  ///< while a rollout is under way
};

struct Alarm
{
    AlarmKind kind = AlarmKind::Trigger;
    QString id;    ///< of this occurrence: the same while it lasts, another when it comes again
    QString title; ///< «BLIND», «Trigger»
    QString text;  ///< what is so and what to do; nothing in it ticks
    friend bool operator==(const Alarm &, const Alarm &) = default;
};

/// Pure.
[[nodiscard]] QList<Alarm> alarmsOf(const session::View &view, const QDateTime &now);

} // namespace cutover::models
