// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision.h"
#include "formats/canonicaljson.h"
#include "formats/documenterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <tl/expected.hpp>

namespace cutover::formats {

inline constexpr char statementType[] = "https://in-toto.io/Statement/v1";
inline constexpr char decisionPredicateType[] = "https://cutover.console/decision/v1";

/// A decision's statement as an in-toto Statement v1 in canonical JSON: the very bytes that are shown, digested and
/// signed. Its subjects are the bound files, each with its role as an annotation. Only a GO that continues a rollout
/// has `continues` (the stage reached, 0 for none), only a closing has `closing` ({outcome, attempt_id, deviations:
/// [{text, owner, due}]}, `due` a day), and only a decision before which a ceremony was held has `ceremony`
/// (ceremonyjson.h): where it stands in a GO, every row's last answer is Go.
[[nodiscard]] tl::expected<QByteArray, CanonicalError> statementBytes(const domain::Statement &statement);

/// The same before it becomes bytes, for showing.
[[nodiscard]] QJsonObject statementToJson(const domain::Statement &statement);

/// Reads a signed payload back. Strict: every key must be there and known, and writing the result again must give the
/// same bytes; anything else is refused. What was signed is `bytes`, never a second writing of them.
[[nodiscard]] tl::expected<domain::Statement, DocumentErrors> readStatement(QByteArrayView bytes);

/// The word of a bound file's role: "profile", "evidence", "script"…
[[nodiscard]] QString roleName(domain::BoundFile::Role role);

} // namespace cutover::formats
