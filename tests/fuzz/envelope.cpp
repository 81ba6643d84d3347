// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An envelope that is read reads back as itself when written; so does a statement, to the byte, in its payload.
#include "fuzz/fuzz.h"

#include "formats/dsse.h"
#include "formats/statement.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto envelope = formats::parseEnvelope(tests::inputOf(data, size));
    if (!envelope) {
        require(envelope.error().line >= 1);
        return 0;
    }
    require(!envelope->signatures.isEmpty());
    require(formats::parseEnvelope(formats::writeEnvelope(*envelope)) == *envelope);
    if (const auto statement = formats::readStatement(envelope->payload))
        require(formats::statementBytes(*statement) == envelope->payload);
    return 0;
}
