// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/input.h"

#include "formats/descriptor.h"
#include "models/words.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using formats::FileError;

namespace {

constexpr qint64 longest = 4096;

/// Turns the terminal's echo off for one scope, and Ctrl-Z with it: the shell would get a terminal that shows nothing.
class QuietTerminal
{
public:
    QuietTerminal()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_isSet = true;
        auto quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~QuietTerminal()
    {
        if (m_isSet)
            tcsetattr(STDIN_FILENO, TCSADRAIN, &m_before);
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;

private:
    termios m_before{};
    bool m_isSet = false;
};

tl::unexpected<InputError> failed(FileError::Code code, const QString &path, const QString &detail = {})
{
    return tl::make_unexpected(InputError{InputError::Code::File, {code, path, detail}});
}

tl::unexpected<InputError> stopped(InputError::Code code)
{
    return tl::make_unexpected(InputError{code, {}});
}

/// True once there is something to read, false when a signal came first.
bool waitFor(int descriptor, int wakeDescriptor)
{
    std::array<pollfd, 2> watched{pollfd{wakeDescriptor, POLLIN, 0}, pollfd{descriptor, POLLIN, 0}};
    while (::poll(watched.data(), watched.size(), -1) < 0 && errno == EINTR) {}
    return watched[0].revents == 0;
}

void show(const QString &prompt)
{
    std::fprintf(stderr, "%s", qUtf8Printable(models::visibleText(prompt)));
}

} // namespace

bool Input::isTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

Input::Bytes Input::line(const QString &prompt) const
{
    show(prompt);
    return read(STDIN_FILENO, {}, true);
}

Input::Bytes Input::hiddenLine(const QString &prompt) const
{
    // Quiet first: whoever sees the prompt may type.
    const QuietTerminal quiet;
    show(prompt);
    auto bytes = read(STDIN_FILENO, {}, true);
    show(u"\n"_s);
    return bytes;
}

Input::Bytes Input::standardInput() const
{
    return read(STDIN_FILENO, u"-"_s, false);
}

Input::Bytes Input::file(const QString &path) const
{
    // Without O_NONBLOCK, opening a FIFO waits for its writer, deaf to signals.
    const formats::Descriptor handle(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (handle.isOpen() && ::fstat(handle.fd(), &status) == 0 && S_ISFIFO(status.st_mode)) {
        if (status.st_uid != ::geteuid())
            return failed(FileError::Code::AccessDenied, path, u"the pipe is another user's"_s);
        return read(handle.fd(), path, false);
    }
    auto bytes = formats::readBounded(path, longest);
    if (!bytes)
        return tl::make_unexpected(InputError{InputError::Code::File, bytes.error()});
    if (bytes->endsWith('\n'))
        bytes->chop(1);
    return std::move(*bytes);
}

Input::Bytes Input::read(int descriptor, const QString &path, bool oneLine) const
{
    QByteArray bytes;
    bytes.reserve(longest + 1); // no growing, which would leave copies behind
    const auto isWhole = [&] { return oneLine && bytes.endsWith('\n'); };
    while (!isWhole()) {
        if (!waitFor(descriptor, m_wakeDescriptor))
            return stopped(InputError::Code::Interrupted);
        const auto size = bytes.size();
        bytes.resize(longest + 1);
        const auto count = ::read(descriptor, bytes.data() + size, static_cast<std::size_t>(longest + 1 - size));
        const int error = count < 0 ? errno : 0;
        bytes.resize(size + std::max<qsizetype>(count, 0));
        if (error != 0 && error != EINTR && error != EAGAIN)
            return failed(FileError::Code::ReadFailed, path, qt_error_string(error));
        if (count == 0 && oneLine)
            return stopped(InputError::Code::Closed);
        if (count == 0)
            break;
        if (bytes.size() > longest)
            return failed(FileError::Code::TooLarge, path, QString::number(longest));
    }
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    return bytes;
}

} // namespace cutover::cli
