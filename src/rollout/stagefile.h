// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/atomicfile.h"

#include <QString>

#include <tl/expected.hpp>

#include <optional>

namespace cutover::rollout {

inline constexpr QStringView stageFilePath = u"var/rollout/desired_stage.txt";
inline constexpr QStringView rehearsalStageFilePath = u"var/rehearsal/desired_stage.txt";

/// What stands for a folder in its place: into that a script moves its file, and ends with 0.
inline constexpr QStringView stageFolder = u"?/";

/// The trimmed text of a workspace's desired_stage.txt; nothing when it is absent. A file of more than 64 bytes, or one
/// that cannot be read, is returned as "?", a folder as `stageFolder`; neither equals a stage.
[[nodiscard]] std::optional<QString> readStageFile(const QString &workspace, QStringView file = stageFilePath);

/// The built-in stage command: replaces the file whole and durably. Blocks for the writing.
[[nodiscard]] tl::expected<void, formats::FileError> writeStageFile(const QString &workspace, QStringView file,
                                                                    const QString &stage);

} // namespace cutover::rollout
