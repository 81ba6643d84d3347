// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/displayguard.h"

#include <QByteArray>
#include <QMutex>
#include <QStringList>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace cutover::gui {

using namespace Qt::StringLiterals;

namespace {

/// Qt's handler is a plain function; the lock, because any thread may speak.
struct KeptMessages
{
    QMutex lock;
    QStringList messages; ///< as they would have been written
    QtMessageHandler before = nullptr;
};

KeptMessages &kept()
{
    static KeptMessages messages;
    return messages;
}

QString displayName()
{
    const QString x11 = qEnvironmentVariable("DISPLAY");
    return x11.isEmpty() ? qEnvironmentVariable("WAYLAND_DISPLAY") : x11;
}

QString displayText()
{
    const QString name = displayName();
    return name.isEmpty() ? u"there is no display: neither DISPLAY nor WAYLAND_DISPLAY is set"_s
                          : u"the display “%1” cannot be opened"_s.arg(name);
}

[[noreturn]] void end(const QString &what)
{
    std::fprintf(stderr,
                 "cutover-console: %s, and the console is a window. Nothing was done. Go on with one of\n"
                 "  cutover-console                  in a terminal of a graphical session, or over ssh -X\n"
                 "  xvfb-run -a cutover-console      on an invisible screen (apt-get install xvfb xauth)\n"
                 "  cutoverctl --help                without a window: it does the same, abort too\n",
                 qUtf8Printable(what));
    std::_Exit(DisplayGuard::exitCode);
}

/// What Qt said before it gave up: that nobody answered at the display, or else what only its own words tell.
QString whyNone(const QStringList &said, const QString &last)
{
    const auto isOfDisplay = [](const QString &text) {
        return text.contains("connect to display"_L1) || text.contains("wl_display"_L1);
    };
    if (std::ranges::any_of(said, isOfDisplay))
        return displayText();
    return u"no window can be shown (%1)"_s.arg((said + QStringList{last}).join(u"; "_s).simplified());
}

void keep(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    QMutexLocker locker(&kept().lock);
    if (type == QtFatalMsg)
        end(whyNone(kept().messages, text));
    kept().messages.append(qFormatLogMessage(type, context, text));
}

bool namesPlatform(int argc, char *argv[])
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "-platform" || argument == "--platform")
            return true;
    }
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

} // namespace

DisplayGuard::DisplayGuard(int argc, char *argv[])
{
    if (displayName().isEmpty() && !namesPlatform(argc, argv))
        end(displayText());
    kept().before = qInstallMessageHandler(keep);
}

DisplayGuard::~DisplayGuard()
{
    qInstallMessageHandler(kept().before);
    const QMutexLocker locker(&kept().lock);
    for (const auto &message : std::as_const(kept().messages))
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
    kept().messages.clear();
}

} // namespace cutover::gui
