// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/atomicfile.h"

#include <QByteArray>
#include <QString>

#include <tl/expected.hpp>

namespace cutover::cli {

/// Why an input gave nothing.
struct InputError
{
    enum class Code {
        Interrupted, ///< a signal came; it is still to be taken
        Closed,      ///< the terminal's end of input (Ctrl-D)
        File,        ///< see `file`
    };
    Code code = Code::Interrupted;
    formats::FileError file;
};

/// What a person types or a pipe brings, at most 4 KiB, the newline at its end removed.
///
/// Blocks, but a signal wakes it; the terminal is left as it was found. What is answered is the only copy.
class Input
{
public:
    using Bytes = tl::expected<QByteArray, InputError>;

    /// `wakeDescriptor` gets readable when the waiting is to end.
    explicit Input(int wakeDescriptor)
        : m_wakeDescriptor(wakeDescriptor)
    {
    }

    [[nodiscard]] static bool isTerminal(); ///< standard input
    [[nodiscard]] Bytes line(const QString &prompt) const;
    [[nodiscard]] Bytes hiddenLine(const QString &prompt) const; ///< echo off
    [[nodiscard]] Bytes standardInput() const;
    /// A regular file, or a pipe of the user's own: `<(…)`, a FIFO.
    [[nodiscard]] Bytes file(const QString &path) const;

private:
    [[nodiscard]] Bytes read(int descriptor, const QString &path, bool oneLine) const;

    int m_wakeDescriptor;
};

} // namespace cutover::cli
