// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace cutover::session {

/// Files of a workspace that the built-in probes can look at, found by name and content. Hidden folders, symbolic links
/// and all but the first `mostNames` files, the nearest to the top, are left out. Paths are relative to the workspace.
/// Blocks for looking at the files.
class WorkspaceFinds
{
public:
    static constexpr qsizetype mostNames = 20'000;

    explicit WorkspaceFinds(const QString &workspace);
    /// There are more files than were looked at.
    [[nodiscard]] bool isCutOff() const { return m_isCutOff; }

    /// Certificates and key stores, as one pattern a folder where the pattern matches nothing else.
    [[nodiscard]] QStringList certificates() const;
    /// The first JSON file with {"keys": [{"file", "rotate_by"}]}.
    [[nodiscard]] QString keyInventory() const;
    /// The first JSON file named after a breaker with a `state` that is text.
    [[nodiscard]] QString breakerState() const;
    /// The first JSON file with a member that says whether promotions are automatic, and its pointer.
    struct PromotionMode
    {
        QString file;
        QString pointer;
    };
    [[nodiscard]] PromotionMode promotionMode() const;

private:
    [[nodiscard]] QString firstJson(const QString &pattern, bool (*fits)(const QJsonObject &)) const;
    [[nodiscard]] bool isCertificate(const QString &file) const;

    QString m_workspace;
    QStringList m_files; ///< sorted
    bool m_isCutOff = false;
};

} // namespace cutover::session
