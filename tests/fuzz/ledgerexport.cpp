// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An export is valid or says what is not; an entry that is read is its own canonical form.
#include "fuzz/fuzz.h"

#include "ledger/ledgerentry.h"
#include "ledger/ledgerexport.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    const auto report = ledger::verifyExport(input);
    require(!report.valid || (ledger::isLedgerExport(input) && report.problems.isEmpty()));
    if (const auto entry = ledger::readEntry(0, input))
        require(entry->bytes == input && !entry->kind.isEmpty());
    return 0;
}
