// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

#include <initializer_list>

namespace cutover::cli {

class Invocation;

/// A word of a family of verbs: «seal» of `evidence seal`.
struct FamilyWord
{
    QLatin1String name;
    void (*function)(Invocation &) = nullptr;
};

/// Runs the one of `words` that the call says next. Without one, --help lists them; another one is wrong usage.
void runFamily(Invocation &call, std::initializer_list<FamilyWord> words);

} // namespace cutover::cli
