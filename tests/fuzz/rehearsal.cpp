// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A rehearsal's record is read whole, so that writing it gives it again, or not at all.
#include "fuzz/fuzz.h"

#include "formats/rehearsalrecord.h"
#include "formats/strictjson.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto text = formats::parseStrict(tests::inputOf(data, size));
    const auto record = text ? formats::rehearsalFromJson(text->root) : std::nullopt;
    if (record)
        require(formats::rehearsalFromJson(formats::rehearsalToJson(*record)) == record);
    return 0;
}
