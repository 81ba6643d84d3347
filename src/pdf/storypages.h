// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/reportflow.h"
#include "pdf/reportstory.h"

namespace cutover::pdf {

/// What became of each stage; nothing where none is told.
void drawStages(const ReportStory &story, ReportFlow &flow);

/// The time line as a table over as many pages as it takes, none of its lines cut; nothing where it is empty.
void drawTimeline(const ReportStory &story, ReportFlow &flow);

} // namespace cutover::pdf
