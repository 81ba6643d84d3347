// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A manifest that is read names files with whole digests, and written anew it says the same.
#include "fuzz/fuzz.h"

#include "formats/manifest.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto manifest = formats::readManifest(tests::inputOf(data, size));
    if (!manifest) {
        require(!formats::codeName(manifest.error().code).isEmpty());
        return 0;
    }
    require(!manifest->files.isEmpty());
    for (auto it = manifest->files.cbegin(); it != manifest->files.cend(); ++it)
        require(!it.key().isEmpty() && it.value().size() == 32);
    auto envelope = manifest->envelope;
    envelope.payload = formats::manifestPayload(manifest->files, manifest->environment, manifest->sealedAt);
    const auto again = formats::readManifest(formats::writeEnvelope(envelope));
    require(again && again->files == manifest->files && again->sealedAt == manifest->sealedAt);
    return 0;
}
