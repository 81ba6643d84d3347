// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/demoworkspace.h"

#include <functional>

namespace cutover::cli::test {

using demo::test::DemoWorkspace;

/// How a call of cutoverctl ended.
struct Called
{
    bool ended = false; ///< false: not started, ended by a signal, or killed at its deadline
    int exitCode = -1;
    int signal = 0; ///< that it died of
    QByteArray out;
    QByteArray err;

    /// Standard output as the one JSON document it must be; empty where it is none.
    [[nodiscard]] QJsonObject json() const
    {
        QJsonParseError error{};
        const auto document = QJsonDocument::fromJson(out, &error);
        return error.error == QJsonParseError::NoError ? document.object() : QJsonObject();
    }
    [[nodiscard]] QString errorCode() const
    {
        return json()[QStringLiteral("error")].toObject()[QStringLiteral("code")].toString();
    }
    /// Codes of a list of {"code", "text"}.
    [[nodiscard]] QStringList codes(const QString &list = QStringLiteral("refusals")) const
    {
        QStringList codes;
        for (const auto &item : json()[list].toArray())
            codes.append(item.toObject()[QStringLiteral("code")].toString());
        return codes;
    }
    [[nodiscard]] QByteArray text() const
    {
        return "exit " + QByteArray::number(exitCode) + " signal " + QByteArray::number(signal) + '\n' + out + err;
    }
};

/// The real program as a real process: no terminal, homes of its own (the session's keychain is the real one).
class Cutoverctl
{
public:
    explicit Cutoverctl(QString workspace)
        : m_workspace(std::move(workspace))
    {
    }

    [[nodiscard]] static QString program() { return QStringLiteral(CUTOVER_BINARY_DIR "/bin/cutoverctl"); }

    /// With --workspace and, unless told otherwise, --json.
    [[nodiscard]] Called operator()(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return call(QStringList{QStringLiteral("--workspace"), m_workspace, QStringLiteral("--json")} + arguments,
                    input);
    }

    [[nodiscard]] Called call(const QStringList &arguments, const QByteArray &input = {}) const
    {
        const auto process = start(arguments);
        process->write(input);
        process->closeWriteChannel();
        return end(*process);
    }

    /// Started and left running; `inChild` is run between fork and exec.
    [[nodiscard]] std::unique_ptr<QProcess> start(const QStringList &arguments,
                                                  std::function<void()> inChild = {}) const
    {
        return launch(program(), arguments, std::move(inChild));
    }
    /// Any program with the same homes, for what a shell does around cutoverctl.
    [[nodiscard]] std::unique_ptr<QProcess> launch(const QString &command, const QStringList &arguments,
                                                   std::function<void()> inChild = {}) const
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(environment());
        process->setWorkingDirectory(m_homes.path());
        if (inChild)
            process->setChildProcessModifier(std::move(inChild));
        process->start(command, arguments);
        return process;
    }
    /// Waits for its end.
    [[nodiscard]] static Called end(QProcess &process)
    {
        Called called;
        const auto isOver = [&process] { return process.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(isOver, 180'000)) {
            process.kill();
            std::ignore = QTest::qWaitFor(isOver, 10'000);
        } else if (process.error() != QProcess::FailedToStart) {
            called.ended = process.exitStatus() == QProcess::NormalExit;
            (called.ended ? called.exitCode : called.signal) = process.exitCode();
        }
        called.out = process.readAllStandardOutput();
        called.err = process.readAllStandardError();
        return called;
    }

    [[nodiscard]] QString file(const QString &name) const { return m_homes.filePath(name); }
    /// Writes a file beside the homes; its path.
    [[nodiscard]] QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile written(file(name));
        return written.open(QIODevice::WriteOnly) && written.write(bytes) == bytes.size() ? written.fileName()
                                                                                          : QString();
    }
    /// Another value for a variable of the next calls; an empty one unsets it.
    void set(const QString &variable, const QString &value) { m_changes[variable] = value; }
    void restore(const QString &variable) { m_changes.remove(variable); }

private:
    [[nodiscard]] QProcessEnvironment environment() const
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const QString &home : {QStringLiteral("CONFIG"), QStringLiteral("STATE"), QStringLiteral("DATA")})
            environment.insert(QStringLiteral("XDG_%1_HOME").arg(home), m_homes.filePath(home.toLower()));
        environment.remove(QStringLiteral("DISPLAY")); // it needs none
        environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
        for (auto it = m_changes.cbegin(); it != m_changes.cend(); ++it) {
            if (it->isEmpty())
                environment.remove(it.key());
            else
                environment.insert(it.key(), *it);
        }
        return environment;
    }

    QString m_workspace;
    QTemporaryDir m_homes;
    QMap<QString, QString> m_changes;
};

/// The demo's holds as one second each, so that a story takes seconds.
inline bool shortenHolds(const DemoWorkspace &demo)
{
    auto profile = demo.json(QStringLiteral("cutover.json"));
    QJsonArray stages;
    for (const int percent : {10, 25, 50, 100})
        stages.append(QJsonObject{{QStringLiteral("percent"), percent}, {QStringLiteral("hold_s"), 1}});
    profile[QStringLiteral("stages")] = stages;
    return demo.write(QStringLiteral("cutover.json"), QJsonDocument(profile).toJson());
}

} // namespace cutover::cli::test
