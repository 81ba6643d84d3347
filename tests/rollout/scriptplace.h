// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rollout/abortjob.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace cutover::rollout::test {

using namespace Qt::StringLiterals;

/// A workspace with one script of the test's own.
struct Place
{
    QTemporaryDir root;
    QString workspace = root.path() + u"/workspace"_s;

    Place() { QDir().mkpath(workspace + u"/var/rollout"_s); }

    /// The arguments that run `body` by bash; $1 is the first of `more`.
    [[nodiscard]] QStringList script(const QByteArray &body, const QStringList &more = {}) const
    {
        QFile file(workspace + u"/script.sh"_s);
        if (file.open(QIODevice::WriteOnly))
            file.write("set -eu\nstage=var/rollout/desired_stage.txt\n" + body + '\n');
        return QStringList{u"bash"_s, u"script.sh"_s} + more;
    }
    /// The same as an abort is told its command.
    [[nodiscard]] std::function<AbortCommand()> command(const QByteArray &body, const QStringList &more = {}) const
    {
        return [told = AbortCommand{script(body, more), environment()}] { return told; };
    }
    [[nodiscard]] static QProcessEnvironment environment()
    {
        QProcessEnvironment environment;
        environment.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        return environment;
    }
    [[nodiscard]] QString stage() const { return read(u"var/rollout/desired_stage.txt"_s); }
    [[nodiscard]] QString read(const QString &name) const
    {
        QFile file(workspace + u'/' + name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).trimmed() : QString();
    }
    [[nodiscard]] bool exists(const QString &name) const { return QFileInfo::exists(workspace + u'/' + name); }
};

} // namespace cutover::rollout::test
