// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formats/atomicfile.h"
#include "notify/outboxitem.h"

#include <QSet>
#include <QStringList>

#include <memory>

namespace cutover::notify {

/// That this process sends a message, as long as the object lives: a lock beside the file. The system releases it with
/// the process, however that ends.
class OutboxClaim
{
public:
    /// Null where another process, or another claim of this one, has it.
    [[nodiscard]] static std::shared_ptr<OutboxClaim> take(const QString &lockFile);
    ~OutboxClaim();
    OutboxClaim(const OutboxClaim &) = delete;
    OutboxClaim &operator=(const OutboxClaim &) = delete;

private:
    explicit OutboxClaim(int fd)
        : m_fd(fd)
    {
    }
    int m_fd;
};

/// The messages of this user that wait, one file each (mode 0600), shared by all his processes.
///
/// A file is replaced whole and removed once its outcome is recorded; it is sent by whoever holds its claim. What is no
/// message, damaged or somebody else's, is moved into the subfolder `aside`. Blocking; any thread, one at a time.
class OutboxFolder
{
public:
    struct Claimed
    {
        OutboxItem item;
        std::shared_ptr<OutboxClaim> claim; ///< null: it could not be written, and lives in memory alone
    };
    struct Scope
    {
        QString workspace;
        QString ledgerId;
        [[nodiscard]] bool covers(const OutboxItem &item) const;
    };
    struct Found
    {
        QList<Claimed> due;
        QDateTime nextTry; ///< of what waits; null: nothing does
        QStringList setAside;
    };

    explicit OutboxFolder(QString path);

    /// Writes it, claimed from birth, under another id where the lock of its own is held. On error the message is
    /// claimed in memory alone, with a null claim.
    [[nodiscard]] tl::expected<Claimed, formats::FileError> store(OutboxItem item) const;
    [[nodiscard]] tl::expected<void, formats::FileError> update(const Claimed &claimed) const;
    void remove(const Claimed &claimed) const;
    /// Claims what is due at `now`, at most one a target and none of those that are `busy`. The attempt is counted and
    /// the next one set before it is begun: a message that ends its sender is not sent in a loop.
    [[nodiscard]] Found takeDue(const Scope &scope, const QSet<QString> &busy, const QDateTime &now) const;

private:
    [[nodiscard]] QString file(const QString &id) const;
    [[nodiscard]] QString lock(const QString &id) const;
    [[nodiscard]] tl::expected<OutboxItem, QString> read(const QString &id) const;
    [[nodiscard]] bool setAside(const QString &name) const;
    void takeOne(const QString &id, const Scope &scope, QSet<QString> &busy, const QDateTime &now, Found &found) const;
    void removeOrphanLocks() const;

    QString m_path;
};

} // namespace cutover::notify
