// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No signature but the one that was made over the content is intact.
#include "fuzz/fuzz.h"

#include "crypto/cms.h"
#include "crypto/digest.h"

using namespace cutover;
using tests::require;

namespace {

/// SHA-256 of corpus/cms/signed.der, which was made over «content».
const QByteArray s_signed = QByteArray::fromHex("e7de5f52b69868b6ae597b212441fb4cc3d15b4403b46616b222f73b175e8e75");

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    static const QByteArray digest = crypto::sha256("content");
    if (const auto found = crypto::verifyDetached(input, digest)) {
        require(found->intact == found->problems.isEmpty());
        require(!found->intact || crypto::sha256(input) == s_signed);
    }
    if (const auto length = crypto::leadingDerLength(input))
        require(*length > 0 && *length <= input.size());
    return 0;
}
