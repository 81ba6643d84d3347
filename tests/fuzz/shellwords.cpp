// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A command line is taken apart into words, whatever it holds, without looking at a single file.
#include "fuzz/fuzz.h"

#include "checks/shellwords.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString line = QString::fromUtf8(tests::inputOf(data, size));
    for (const auto &command : checks::shellCommands(line)) {
        require(!command.isEmpty());
        for (const auto &word : command)
            require(word.glob.isEmpty() || !checks::expandBraces(word.glob).isEmpty());
    }
    return 0;
}
