// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No PDF but the one that was signed is intact.
#include "fuzz/fuzz.h"

#include "crypto/digest.h"
#include "pdf/pdfscan.h"
#include "pdf/pdfverifier.h"

using namespace cutover;
using tests::require;

namespace {

/// SHA-256 of corpus/pdf/signed.pdf.
const QByteArray s_signed = QByteArray::fromHex("646ea0ff12ae25e50918ddd3b21b055bb3f2f7047b34c45d0ecacd7f542c85ca");

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = tests::inputOf(data, size).toByteArray();
    const auto findings = pdf::verifyPdf(input);
    require(!findings.isIntact() || crypto::sha256(input) == s_signed);
    for (const auto &signature : findings.signatures)
        require(!signature.intact || signature.certificate);
    if (const auto chain = pdf::revisions(input))
        require(!chain->isEmpty() && chain->last().end == input.size());
    for (const auto &reference : pdf::references(input))
        require(reference.begin < reference.end && reference.end <= input.size());
    return 0;
}
