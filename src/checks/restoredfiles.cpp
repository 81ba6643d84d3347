// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/restoredfiles.h"

#include "crypto/digest.h"
#include "formats/descriptor.h"

#include <QFile>
#include <QSet>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Reason;
using formats::Descriptor;
namespace fs = std::filesystem;

namespace {

constexpr qsizetype mostFiles = 500'000;
constexpr qsizetype digestDigits = 64;
constexpr qsizetype piece = 128 * 1024;

Reason unreadableLine(const QString &file, const QString &code, qsizetype line)
{
    return {Cause::FileUnreadable, {file, code, {}, QString::number(line)}};
}

// --- sha256sum ---------------------------------------------------------------------------------------------------

/// "\n", "\r" and "\\" of an escaped line; nothing for any other.
std::optional<QByteArray> unescaped(QByteArrayView name)
{
    QByteArray plain;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i] != '\\') {
            plain += name[i];
            continue;
        }
        const char next = ++i < name.size() ? name[i] : '\0';
        if (next != 'n' && next != 'r' && next != '\\')
            return std::nullopt;
        plain += next == 'n' ? '\n' : next == 'r' ? '\r' : '\\';
    }
    return plain;
}

bool isHex(QByteArrayView digits)
{
    return std::ranges::all_of(
        digits, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); });
}

/// The path without `.`; the error is a code.
tl::expected<QByteArray, QString> normalised(const QByteArray &name)
{
    if (name.startsWith('/'))
        return tl::unexpected(u"absolute_path"_s);
    QList<QByteArray> parts;
    for (const auto &part : name.split('/')) {
        if (part == "..")
            return tl::unexpected(u"path_outside"_s);
        if (!part.isEmpty() && part != ".")
            parts.append(part);
    }
    if (parts.isEmpty() || name.endsWith('/') || name.contains('\0'))
        return tl::unexpected(u"malformed_line"_s);
    return parts.join('/');
}

tl::expected<ExpectedFile, QString> readLine(QByteArrayView line)
{
    const auto malformed = tl::unexpected(u"malformed_line"_s);
    const bool isEscaped = line.startsWith('\\');
    if (isEscaped)
        line = line.sliced(1);
    if (line.size() < digestDigits + 3 || !isHex(line.first(digestDigits)) || line[digestDigits] != ' ' ||
        (line[digestDigits + 1] != ' ' && line[digestDigits + 1] != '*'))
        return malformed;
    const auto told = line.sliced(digestDigits + 2);
    const auto name = isEscaped ? unescaped(told) : std::optional(told.toByteArray());
    if (!name)
        return malformed;
    return normalised(*name).map([&](const QByteArray &path) {
        return ExpectedFile{path, QByteArray::fromHex(line.first(digestDigits).toByteArray()), false, {}};
    });
}

// --- Files, never through a link ---------------------------------------------------------------------------------

Descriptor openFolder(const QString &path, int flags = 0)
{
    return Descriptor(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | flags));
}

/// The folder that holds `path` below `root`; `leaf` becomes its last part. errno says why there is none.
Descriptor parentBelow(int root, const QByteArray &path, QByteArray &leaf)
{
    auto parts = path.split('/');
    leaf = parts.takeLast();
    Descriptor folder(::fcntl(root, F_DUPFD_CLOEXEC, 0));
    for (const auto &part : std::as_const(parts)) {
        if (!folder.isOpen())
            break;
        folder = Descriptor(::openat(folder.fd(), part.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    }
    return folder;
}

/// A regular file, or none with errno; a pipe is never waited for.
Descriptor openBelow(int root, const QByteArray &path)
{
    QByteArray leaf;
    const auto folder = parentBelow(root, path, leaf);
    if (!folder.isOpen())
        return Descriptor();
    Descriptor file(::openat(folder.fd(), leaf.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat status = {};
    if (file.isOpen() && (::fstat(file.fd(), &status) != 0 || !S_ISREG(status.st_mode))) {
        errno = EISDIR;
        return Descriptor();
    }
    return file;
}

/// The text of a link; nothing with errno where there is none.
std::optional<QByteArray> linkBelow(int root, const QByteArray &path)
{
    QByteArray leaf;
    const auto folder = parentBelow(root, path, leaf);
    std::array<char, 4096> text = {};
    const auto size = folder.isOpen() ? ::readlinkat(folder.fd(), leaf.constData(), text.data(), text.size()) : -1;
    if (size < 0)
        return std::nullopt;
    return QByteArray(text.data(), size);
}

/// Fills `buffer` as far as the file goes; nothing at an error.
std::optional<qsizetype> readPiece(int fd, QByteArray &buffer)
{
    qsizetype have = 0;
    while (have < buffer.size()) {
        const auto got = ::read(fd, buffer.data() + have, static_cast<std::size_t>(buffer.size() - have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return std::nullopt;
        if (got == 0)
            break;
        have += got;
    }
    return have;
}

enum class Match { Same, Differs, Missing, SourceUnreadable };

/// Each piece of a file to `take`, until it says no; false at an error.
template <typename Take>
bool inPieces(int fd, const std::atomic<bool> &cancelled, Take take)
{
    QByteArray buffer(piece, Qt::Uninitialized);
    while (!cancelled) {
        const auto have = readPiece(fd, buffer);
        if (!have)
            return false;
        if (!take(QByteArrayView(buffer).first(*have)) || *have < buffer.size())
            break;
    }
    return true;
}

/// Another name of a file that was there before, of the backup or of production, is no copy.
bool hasOtherNames(int fd)
{
    struct stat status = {};
    return ::fstat(fd, &status) != 0 || status.st_nlink > 1;
}

Match compareDigest(int restored, const QByteArray &sha256, const std::atomic<bool> &cancelled)
{
    if (hasOtherNames(restored))
        return Match::Differs;
    crypto::Sha256 digest;
    const bool isRead = inPieces(restored, cancelled, [&digest](QByteArrayView bytes) {
        digest.add(bytes);
        return true;
    });
    return isRead && digest.finish() == sha256 ? Match::Same : Match::Differs;
}

Match compareBytes(int restored, int source, const std::atomic<bool> &cancelled)
{
    QByteArray other(piece, Qt::Uninitialized);
    Match match = Match::Same;
    const bool isRead = inPieces(source, cancelled, [&](QByteArrayView bytes) {
        const auto have = readPiece(restored, other);
        if (!have || QByteArrayView(other).first(*have) != bytes)
            match = Match::Differs;
        return match == Match::Same;
    });
    return isRead ? match : Match::SourceUnreadable;
}

bool isAbsence(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

Match compareLink(int restored, int source, const QByteArray &path)
{
    const auto wanted = linkBelow(source, path);
    if (!wanted)
        return isAbsence(errno) || errno == EINVAL ? Match::Differs : Match::SourceUnreadable;
    const auto found = linkBelow(restored, path);
    if (!found)
        return isAbsence(errno) ? Match::Missing : Match::Differs;
    return *found == *wanted ? Match::Same : Match::Differs;
}

FileVersion versionOf(const struct stat &status)
{
    constexpr qint64 nanosecondsPerSecond = 1'000'000'000;
    return {status.st_ino, status.st_ctim.tv_sec * nanosecondsPerSecond + status.st_ctim.tv_nsec};
}

bool isUnchanged(const ExpectedFile &file, int source)
{
    QByteArray leaf;
    struct stat status = {};
    const auto folder = parentBelow(source, file.path, leaf);
    return folder.isOpen() && ::fstatat(folder.fd(), leaf.constData(), &status, AT_SYMLINK_NOFOLLOW) == 0 &&
           versionOf(status) == file.version;
}

/// Two names of one file: nothing was written anew.
bool isOneFile(int a, int b)
{
    struct stat first = {};
    struct stat second = {};
    return ::fstat(a, &first) == 0 && ::fstat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

Match compare(const ExpectedFile &file, int source, int restored, const std::atomic<bool> &cancelled)
{
    if (file.isSymlink)
        return compareLink(restored, source, file.path);
    const auto found = openBelow(restored, file.path);
    if (!found.isOpen())
        return isAbsence(errno) ? Match::Missing : Match::Differs;
    if (!file.sha256.isEmpty())
        return compareDigest(found.fd(), file.sha256, cancelled);
    const auto wanted = openBelow(source, file.path);
    if (!wanted.isOpen()) // gone since it was listed: then nobody can say that it came back
        return isAbsence(errno) ? Match::Differs : Match::SourceUnreadable;
    if (isOneFile(found.fd(), wanted.fd()))
        return Match::Differs;
    return compareBytes(found.fd(), wanted.fd(), cancelled);
}

Match judge(const ExpectedFile &file, int source, int restored, const std::atomic<bool> &cancelled)
{
    const auto match = compare(file, source, restored, cancelled);
    const bool isOfSource = file.sha256.isEmpty();
    return match == Match::Same && isOfSource && !isUnchanged(file, source) ? Match::Differs : match;
}

} // namespace

tl::expected<ExpectedFiles, Reason> readChecksums(QByteArrayView bytes, const QString &file)
{
    ExpectedFiles files;
    QSet<QByteArray> seen;
    qsizetype number = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto found = bytes.indexOf('\n', at);
        const auto end = found < 0 ? bytes.size() : found;
        const auto line = bytes.sliced(at, end - at);
        at = end + 1;
        ++number;
        if (line.isEmpty())
            continue;
        const auto read = readLine(line);
        if (!read)
            return tl::unexpected(unreadableLine(file, read.error(), number));
        if (seen.contains(read->path))
            return tl::unexpected(unreadableLine(file, u"duplicate_path"_s, number));
        if (files.size() >= mostFiles)
            return tl::unexpected(unreadableLine(file, u"too_many_files"_s, number));
        seen.insert(read->path);
        files.append(*read);
    }
    if (files.isEmpty())
        return tl::unexpected(unreadableLine(file, u"empty"_s, 1));
    return files;
}

tl::expected<ExpectedFiles, Reason> filesBelow(const QString &folder, const QString &name,
                                               const std::atomic<bool> &cancelled)
{
    const auto unreadable = [&name](const QString &code) {
        return tl::unexpected(Reason{Cause::FileUnreadable, {name, code, {}, {}}});
    };
    const fs::path root(QFile::encodeName(folder).toStdString());
    const auto prefix = static_cast<qsizetype>(root.native().size()) + 1;
    std::error_code error;
    ExpectedFiles files;
    fs::recursive_directory_iterator it(root, error);
    for (; !error && it != fs::recursive_directory_iterator() && !cancelled; it.increment(error)) {
        const auto status = it->symlink_status(error);
        const bool isLink = fs::is_symlink(status);
        if (!isLink && !fs::is_regular_file(status))
            continue;
        if (files.size() >= mostFiles)
            return unreadable(u"too_many_files"_s);
        struct stat listed = {};
        if (::lstat(it->path().c_str(), &listed) != 0 && errno != ENOENT) {
            error = {errno, std::generic_category()};
            break;
        }
        files.append({QByteArray::fromStdString(it->path().native()).sliced(prefix), {}, isLink, versionOf(listed)});
    }
    if (error)
        return unreadable(error == std::errc::permission_denied ? u"access_denied"_s : u"read_failed"_s);
    if (files.isEmpty())
        return unreadable(u"empty"_s);
    std::ranges::sort(files, {}, &ExpectedFile::path);
    return files;
}

tl::expected<QList<LostFile>, Reason> lostFiles(const ExpectedFiles &expected, const QString &source,
                                                const QString &restored, const std::atomic<bool> &cancelled)
{
    const auto from = source.isEmpty() ? Descriptor() : openFolder(source);
    const auto to = openFolder(restored, O_NOFOLLOW); // the restore may have put a link in its place
    QList<LostFile> lost;
    for (const auto &file : expected) {
        if (cancelled)
            break;
        const auto match = to.isOpen() ? judge(file, from.fd(), to.fd(), cancelled) : Match::Missing;
        if (match == Match::SourceUnreadable)
            return tl::unexpected(
                Reason{Cause::FileUnreadable, {QFile::decodeName(file.path), u"access_denied"_s, {}, {}}});
        if (match != Match::Same)
            lost.append({file.path, match == Match::Missing});
    }
    return lost;
}

} // namespace cutover::checks
