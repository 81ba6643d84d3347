// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Only the very bytes that a statement is written as are read as one.
#include "fuzz/fuzz.h"

#include "formats/statement.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    if (const auto statement = formats::readStatement(input))
        require(formats::statementBytes(*statement) == input.toByteArray());
    else
        require(!statement.error().isEmpty());
    return 0;
}
