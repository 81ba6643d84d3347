// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace cutover::checks {

/// A fresh private folder for a restore (mode 0700, in the system's place for temporary files), removed with all that
/// it holds at its end, however deep; no link in it is followed and nothing that is mounted in it is entered.
///
/// What a program that was killed left behind is removed by whoever makes one more than a day later. Blocks for making
/// and for removing: thread pool.
class ScratchFolder
{
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder &) = delete;
    ScratchFolder &operator=(const ScratchFolder &) = delete;

    /// Where the restore goes, a folder of its own within it: what a restore does to that folder's time and mode does
    /// not tell how old the scratch folder is. Empty where none could be made.
    [[nodiscard]] const QString &target() const { return m_target; }
    /// At once, and not again at the end. Returns the folder where it stays, because of a mount or of what is not ours
    /// to remove; else empty.
    QString remove();

    /// This user's leftovers in `place` from before `before`; returns those that stay.
    static QStringList removeLeftovers(const QString &place, const QDateTime &before);

private:
    QString m_folder;
    QString m_target;
};

} // namespace cutover::checks
