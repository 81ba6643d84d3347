// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/criterion.h"

#include <QMap>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::process {

/// Why a command of the profile cannot be run; `argument` is the offending one.
struct CommandError
{
    enum class Code {
        Empty,              ///< neither arguments nor a shell string, or an empty program
        UnknownPlaceholder, ///< a whole argument {name} for which there is no value
        SplicedPlaceholder, ///< a known placeholder inside a longer argument, where it would not be filled
        ShellPlaceholder,   ///< a placeholder in a shell string, or as the code of an interpreter's -c
        NulByte
    };
    Code code = Code::Empty;
    QString argument;
};

[[nodiscard]] QString codeName(CommandError::Code code);

/// Name without braces → value: {"stage", "25"}.
using Placeholders = QMap<QString, QString>;

/// The argument vector that really runs: the command's own with every {name} argument filled, or
/// `bash -o pipefail -c STRING`.
///
/// A placeholder fills a whole argument only; wherever it could become part of a longer word or of code the command is
/// refused, because a value (an abort's reason, typed in a hurry) must never be read by a shell.
[[nodiscard]] tl::expected<QStringList, CommandError> renderCommand(const domain::Command &command,
                                                                    const Placeholders &values = {});

/// The vector as one line to read or to paste into a shell: arguments quoted where they must be.
[[nodiscard]] QString displayCommand(const QStringList &arguments);

/// The command as the profile writes it: a shell string as it is, an argument vector quoted; placeholders stay.
[[nodiscard]] QString displayCommand(const domain::Command &command);

} // namespace cutover::process
