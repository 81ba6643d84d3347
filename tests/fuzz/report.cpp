// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A report that is read back differs in nothing from itself, and one that is refused says why.
#include "fuzz/fuzz.h"

#include "formats/reportcomparison.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto report = formats::readReport(tests::inputOf(data, size), {});
    if (report)
        require(formats::changesBetween(*report, *report).isEmpty());
    else
        require(!report.error().isEmpty());
    return 0;
}
