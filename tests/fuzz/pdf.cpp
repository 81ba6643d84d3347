// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// No PDF but those that were signed is intact.
#include "fuzz/fuzz.h"

#include "crypto/digest.h"
#include "pdf/pdfscan.h"
#include "pdf/pdfverifier.h"
#include "pdf/reservedplaces.h"

using namespace cutover;
using tests::require;

namespace {

/// SHA-256 of corpus/pdf/signed.pdf, and of countersigned.pdf with one signature and with both.
const QList<QByteArray> s_intact{
    QByteArray::fromHex("646ea0ff12ae25e50918ddd3b21b055bb3f2f7047b34c45d0ecacd7f542c85ca"),
    QByteArray::fromHex("d30db0f12edef850b8f42f00e4853f0aa0a7aedb18ec15ad91388787190bdaa3"),
    QByteArray::fromHex("d8a23846649dc63e3686ddb0017bba936d7f8cdf0cc66a6b6d9012c4fb5e48da")};

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = tests::inputOf(data, size).toByteArray();
    const auto findings = pdf::verifyPdf(input);
    require(findings.isIntact() == s_intact.contains(crypto::sha256(input)));
    for (const auto &signature : findings.signatures)
        require(!signature.intact || signature.certificate);
    if (const auto chain = pdf::revisions(input))
        require(!chain->isEmpty() && chain->last().end == input.size());
    for (const auto &place : pdf::freePlaces(input))
        require(place.page >= 0);
    for (const auto &reference : pdf::references(input))
        require(reference.begin < reference.end && reference.end <= input.size());
    return 0;
}
