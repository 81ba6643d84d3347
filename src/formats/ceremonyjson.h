// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ceremony.h"

#include <QJsonObject>
#include <QJsonValue>
#include <optional>

namespace cutover::formats {

/// A poll's minutes as JSON and back: {"entry", "presided_by", "begun_at", "ended_at": time or null, "answers": […]}.
/// Version and environment are the statement's own and not said again. Pure; reading gives nothing where a key is
/// missing, unknown, of a wrong type or holds an unknown word, where it was not ended or a row has no answer, and where
/// there are more answers than domain::mostCeremonyAnswers: a statement tells of whole polls only.
[[nodiscard]] QJsonObject ceremonyToJson(const domain::Ceremony &ceremony);
[[nodiscard]] std::optional<domain::Ceremony> ceremonyFromJson(const QJsonValue &value);

/// {"row", "station", "go", "by", "at", "status", "observed", "measured_at": time or null}
[[nodiscard]] QJsonObject ceremonyAnswerToJson(const domain::CeremonyAnswer &answer);
/// Only one of the twelve rows is answered.
[[nodiscard]] std::optional<domain::CeremonyAnswer> ceremonyAnswerFromJson(const QJsonValue &value);

} // namespace cutover::formats
