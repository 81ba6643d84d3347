// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pdf/decisionreport.h"

#include <optional>

namespace cutover::session {

/// Draws a composed report a second time, its statement and digest read back from the envelope that `content` attaches,
/// and says where `pdf` is another: the page from 1, or 0 where only what all pages share differs, or the envelope
/// cannot be read. Nothing when every byte is the same: what is published then says what was signed.
///
/// Charts and story are taken from `content` both times: they are in no envelope. Nobody who has the files alone can
/// draw the pages again, for pages share fonts and their glyphs' numbers with the charts.
/// Needs a QGuiApplication; any thread.
[[nodiscard]] std::optional<int> differenceFromEnvelope(pdf::ReportContent content, const QByteArray &pdf);

} // namespace cutover::session
