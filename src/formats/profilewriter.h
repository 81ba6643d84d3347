// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace cutover::formats {

/// The text of cutover.json as a person would write it: keys in the order of the format, indented, a newline at the
/// end. A key that the format does not have is left out.
[[nodiscard]] QByteArray profileText(const QJsonObject &profile);

} // namespace cutover::formats
