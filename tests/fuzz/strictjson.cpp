// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is read has one canonical form, which reads back as itself; what is refused has a line.
#include "fuzz/fuzz.h"

#include "formats/canonicaljson.h"
#include "formats/jsonlines.h"
#include "formats/strictjson.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    const auto text = formats::parseStrict(input);
    if (!text) {
        require(text.error().line >= 1 && !formats::codeName(text.error().code).isEmpty());
    } else if (const auto once = formats::canonicalJson(*text)) {
        const auto again = formats::parseStrict(*once);
        require(again && formats::canonicalJson(*again) == once);
    }
    if (const auto lines = formats::parseJsonLines(input); !lines)
        require(lines.error().line >= 1);
    return 0;
}
