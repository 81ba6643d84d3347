// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demoservice.h"
#include "demo/terminationnotifier.h"
#include "demo/workspacelayout.h"
#include "formats/rfc3339.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>

#include <cstdio>

/// \file `cutover-demo init` and `cutover-demo serve` (FORMATS.md, «Command line»). Exit codes as cutoverctl's: 0 done,
/// 1 refused or failed, 2 wrong usage, 3 a file that cannot be read.

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::demo;

namespace {

enum ExitCode { Done = 0, Failed = 1, WrongUsage = 2, Unreadable = 3 };

constexpr char usage[] = "usage: cutover-demo init DIR [--profile scripts|builtin] [--target TIME]\n"
                         "       cutover-demo serve DIR [--fault KIND@STAGE]… [--speed N]\n"
                         "KIND is burst, p99, readyz, errors, tamper or freeze; STAGE is 0, 10, 25, 50 or 100.\n";

int say(ExitCode code, const QString &text)
{
    std::fprintf(stderr, "cutover-demo: %s\n", qUtf8Printable(text));
    return code;
}

int refuseUsage(const QString &text)
{
    say(WrongUsage, text);
    std::fputs(usage, stderr);
    return WrongUsage;
}

int report(const DemoError &error)
{
    const QString cause = error.system.isEmpty() ? error.what : u"%1: %2"_s.arg(error.what, error.system);
    switch (error.code) {
    case DemoError::Code::FolderNotEmpty:
        return say(Failed, u"%1 is not empty; nothing was written"_s.arg(cause));
    case DemoError::Code::FileUnwritable:
        return say(Failed, u"cannot write %1"_s.arg(cause));
    case DemoError::Code::FileUnreadable:
        return say(Unreadable, u"cannot read %1"_s.arg(cause));
    case DemoError::Code::NoFreePort:
        return say(Failed, u"no free port on %1"_s.arg(cause));
    case DemoError::Code::PortTaken:
        return say(Failed, u"cannot listen at %1: is the demo already running?"_s.arg(cause));
    case DemoError::Code::ProfileWithoutPort:
        return say(Unreadable, u"readyz_url must be http://127.0.0.1:PORT/readyz in %1"_s.arg(cause));
    case DemoError::Code::CryptoFailed:
        return say(Failed, u"cannot make the demo's keys: %1"_s.arg(cause));
    }
    return Failed;
}

QDateTime thisMinute(const QDateTime &now)
{
    return now.addMSecs(-(now.time().second() * 1000 + now.time().msec()));
}

int runInit(const QString &folder, const QCommandLineParser &parser)
{
    const QString profile = parser.value(u"profile"_s);
    if (profile != "scripts"_L1 && profile != "builtin"_L1)
        return refuseUsage(u"unknown profile %1"_s.arg(profile));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QDateTime target = thisMinute(now);
    if (parser.isSet(u"target"_s)) {
        const auto asked = formats::parseRfc3339(parser.value(u"target"_s));
        if (!asked)
            return refuseUsage(u"--target needs a time such as 2026-03-02T14:00:00Z"_s);
        target = *asked;
    }
    const auto checks = profile == "builtin"_L1 ? Checks::BuiltIn : Checks::Scripts;
    const auto done = WorkspaceLayout({QDir(folder).absolutePath(), checks, target, now}).layOut();
    if (!done)
        return report(done.error());
    std::printf("%s\n", qUtf8Printable(QDir(folder).absolutePath()));
    return Done;
}

std::optional<ServiceOptions> serviceOptions(const QString &folder, const QCommandLineParser &parser)
{
    ServiceOptions options{QDir(folder).absolutePath(), {}, 1};
    for (const QString &text : parser.values(u"fault"_s)) {
        const auto fault = Fault::parse(text);
        if (!fault)
            return std::nullopt;
        options.faults.append(*fault);
    }
    bool isNumber = false;
    options.speed = parser.value(u"speed"_s).toDouble(&isNumber);
    if (!isNumber || !(options.speed >= 0.1 && options.speed <= 100))
        return std::nullopt;
    return options;
}

int runServe(const QString &folder, const QCommandLineParser &parser)
{
    const auto options = serviceOptions(folder, parser);
    if (!options)
        return refuseUsage(u"--fault needs KIND@STAGE, --speed a number from 0.1 to 100"_s);
    TerminationNotifier notifier;
    QObject::connect(&notifier, &TerminationNotifier::terminationAsked, qApp, &QCoreApplication::quit);
    DemoService service(*options);
    QObject::connect(&service, &DemoService::evidenceNotWritten, qApp, [](const QString &path, const QString &system) {
        say(Failed, u"cannot write %1: %2"_s.arg(path, system));
    });
    const auto address = service.start();
    if (!address)
        return report(address.error());
    std::printf("ready %s\n", qUtf8Printable(*address));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"cutover-demo"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    QCommandLineParser parser;
    parser.addOptions({{u"help"_s, {}},
                       {u"version"_s, {}},
                       {u"profile"_s, {}, u"NAME"_s, u"scripts"_s},
                       {u"target"_s, {}, u"TIME"_s},
                       {u"fault"_s, {}, u"KIND@STAGE"_s},
                       {u"speed"_s, {}, u"N"_s, u"1"_s}});
    if (!parser.parse(QCoreApplication::arguments()))
        return refuseUsage(parser.errorText());
    if (parser.isSet(u"help"_s))
        return std::fputs(usage, stdout) < 0 ? Failed : Done;
    if (parser.isSet(u"version"_s))
        return std::printf("cutover-demo %s\n", CUTOVER_VERSION) < 0 ? Failed : Done;

    const QStringList words = parser.positionalArguments();
    if (words.size() != 2 || words.last().isEmpty())
        return refuseUsage(u"a verb and a folder are needed"_s);
    const bool hasInitOption = parser.isSet(u"profile"_s) || parser.isSet(u"target"_s);
    const bool hasServeOption = parser.isSet(u"fault"_s) || parser.isSet(u"speed"_s);
    if (words.first() == "init"_L1 && !hasServeOption)
        return runInit(words.last(), parser);
    if (words.first() == "serve"_L1 && !hasInitOption)
        return runServe(words.last(), parser);
    return refuseUsage(u"unknown verb, or an option of the other one"_s);
}
