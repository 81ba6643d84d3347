// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/scratchfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <filesystem>

#include <unistd.h>

namespace cutover::checks {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr QLatin1String prefix{"cutover-recovery-"};

/// A restore brings folders back with the modes they had: what may not be written cannot be emptied either.
void openUp(const fs::path &root)
{
    std::error_code error;
    fs::permissions(root, fs::perms::owner_all, fs::perm_options::add, error);
    for (fs::recursive_directory_iterator it(root, error); !error && it != fs::recursive_directory_iterator();
         it.increment(error)) {
        std::error_code ignored;
        if (fs::is_directory(it->symlink_status(ignored)))
            fs::permissions(it->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
}

void removeTree(const QString &folder)
{
    const fs::path root(QFile::encodeName(folder).toStdString());
    std::error_code error;
    if (!fs::is_directory(fs::symlink_status(root, error)))
        return;
    openUp(root);
    fs::remove_all(root, error);
}

} // namespace

ScratchFolder::ScratchFolder()
{
    QTemporaryDir made(QDir::tempPath() + u'/' + prefix + "XXXXXX"_L1);
    if (!made.isValid() || !QDir(made.path()).mkdir(u"target"_s))
        return;
    made.setAutoRemove(false);
    m_folder = made.path();
    m_target = m_folder + "/target"_L1;
}

ScratchFolder::~ScratchFolder()
{
    remove();
}

void ScratchFolder::remove()
{
    if (!m_folder.isEmpty())
        removeTree(std::exchange(m_folder, {}));
}

int ScratchFolder::removeLeftovers(const QString &place, const QDateTime &before)
{
    int removed = 0;
    const auto found = QDir(place).entryInfoList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks | QDir::Hidden);
    for (const auto &folder : found) {
        if (folder.isSymLink() || folder.ownerId() != ::geteuid() || folder.lastModified() >= before)
            continue;
        removeTree(folder.filePath());
        ++removed;
    }
    return removed;
}

} // namespace cutover::checks
