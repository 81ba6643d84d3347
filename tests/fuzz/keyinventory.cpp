// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A listed key always has a file and a time.
#include "fuzz/fuzz.h"

#include "formats/keyinventory.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto keys = formats::readKeyInventory(tests::inputOf(data, size), {});
    if (!keys)
        require(!keys.error().isEmpty());
    else
        for (const auto &key : *keys)
            require(!key.file.isEmpty() && key.rotateBy.isValid());
    return 0;
}
