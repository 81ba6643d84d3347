// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines of sha256sum name files below a folder, or are refused.
#include "fuzz/fuzz.h"

#include "checks/restoredfiles.h"

using namespace cutover;
using namespace Qt::StringLiterals;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto files = checks::readChecksums(tests::inputOf(data, size), u"m"_s);
    if (!files)
        return 0;
    require(!files->isEmpty());
    for (const auto &file : *files) {
        require(file.sha256.size() == 32 && !file.path.isEmpty() && !file.path.contains('\0'));
        for (const auto &part : file.path.split('/'))
            require(!part.isEmpty() && part != "." && part != "..");
    }
    return 0;
}
