// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/failure.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace cutover::gui {

/// Why a file that a person chose must not be written: a dialog for files offers the console's own ones too.
/// `workspace` may be empty. Blocks for looking: on the thread pool.
[[nodiscard]] std::optional<session::Failure> refusalOf(const QString &file, const QString &workspace);

/// The file whole, or why it is not there: nothing of it then. Blocks: on the thread pool.
[[nodiscard]] std::optional<session::Failure> writeWhole(const QString &file, const QString &workspace,
                                                         const QByteArray &bytes);

} // namespace cutover::gui
