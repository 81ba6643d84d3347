// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A profile that is read says the same when its deciding part is read again; one that is refused says why.
#include "fuzz/fuzz.h"

#include "formats/profilereader.h"

using namespace cutover;
using tests::require;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto read = formats::readProfile(tests::inputOf(data, size), {});
    if (!read) {
        require(!read.error().isEmpty());
        return 0;
    }
    const auto &profile = read->profile;
    require(!profile.workspaceId.isEmpty() && profile.targetAt.isValid() && profile.limits.burst > 0);
    const auto again = formats::readProfile(read->deciding, {});
    require(again && again->deciding == read->deciding && again->profile.limits == profile.limits &&
            again->profile.stages == profile.stages);
    return 0;
}
