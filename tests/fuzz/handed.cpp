// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Whatever was handed over, without a root of trust nothing is authorised, and what is not valid says why.
#include "fuzz/fuzz.h"

#include "session/envelopejudge.h"
#include "session/manifestjudge.h"
#include "session/pdfjudge.h"
#include "session/signersjudge.h"

#include <algorithm>

using namespace cutover;
using session::VerifiedSignature;
using tests::require;

namespace {

void judge(const session::FileFinding &finding)
{
    require(!finding.problems.isEmpty());
    require(std::ranges::none_of(finding.signatures, [](const VerifiedSignature &signature) {
        return signature.authorised == VerifiedSignature::Authorised::Yes;
    }));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = tests::inputOf(data, size).toByteArray();
    static const session::VerifyRoots nobody;
    session::FileFinding decision;
    const auto judged = session::judgeDecision(input, nobody, {});
    decision.signatures = judged.signatures;
    decision.problems = judged.problems;
    judge(decision);
    session::FileFinding manifest;
    session::judgeManifest(input, {}, {}, nobody, manifest);
    judge(manifest);
    session::FileFinding signers;
    session::judgeSignersFile(input, nobody, signers);
    judge(signers);
    session::FileFinding printed;
    session::judgePdf(input, nobody, {}, printed);
    judge(printed);
    return 0;
}
