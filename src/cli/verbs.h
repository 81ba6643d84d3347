// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cutover::cli {

class Invocation;

/// Runs the call's verb; unknown ones are wrong usage. Without one: --help and --version.
void run(Invocation &call);

// One .cpp a family. Each takes the call over and ends it.
void init(Invocation &call);      // initverb.cpp
void preflight(Invocation &call); // checkverbs.cpp
void preCutover(Invocation &call);
void dashboard(Invocation &call);
void confirm(Invocation &call); // peopleverbs.cpp
void note(Invocation &call);
void baseline(Invocation &call);
void ceremony(Invocation &call); // ceremonyverbs.cpp
void keys(Invocation &call);     // keyverbs.cpp
void secret(Invocation &call);
void signers(Invocation &call);     // signerverbs.cpp
void sign(Invocation &call);        // signverbs.cpp
void countersign(Invocation &call); // countersignverb.cpp
void evidence(Invocation &call);    // evidenceverbs.cpp
void policy(Invocation &call);      // policyverbs.cpp
void status(Invocation &call);      // rolloutverbs.cpp
void promote(Invocation &call);
void pause(Invocation &call);
void resume(Invocation &call);
void abort(Invocation &call);
void rehearse(Invocation &call);
void watch(Invocation &call);       // watchverb.cpp
void postCutover(Invocation &call); // postcutoververb.cpp

void recovery(Invocation &call);       // recoveryverb.cpp
void exportDecision(Invocation &call); // recordverbs.cpp
void verify(Invocation &call);
void ledger(Invocation &call);
void trust(Invocation &call);    // trustverb.cpp
void rotation(Invocation &call); // rotationverb.cpp

} // namespace cutover::cli
