// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace cutover::gui {

/// A workspace this user opened, with what was last judged there.
struct RecentWorkspace
{
    QString path;    ///< absolute
    QString name;    ///< workspace id
    QString line;    ///< «Demo · v0.5.11v+ · target 2 Mar 14:00 UTC»
    QString verdict; ///< «NO-GO», «GO», «ABORTED»; empty: never judged
    QDateTime judgedAt;
    friend bool operator==(const RecentWorkspace &, const RecentWorkspace &) = default;
};

/// The last eight, newest first, kept in QSettings.
[[nodiscard]] QList<RecentWorkspace> recentWorkspaces();
void rememberWorkspace(const RecentWorkspace &workspace);
void forgetWorkspace(const QString &path);

} // namespace cutover::gui
