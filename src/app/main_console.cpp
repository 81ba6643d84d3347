// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/appearance.h"
#include "gui/displayguard.h"
#include "gui/mainwindow.h"
#include "keychain/osstore.h"
#include "models/words.h"
#include "rollout/desktopnotices.h"
#include "session/ports.h"

#include <QApplication>
#include <QCommandLineParser>

#include <cstdio>
#include <optional>

#include <sys/prctl.h>
#include <sys/resource.h>

/// \file `cutover-console`: wiring alone.

using namespace Qt::StringLiterals;
using namespace cutover;

namespace {

// A dump would hold the unlocked key and whatever passphrase was being typed.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

bool isHelpOrVersion(int argc, char *argv[])
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView argument(argv[i]);
        if (argument == "--help" || argument == "-h" || argument == "--version" || argument == "-v")
            return true;
    }
    return false;
}

struct Options
{
    QString workspace;
};

/// Ends the program on --help, --version and wrong usage.
Options read(const QCoreApplication &app)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"From the Go/No-Go matrix to a signed decision and a promoted canary."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption workspace(u"workspace"_s, u"Open the cutover workspace DIR."_s, u"DIR"_s);
    parser.addOption(workspace);
    if (!parser.parse(app.arguments()) || !parser.positionalArguments().isEmpty()) {
        const QString why = parser.errorText().isEmpty()
                                ? u"unexpected argument "_s + parser.positionalArguments().first()
                                : parser.errorText();
        std::fprintf(stderr, "cutover-console: %s\n", qUtf8Printable(why));
        std::exit(2);
    }
    if (parser.isSet(u"help"_s))
        parser.showHelp(0);
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    return {parser.value(workspace)};
}

void nameApplication()
{
    QCoreApplication::setApplicationName(u"cutover-console"_s);
    QCoreApplication::setOrganizationName(u"cutover"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    keychain::OsStore::prepareEnvironment();
    nameApplication();
    if (isHelpOrVersion(argc, argv)) {
        const QCoreApplication app(argc, argv); // needs no display
        std::ignore = read(app);
    }
    std::optional<gui::DisplayGuard> guard(std::in_place, argc, argv);
    const QApplication app(argc, argv);
    guard.reset();
    const auto options = read(app);
    QApplication::setApplicationDisplayName(u"Cutover Console"_s);
    QApplication::setDesktopFileName(u"org.cutover.Console"_s);
    gui::MainWindow::restoreAppearance();
    gui::Appearance::instance().apply();

    keychain::OsStore store({.mayPrompt = true});
    auto ports = session::systemPorts();
    ports.secrets = &store;
    ports.wording = models::recordWording();
    rollout::DesktopNotices notices;
    ports.tellDesktop = [&notices](const QString &title, const QString &text) { notices.show(title, text); };
    gui::MainWindow window(ports);
    window.show();
    if (!options.workspace.isEmpty())
        window.openWorkspace(options.workspace);
    return QApplication::exec();
}
