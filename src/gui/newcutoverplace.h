// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/profiledraft.h"

#include <optional>

namespace cutover::gui {

/// What is at the places that a person named for a new cutover.
struct NewCutoverPlace
{
    enum class Folder {
        Unnamed,
        Missing,
        NotFolder,
        NotWritable,
        HasProfile, ///< cutover.json is there, whatever it is
        Free,
    };
    Folder folder = Folder::Unnamed;
    std::optional<session::Result<formats::ChecklistHead>> checklist; ///< nothing: none is named
};

/// Empty paths are unnamed, others absolute. Blocks: thread pool.
[[nodiscard]] NewCutoverPlace lookAtPlace(const QString &folder, const QString &checklist);

/// A profile as it would be written, and what a reader would object to in it.
struct NewCutoverFinds
{
    session::ProfileDraft draft;
    std::optional<session::Failure> objection;
};

/// Blocks: thread pool.
[[nodiscard]] NewCutoverFinds findAtPlace(const session::DraftRequest &request);

} // namespace cutover::gui
