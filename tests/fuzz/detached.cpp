// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A detached signature that is read is some bytes, and by nobody's key it is never valid.
#include "fuzz/fuzz.h"

#include "checks/detachedsignature.h"

using namespace cutover;
using tests::require;
using Code = checks::DetachedJudgement::Code;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto input = tests::inputOf(data, size);
    const auto signature = checks::readDetached(input);
    require(!signature || !signature->isEmpty());
    const auto judged = checks::judgeDetached("policy", input, {}, {});
    require(judged.code == (signature ? Code::NoKey : Code::Malformed));
    return 0;
}
