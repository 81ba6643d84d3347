// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace cutover::rollout {

inline constexpr QStringView stageFilePath = u"var/rollout/desired_stage.txt";

/// The trimmed text of a workspace's desired_stage.txt; nothing when it is absent. A file of more than 64 bytes, or one
/// that cannot be read, is returned as "?", which equals no stage.
[[nodiscard]] std::optional<QString> readStageFile(const QString &workspace);

} // namespace cutover::rollout
