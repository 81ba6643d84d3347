// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "notify/outboxfolder.h"

#include <QDir>
#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cutover::notify {

using namespace Qt::StringLiterals;
using formats::FileAccess;
using formats::FileError;

namespace {

constexpr qint64 largestItem = 1024 * 1024;
constexpr int triedNames = 8;
constexpr QLatin1String s_ending{".json"};
constexpr QLatin1String s_lockEnding{".lock"};
const QString s_gone = u"not_found"_s;

/// A clock that was set back must not hold a message for longer than it is kept.
bool isDue(const OutboxItem &item, const QDateTime &now)
{
    return item.isSettled() || item.nextTry <= now || now.secsTo(item.nextTry) > outboxKeepsS ||
           item.createdAt.secsTo(now) >= outboxKeepsS;
}

} // namespace

std::shared_ptr<OutboxClaim> OutboxClaim::take(const QString &lockFile)
{
    const QByteArray path = QFile::encodeName(lockFile);
    for (;;) {
        const int fd = ::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0)
            return nullptr;
        std::shared_ptr<OutboxClaim> claim(new OutboxClaim(fd));
        struct stat status;
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0 || ::fstat(fd, &status) != 0)
            return nullptr;
        // Removed by its last holder between the two calls: the lock of a name that is gone keeps nobody out.
        if (status.st_nlink > 0)
            return claim;
    }
}

OutboxClaim::~OutboxClaim()
{
    ::close(m_fd);
}

bool OutboxFolder::Scope::covers(const OutboxItem &item) const
{
    return item.ledgerId.isEmpty() ? item.workspace == workspace : item.ledgerId == ledgerId;
}

OutboxFolder::OutboxFolder(QString path)
    : m_path(std::move(path))
{
}

QString OutboxFolder::file(const QString &id) const
{
    return m_path + u'/' + id + s_ending;
}

QString OutboxFolder::lock(const QString &id) const
{
    return m_path + u'/' + id + s_lockEnding;
}

tl::expected<OutboxFolder::Claimed, FileError> OutboxFolder::store(OutboxItem item) const
{
    QDir().mkpath(m_path);
    const QString id = item.id;
    Claimed claimed{std::move(item), OutboxClaim::take(lock(id))};
    // Another process that sweeps orphan locks may hold a new one for a moment: then another name is taken.
    for (int i = 2; !claimed.claim && i <= triedNames; ++i) {
        claimed.item.id = u"%1-%2"_s.arg(id).arg(i);
        claimed.claim = OutboxClaim::take(lock(claimed.item.id));
    }
    // On disk without a claim it would be sent by two.
    if (!claimed.claim)
        return tl::unexpected(FileError{FileError::Code::OpenFailed, lock(id), {}});
    if (const auto written = update(claimed); !written)
        return tl::unexpected(written.error());
    return claimed;
}

tl::expected<void, FileError> OutboxFolder::update(const Claimed &claimed) const
{
    return formats::writeAtomically(file(claimed.item.id), writeOutboxItem(claimed.item), FileAccess::OwnerOnly);
}

void OutboxFolder::remove(const Claimed &claimed) const
{
    QFile::remove(file(claimed.item.id));
    std::ignore = formats::syncFolder(m_path);
    QFile::remove(lock(claimed.item.id));
}

tl::expected<OutboxItem, QString> OutboxFolder::read(const QString &id) const
{
    const auto bytes = formats::readBounded(file(id), largestItem);
    if (!bytes)
        return tl::unexpected(formats::codeName(bytes.error().code));
    auto item = readOutboxItem(*bytes);
    if (item)
        item->id = id;
    return item;
}

bool OutboxFolder::setAside(const QString &name) const
{
    const QString aside = m_path + "/aside"_L1;
    return QDir().mkpath(aside) && ::rename(QFile::encodeName(m_path + u'/' + name).constData(),
                                            QFile::encodeName(aside + u'/' + name).constData()) == 0;
}

void OutboxFolder::takeOne(const QString &id, const Scope &scope, QSet<QString> &busy, const QDateTime &now,
                           Found &found) const
{
    auto item = read(id);
    if (!item) {
        if (item.error() != s_gone && setAside(id + s_ending))
            found.setAside.append(id + s_ending);
        return;
    }
    if (!scope.covers(*item))
        return;
    const bool waits = !isDue(*item, now);
    if (waits && (!found.nextTry.isValid() || item->nextTry < found.nextTry))
        found.nextTry = item->nextTry;
    if (waits || busy.contains(item->target.name))
        return;
    auto claim = OutboxClaim::take(lock(id));
    if (!claim)
        return;
    item = read(id); // it may have been sent between the two
    if (!item || !isDue(*item, now)) {
        if (!item)
            QFile::remove(lock(id));
        return;
    }
    if (!item->isSettled()) // sends nothing any more
        busy.insert(item->target.name);
    Claimed claimed{std::move(*item), std::move(claim)};
    if (!claimed.item.isSettled()) {
        ++claimed.item.attempts;
        claimed.item.nextTry = now.addSecs(backOffS(claimed.item.attempts));
        std::ignore = update(claimed); // a full disk keeps no message from being sent
    }
    found.due.append(std::move(claimed));
}

OutboxFolder::Found OutboxFolder::takeDue(const Scope &scope, const QSet<QString> &busy, const QDateTime &now) const
{
    Found found;
    auto taken = busy;
    const QDir folder(m_path);
    // All that bears the name, so that a link, a pipe or a folder is told of too.
    const auto names = folder.entryList(
        {u'*' + s_ending}, QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
    for (const auto &name : names)
        takeOne(name.chopped(s_ending.size()), scope, taken, now, found);
    removeOrphanLocks();
    return found;
}

void OutboxFolder::removeOrphanLocks() const
{
    const QDir folder(m_path);
    for (const auto &name : folder.entryList({u'*' + s_lockEnding}, QDir::Files)) {
        const QString id = name.chopped(s_lockEnding.size());
        if (QFile::exists(file(id)))
            continue;
        if (const auto claim = OutboxClaim::take(lock(id)); claim && !QFile::exists(file(id)))
            QFile::remove(lock(id));
    }
}

} // namespace cutover::notify
