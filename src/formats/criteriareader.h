// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "formats/fieldreader.h"

#include <QStringList>

namespace cutover::formats {

/// The part of cutover.json that says how each criterion is checked. Used by profilereader.cpp alone.

void readCriteria(FieldReader &root, domain::Profile &profile);

/// Of every criterion; those of its probe stand in probereader.h.
[[nodiscard]] const QStringList &criterionKeys();
[[nodiscard]] const QStringList &extractKeys();

} // namespace cutover::formats
