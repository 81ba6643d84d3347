// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/cutoverctl.h"

#include <csignal>

namespace cutover::cli::test {

using namespace Qt::StringLiterals;

inline const QByteArray passphrase = "a passphrase of the test\n";
inline const QString stageScript = u"pipeline/release/canary_step.sh"_s;
inline const QString abortScript = u"pipeline/release/abort.sh"_s;
inline const QString stageFile = u"var/rollout/desired_stage.txt"_s;

/// A demo workspace up to a signed GO, told through cutoverctl alone, and that hour once more as often as it is wanted.
/// Its service belongs to the thread that starts it; the watchers that promotions started end with it.
class DecidedWorld
{
public:
    DecidedWorld() = default;
    ~DecidedWorld() { endAll(); }
    DecidedWorld(const DecidedWorld &) = delete;
    DecidedWorld &operator=(const DecidedWorld &) = delete;

    /// From nothing to the first promotion's hour; empty, or what went wrong.
    [[nodiscard]] QString decide();
    /// Signs what was shown: `go` or `no-go`; empty, or what went wrong.
    [[nodiscard]] QString sign(const QString &what, const QString &reason);
    /// Ends the service, and keeps the workspace and what its user remembers of it.
    [[nodiscard]] QString keep();
    /// All as it was kept, and served again.
    [[nodiscard]] QString restore(const QStringList &service = {u"--speed"_s, u"20"_s});

    /// Watcher processes of this workspace.
    [[nodiscard]] QList<qint64> watchers() const;
    void endWatchers() const;
    /// With them what a killed console left running.
    void endAll() const;

    [[nodiscard]] QJsonObject status() const { return m_ctl({u"status"_s}).json(); }
    [[nodiscard]] QString stage() const { return QString::fromUtf8(m_demo.read(stageFile)).trimmed(); }
    [[nodiscard]] const DemoWorkspace &demo() const { return m_demo; }
    [[nodiscard]] const Cutoverctl &ctl() const { return m_ctl; }

protected:
    [[nodiscard]] QString run(const QStringList &arguments, const QByteArray &input = {});
    [[nodiscard]] QList<qint64> leftOver() const;
    template <typename Condition>
    [[nodiscard]] static QList<qint64> processes(Condition isMeant);
    static void end(const QList<qint64> &pids);
    [[nodiscard]] bool copy(const QString &from, const QString &to) const;

    DemoWorkspace m_demo;
    Cutoverctl m_ctl{m_demo.path()};
    QTemporaryDir m_kept;
    QString m_key;      ///< the decision maker's fingerprint
    QString m_decision; ///< id of the one signed last
};

inline QString DecidedWorld::decide()
{
    m_key = m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s},
                  passphrase)
                .json()[u"fingerprint"_s]
                .toString();
    const QStringList keyed{u"--key"_s, m_key, u"--passphrase-file"_s, u"-"_s};
    const QStringList by{u"--by"_s, u"Demo lead"_s};
    QString problem = run(QStringList{u"signers"_s, u"found"_s} + keyed, passphrase);
    const auto then = [&problem](const auto &step) {
        if (problem.isEmpty())
            problem = step();
    };
    then([this] { return run({u"preflight"_s}); });
    then([&] { return run(QStringList{u"confirm"_s, u"team-ready"_s} + by); });
    then([this] { return sign(u"go"_s, u"All twelve criteria are Go."_s); });
    for (const auto &confirmed : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
        then([&] { return run(QStringList{u"confirm"_s, confirmed} + by); });
    return problem;
}

inline QString DecidedWorld::run(const QStringList &arguments, const QByteArray &input)
{
    const auto called = m_ctl(arguments, input);
    return called.exitCode == 0 ? QString() : arguments.join(u' ') + u": "_s + QString::fromUtf8(called.text());
}

inline QString DecidedWorld::sign(const QString &what, const QString &reason)
{
    const QStringList order{u"sign"_s, what, u"--key"_s, m_key, u"--reason"_s, reason};
    const auto digest = m_ctl(order + QStringList{u"--dry-run"_s}).json()[u"statement_sha256"_s].toString();
    const auto called =
        m_ctl(order + QStringList{u"--statement-sha256"_s, digest, u"--passphrase-file"_s, u"-"_s}, passphrase);
    if (called.exitCode != 0)
        return u"sign %1: "_s.arg(what) + QString::fromUtf8(called.text());
    m_decision = called.json()[u"id"_s].toString();
    return {};
}

inline bool DecidedWorld::copy(const QString &from, const QString &to) const
{
    return QDir(to).removeRecursively() && Cutoverctl::end(*m_ctl.launch(u"cp"_s, {u"-a"_s, from, to})).exitCode == 0;
}

inline QString DecidedWorld::keep()
{
    std::ignore = m_demo.stopService();
    const bool isKept =
        copy(m_demo.path(), m_kept.filePath(u"demo"_s)) && copy(m_ctl.file(u"state"_s), m_kept.filePath(u"state"_s));
    return isKept ? QString() : u"not kept"_s;
}

inline QString DecidedWorld::restore(const QStringList &service)
{
    endAll();
    std::ignore = m_demo.stopService();
    if (!copy(m_kept.filePath(u"demo"_s), m_demo.path()) || !copy(m_kept.filePath(u"state"_s), m_ctl.file(u"state"_s)))
        return u"not copied"_s;
    return m_demo.serve(service) ? QString() : m_demo.serviceOutput();
}

inline QList<qint64> DecidedWorld::watchers() const
{
    return processes([this](const QString &pid) {
        QFile file(pid + u"/cmdline"_s);
        const auto words = file.open(QIODevice::ReadOnly) ? file.readAll().split('\0') : QByteArrayList();
        return words.contains("watch") && words.contains(m_demo.path().toUtf8());
    });
}

/// Watchers, and commands that a killed console left: they work in the workspace.
inline QList<qint64> DecidedWorld::leftOver() const
{
    return processes([this](const QString &pid) {
        const auto folder = QFile::symLinkTarget(pid + u"/cwd"_s);
        return folder == m_demo.path() || folder.startsWith(m_demo.path() + u' '); // « (deleted)»
    });
}

template <typename Condition>
QList<qint64> DecidedWorld::processes(Condition isMeant)
{
    QList<qint64> found;
    for (const auto &pid : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        if (pid.front().isDigit() && isMeant(u"/proc/"_s + pid))
            found.append(pid.toLongLong());
    return found;
}

inline void DecidedWorld::end(const QList<qint64> &pids)
{
    for (const auto pid : pids)
        ::kill(pid_t(pid), SIGKILL);
}

inline void DecidedWorld::endWatchers() const
{
    end(watchers());
    std::ignore = QTest::qWaitFor([this] { return watchers().isEmpty(); }, 10'000);
}

inline void DecidedWorld::endAll() const
{
    // One of them may just be starting another.
    std::ignore = QTest::qWaitFor(
        [this] {
            const auto left = watchers() + leftOver();
            end(left);
            return left.isEmpty();
        },
        10'000);
}

} // namespace cutover::cli::test
