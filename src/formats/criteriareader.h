// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "formats/fieldreader.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace cutover::formats {

/// The part of cutover.json that says how each criterion is checked. Used by profilereader.cpp alone.

void readCriteria(FieldReader &root, domain::Profile &profile);

/// An argument vector or a line for bash; neither may be empty.
[[nodiscard]] std::optional<domain::Command> readCommand(FieldReader &reader, const QString &key);

/// A path below the workspace: not absolute, and no ".." that leads out of it.
[[nodiscard]] std::optional<QString> readInnerPath(FieldReader &reader, const QString &key);

[[nodiscard]] const QStringList &criterionKeys();
[[nodiscard]] const QStringList &extractKeys();

} // namespace cutover::formats
