// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises that permissions count while it lives, also for a test that runs as root, whom none of them stops.
#pragma once

#include <QDirIterator>
#include <QFile>

#include <unistd.h>

namespace cutover::tests {

class Unprivileged
{
public:
    // The folders with all that is in them become nobody's, and so does every thread of the process.
    explicit Unprivileged(const QStringList &folders)
        : m_wasRoot(::geteuid() == 0)
    {
        if (!m_wasRoot)
            return;
        for (const QString &folder : folders)
            giveAll(folder);
        if (::seteuid(nobody) != 0)
            qFatal("cannot become nobody");
    }

    ~Unprivileged()
    {
        if (m_wasRoot && ::seteuid(0) != 0)
            qFatal("cannot become root again");
    }

    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;

private:
    static constexpr uid_t nobody = 65534;

    static void giveAll(const QString &folder)
    {
        give(folder);
        QDirIterator all(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                         QDirIterator::Subdirectories);
        while (all.hasNext())
            give(all.next());
    }

    static void give(const QString &path)
    {
        if (::lchown(QFile::encodeName(path).constData(), nobody, static_cast<gid_t>(-1)) != 0)
            qFatal("cannot give away %s", qPrintable(path));
    }

    bool m_wasRoot;
};

} // namespace cutover::tests
