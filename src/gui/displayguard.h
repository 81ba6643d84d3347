// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace cutover::gui {

/// Around the making of the QApplication: where there is no display, or none that opens, the program ends with a
/// sentence that says so and names the ways on, and with exitCode, in place of Qt's own words and SIGABRT.
///
/// What Qt says meanwhile is kept back, and said after all once the guard ends. One at a time, in main().
class DisplayGuard
{
    Q_DISABLE_COPY_MOVE(DisplayGuard)

public:
    static constexpr int exitCode = 69; ///< sysexits' EX_UNAVAILABLE, as packaging/run has it

    /// Ends the program at once where neither a display nor a platform of one's own is named.
    DisplayGuard(int argc, char *argv[]);
    ~DisplayGuard();
};

} // namespace cutover::gui
