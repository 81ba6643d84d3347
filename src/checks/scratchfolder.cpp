// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/scratchfolder.h"

#include "formats/descriptor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cerrno>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using formats::Descriptor;

namespace {

constexpr QLatin1String prefix{"cutover-recovery-"};

/// Which mount an open file lies in, as the kernel numbers them: a device's number is the same through a bind mount.
QByteArray mountOf(int fd)
{
    QFile facts(u"/proc/self/fdinfo/%1"_s.arg(fd));
    if (fd < 0 || !facts.open(QIODevice::ReadOnly))
        return {};
    const auto lines = facts.readAll().split('\n');
    const auto line = std::ranges::find_if(lines, [](const QByteArray &each) { return each.startsWith("mnt_id:"); });
    return line == lines.end() ? QByteArray() : *line;
}

QList<QByteArray> namesIn(int folder)
{
    QList<QByteArray> names;
    const std::unique_ptr<DIR, int (*)(DIR *)> listing(::fdopendir(::fcntl(folder, F_DUPFD_CLOEXEC, 0)), ::closedir);
    while (const auto *entry = listing ? ::readdir(listing.get()) : nullptr)
        if (const QByteArray name(entry->d_name); name != "." && name != "..")
            names.append(name);
    return names;
}

/// Removes what a folder holds. Each folder within is first brought up to the top: so neither the length of a path nor
/// the number of open files limits the depth.
class Emptying
{
public:
    Emptying(int parent, const QByteArray &name)
        : m_mount(mountOf(parent))
        , m_top(openOurs(parent, name))
    {
    }

    /// False where something stays.
    bool run()
    {
        bool isEmpty = clear(m_top.fd());
        while (!m_folders.isEmpty()) {
            const auto name = m_folders.takeLast();
            isEmpty = clear(Descriptor(openOurs(m_top.fd(), name)).fd()) && isEmpty;
            isEmpty = ::unlinkat(m_top.fd(), name.constData(), AT_REMOVEDIR) == 0 && isEmpty;
        }
        return isEmpty;
    }

private:
    bool clear(int folder)
    {
        bool isEmpty = folder >= 0;
        for (const auto &name : isEmpty ? namesIn(folder) : QList<QByteArray>())
            if (::unlinkat(folder, name.constData(), 0) != 0)
                isEmpty = bringUp(folder, name) && isEmpty;
        return isEmpty;
    }

    bool bringUp(int folder, const QByteArray &name)
    {
        const auto newName = ".emptying-" + QByteArray::number(m_brought++);
        const Descriptor found(openOurs(folder, name));
        if (!found.isOpen() || ::renameat(folder, name.constData(), m_top.fd(), newName.constData()) != 0)
            return false;
        m_folders.append(newName);
        return true;
    }

    /// A folder of the same mount, or -1. A restore brings folders back with the modes they had: what may not be
    /// written cannot be emptied either.
    int openOurs(int parent, const QByteArray &name) const
    {
        const Descriptor place(::openat(parent, name.constData(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (m_mount.isEmpty() || mountOf(place.fd()) != m_mount)
            return -1;
        ::chmod(qPrintable(u"/proc/self/fd/%1"_s.arg(place.fd())), S_IRWXU);
        return ::openat(place.fd(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    }

    const QByteArray m_mount;
    const Descriptor m_top;
    QList<QByteArray> m_folders; ///< in the top, by their new names
    qint64 m_brought = 0;
};

/// False where it stays. What is not there is removed.
bool removeTree(const QString &folder)
{
    const QFileInfo info(folder);
    const auto name = QFile::encodeName(info.fileName());
    const Descriptor place(::open(QFile::encodeName(info.path()).constData(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (::faccessat(place.fd(), name.constData(), F_OK, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT)
        return true;
    return Emptying(place.fd(), name).run() && ::unlinkat(place.fd(), name.constData(), AT_REMOVEDIR) == 0;
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

QString ScratchFolder::remove()
{
    const QString folder = std::exchange(m_folder, {});
    return folder.isEmpty() || removeTree(folder) ? QString() : folder;
}

QStringList ScratchFolder::removeLeftovers(const QString &place, const QDateTime &before)
{
    QStringList left;
    const auto found = QDir(place).entryInfoList({prefix + u'*'}, QDir::Dirs | QDir::NoSymLinks | QDir::Hidden);
    for (const auto &folder : found) {
        if (folder.isSymLink() || folder.ownerId() != ::geteuid() || folder.lastModified() >= before)
            continue;
        if (!removeTree(folder.filePath()))
            left.append(folder.filePath());
    }
    return left;
}

} // namespace cutover::checks
