// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "keychain/osstore.h"
#include "models/words.h"

#include <QApplication>

#include <cstdio>
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
        if (word == "sign" || word == "countersign" || word == "export")
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

int printed(const QString &text)
{
    std::fputs(qUtf8Printable(text), stdout);
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    forbidCoreDumps();
    keychain::OsStore::prepareEnvironment();
    const auto app = makeApplication(argc, argv);
    QCoreApplication::setApplicationName(u"cutoverctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(CUTOVER_VERSION));
    const auto words = QCoreApplication::arguments().mid(1);
    if (words.value(0) == "--help"_L1 || words.value(0) == "-h"_L1)
        return printed(cli::overview());
    if (words.value(0) == "--version"_L1)
        return printed(u"cutoverctl %1\n"_s.arg(QCoreApplication::applicationVersion()));

    keychain::OsStore store;
    auto ports = session::systemPorts();
    ports.secrets = &store;
    ports.wording = models::recordWording();
    cli::Invocation call(words, ports);
    int code = 0;
    bool done = false;
    QObject::connect(&call, &cli::Invocation::finished, app.get(), [&](int answered) {
        code = answered;
        done = true;
        QCoreApplication::exit(answered);
    });
    cli::run(call);
    return done ? code : QCoreApplication::exec();
}
