// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/attestation.h"

#include "crypto/merkle.h"
#include "formats/atomicfile.h"
#include "formats/canonicaljson.h"
#include "formats/strictjson.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QThread>
#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cutover::ledger {

namespace {

constexpr qint64 hashBytes = 32;
constexpr qint64 maxFileBytes = 64 * 1024;
constexpr qint64 maxLeavesBytes = 64 * 1024 * 1024;
constexpr int lockPatienceMs = 1000;

/// An advisory lock between processes; the system lets go of it when its holder dies.
class FileLock
{
public:
    explicit FileLock(const QString &file)
        : m_descriptor(::open(QFile::encodeName(file).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        QElapsedTimer timer;
        timer.start();
        while (m_descriptor >= 0 && !(m_isHeld = ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0) &&
               timer.elapsed() < lockPatienceMs)
            QThread::msleep(2);
    }
    ~FileLock()
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    int m_descriptor;
    bool m_isHeld = false;
};

std::optional<Attested> attestedFrom(const QByteArray &bytes)
{
    const auto text = formats::parseStrict(bytes);
    if (!text)
        return std::nullopt;
    const QJsonObject object = text->root.toObject();
    const Attested seen{object.value(u"size"_s).toInteger(-1),
                        QByteArray::fromHex(object.value(u"root"_s).toString().toLatin1())};
    return seen.size > 0 && seen.root.size() == hashBytes ? std::optional(seen) : std::nullopt;
}

} // namespace

Attestation::Attestation(QString stateFolder, const QString &ledgerId)
    : m_folder(std::move(stateFolder))
    , m_file(m_folder + u'/' + ledgerId + u".json"_s)
    , m_leavesFile(m_folder + u'/' + ledgerId + u".leaves"_s)
    , m_lockFile(m_folder + u'/' + ledgerId + u".lock"_s)
{
}

QString Attestation::defaultStateFolder()
{
    // The XDG base directory specification has relative paths ignored.
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return QDir::cleanPath((QDir::isAbsolutePath(state) ? state : QDir::homePath() + u"/.local/state"_s) +
                           u"/cutover"_s);
}

tl::expected<std::optional<Attested>, LedgerError> Attestation::read() const
{
    const auto bytes = formats::readBounded(m_file, maxFileBytes);
    if (!bytes && bytes.error().code == formats::FileError::Code::NotFound)
        return std::optional<Attested>();
    if (!bytes)
        return tl::unexpected(unattested(bytes.error().system));
    const std::optional<Attested> seen = attestedFrom(*bytes);
    if (!seen)
        return tl::unexpected(unattested({}));
    return seen;
}

tl::expected<void, LedgerError> Attestation::record(const Attested &seen, const QList<QByteArray> &leaves,
                                                    const QList<QByteArray> &roots)
{
    if (!QDir().mkpath(m_folder))
        return tl::unexpected(unattested({}));
    const FileLock lock(m_lockFile);
    if (!lock.isHeld())
        return tl::unexpected(unattested(qt_error_string()));
    const auto before = read();
    if (!before)
        return tl::unexpected(before.error());
    const qint64 known = *before ? (*before)->size : 0;
    if (known > seen.size)
        return {};
    if (known > 0 && roots.value(known - 1) != (*before)->root)
        return tl::unexpected(
            LedgerError{LedgerError::Code::LedgerInvalid,
                        m_file,
                        {},
                        {{u"problem"_s, codeName(LedgerProblem::Code::Rewritten)}, {u"attested_size"_s, known}}});
    extendLeaves(known, leaves);
    if (known == seen.size)
        return {};
    const auto bytes = formats::canonicalJson(
        QJsonObject{{u"size"_s, seen.size}, {u"root"_s, QString::fromLatin1(seen.root.toHex())}});
    const auto written =
        formats::writeAtomically(m_file, bytes.value_or(QByteArray()) + '\n', formats::FileAccess::OwnerOnly);
    if (!written)
        return tl::unexpected(unattested(written.error().system));
    return {};
}

std::optional<qint64> Attestation::firstDifference(const QList<QByteArray> &leaves) const
{
    const auto attested = read();
    if (!attested || !*attested)
        return std::nullopt;
    const auto seen = leavesSeen(**attested);
    if (!seen)
        return std::nullopt;
    const auto [ours, theirs] = std::mismatch(leaves.begin(), leaves.end(), seen->begin(), seen->end());
    return std::distance(leaves.begin(), ours);
}

// Written before the size and root that vouch for it, so there may be more leaves than were attested.
std::optional<QList<QByteArray>> Attestation::leavesSeen(const Attested &attested) const
{
    const auto bytes = formats::readBounded(m_leavesFile, maxLeavesBytes);
    if (!bytes || bytes->size() < attested.size * hashBytes)
        return std::nullopt;
    QList<QByteArray> leaves;
    for (qint64 i = 0; i < attested.size; ++i)
        leaves.append(bytes->mid(i * hashBytes, hashBytes));
    return crypto::rootOf(leaves) == attested.root ? std::optional(leaves) : std::nullopt;
}

// Not synced and allowed to fail: it only helps to name the entry that the attested root shows to be wrong.
void Attestation::extendLeaves(qint64 from, const QList<QByteArray> &leaves) const
{
    QFile file(m_leavesFile);
    if (!file.open(QIODevice::ReadWrite))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const qint64 start = std::min(from, file.size() / hashBytes);
    if (start == leaves.size() || !file.seek(start * hashBytes))
        return;
    QByteArray more;
    for (const QByteArray &leaf : leaves.sliced(start))
        more.append(leaf);
    file.write(more);
}

LedgerError Attestation::unattested(const QString &system) const
{
    return {LedgerError::Code::LedgerUnattested, m_file, system, {{u"file"_s, m_file}}};
}

} // namespace cutover::ledger
