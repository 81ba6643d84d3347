// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/evidence.h"
#include "domain/profile.h"
#include "formats/documenterror.h"
#include "formats/strictjson.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::formats {

/// Reads var/evidence/latest.json at the places that `pointers` name (RULES section 1: what cannot be read is never
/// Go).
///
/// A text that is no strict JSON is an error; a value that is absent or cannot be used is an issue of the evidence,
/// with its pointer from the root and its line, and is not filled in; only a time of the future stands as it was read,
/// because the same window is read again when its time has come. A window with any unusable value stays in the list as
/// not readable, so that its neighbours keep their places. Unknown keys are ignored. Latencies must be positive, except
/// in a window that says it saw 0 requests.
[[nodiscard]] tl::expected<domain::Evidence, JsonError>
readEvidence(QByteArrayView bytes, const domain::EvidencePointers &pointers, const QDateTime &now);

} // namespace cutover::formats
