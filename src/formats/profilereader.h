// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "formats/canonicaljson.h"
#include "formats/documenterror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QMap>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::formats {

/// One problem of cutover.json.
using ProfileError = DocumentError;

/// A profile that was read: the values with the checklist's defaults for all it omits, the JSON as written, and the
/// canonical bytes of its deciding part.
struct ReadProfile
{
    domain::Profile profile;
    QJsonObject object;
    QByteArray deciding;
};

/// Reads cutover.json. `file` is only repeated in errors. All problems are told, in the order of the text's keys;
/// with any there is no profile, because a typo must not switch a rule off.
[[nodiscard]] tl::expected<ReadProfile, QList<ProfileError>> readProfile(QByteArrayView bytes, const QString &file);

/// Canonical bytes of everything but contacts, notifications, notes and appearance (RULES section 3: those may change
/// freely after a decision).
[[nodiscard]] tl::expected<QByteArray, CanonicalError> decidingPart(const QJsonObject &profile);

/// The keys that the reader knows, by place in the document: "" the root, "criteria/readyz" one criterion,
/// "stages/*" any element. The schema under resources/ is held to the same table by a test.
[[nodiscard]] const QMap<QString, QStringList> &profileKeys();

} // namespace cutover::formats
