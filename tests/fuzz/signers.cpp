// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only the very bytes that a list of signers is written as are read as one, alone or in its envelope.
#include "fuzz/fuzz.h"

#include "formats/signersfile.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    if (const auto list = formats::readSignersPayload(input, {}))
        require(formats::signersPayload(*list) == input.toByteArray());
    else
        require(!list.error().isEmpty());
    if (const auto file = formats::readSignersFile(input, {}))
        require(formats::signersPayload(file->list) == file->envelope.payload);
    return 0;
}
