// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/row.h"
#include "formats/atomicfile.h"
#include "formats/documenterror.h"
#include "session/failure.h"

/// \file What went wrong with a file, as a verb's failure: Kind::File with file, pointer, line, detail.

namespace cutover::session {

/// `shown` in place of the path where it is given, as for a file of the workspace.
[[nodiscard]] Failure fileFailure(const formats::FileError &error, const QString &shown = {});
[[nodiscard]] Failure fileFailure(const formats::DocumentError &error);
/// What a probe's reading found: FileAbsent, PathOutside, FileUnreadable.
[[nodiscard]] Failure fileFailure(const domain::Reason &reason);

} // namespace cutover::session
