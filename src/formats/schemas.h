// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace cutover::formats {

/// The JSON Schemas (draft 2020-12) of the files that people write, built into the program for editors and `init`.

/// "cutover", "evidence", "baselines", "signers".
[[nodiscard]] const QStringList &schemaNames();
/// The bytes of resources/schema/NAME.schema.json; empty for another name.
[[nodiscard]] QByteArray schemaBytes(const QString &name);

} // namespace cutover::formats
