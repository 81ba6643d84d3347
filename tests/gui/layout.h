// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSignalSpy>
#include <QTimer>

namespace cutover::gui::test {

/// Lets the widgets lay themselves out, and what that lays out in turn: nothing announces it, but it is done when every
/// event that was posted is.
[[nodiscard]] inline bool layOut()
{
    for (int turn = 0; turn < 2; ++turn) {
        QTimer idle;
        idle.setSingleShot(true);
        QSignalSpy turned(&idle, &QTimer::timeout);
        idle.start(0);
        if (!turned.wait(60'000))
            return false;
    }
    return true;
}

} // namespace cutover::gui::test
