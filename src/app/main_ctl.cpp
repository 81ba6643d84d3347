// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>

#include <csignal>
#include <memory>
#include <sys/prctl.h>
#include <sys/resource.h>

using namespace cutover;
using namespace Qt::StringLiterals;

namespace {

// A dump would hold the unlocked key and whatever passphrase was being typed.
void forbidCoreDumps()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

/// Verbs that draw a document; the others need no display and no fonts.
bool draws(int argc, char *argv[])
{
    for (int i = 1; i < argc; ++i) {
        const QByteArrayView word(argv[i]);
        if (word == "sign" || word == "countersign" || word == "export" || word == "verify")
            return true;
    }
    return false;
}

std::unique_ptr<QCoreApplication> makeApplication(int &argc, char *argv[])
{
    if (!draws(argc, argv))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QApplication>(argc, argv);
}

struct End
{
    int code = 0;
    int signal = 0; ///< that ended the call; 0: none
};

End run(QCoreApplication &app)
{
    keychain::OsStore store;
    auto ports = session::systemPorts();
    ports.secrets = &store;
    ports.wording = models::recordWording();
    cli::Invocation call(QCoreApplication::arguments().mid(1), ports);
    End end;
    bool isOver = false;
    QObject::connect(&call, &cli::Invocation::finished, &app, [&](int code) {
        end = {code, call.endedBy()};
        isOver = true;
        QCoreApplication::exit(code);
    });
    cli::run(call);
    if (!isOver)
        QCoreApplication::exec();
    return end;
}

// Not a mere exit code of 130: a shell ends the loop around a program only if the signal was what it died of.
int dieOf(int signal)
{
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return 128 + signal; // the first process of a container outlives it
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    keychain::OsStore::prepareEnvironment();
    const auto app = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"cutoverctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    const End end = run(*app);
    return end.signal != 0 ? dieOf(end.signal) : end.code;
}
