// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/probes.h"
#include "formats/fieldreader.h"

#include <QStringList>

namespace cutover::formats {

/// The options of the built-in probes, which stand beside a criterion's source. Used by criteriareader.cpp alone.

void readProbe(FieldReader &reader, domain::CriterionId id, domain::ProbeOptions &options);

/// The keys of this criterion's probe; empty for one without options.
[[nodiscard]] QStringList probeKeys(domain::CriterionId id);

} // namespace cutover::formats
