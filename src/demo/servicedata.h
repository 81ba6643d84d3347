// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <utility>

namespace cutover::demo {

/// The data that the simulated service owns, for the recovery drill: file name below its folder, and content. The same
/// at every call.
[[nodiscard]] QList<std::pair<QString, QByteArray>> serviceData();

} // namespace cutover::demo
