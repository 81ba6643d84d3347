// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No token but the one that an authority made is intact, and none is trusted without an anchor.
#include "crypto/timestamp.h"
#include "crypto/digest.h"
#include "fuzz/fuzz.h"

using namespace cutover;
using tests::require;

namespace {

/// SHA-256 of corpus/timestamp/token.der.
const QByteArray s_token = QByteArray::fromHex("5db67595da0ea09177ae8468c726f16c9ef72e4e05fe8b864e93aebfc3992740");

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    static const QByteArray imprint = crypto::sha256("the bytes that are attested");
    if (const auto found = crypto::verifyTimestamp(input, {imprint, {}, {}}, {})) {
        require(!found->trusted && !found->problems.isEmpty());
        require(!found->intact || crypto::sha256(input) == s_token);
    }
    if (const auto token = crypto::tokenOf(input))
        require(!token->isEmpty() && token->size() < input.size());
    return 0;
}
