// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "session/session.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace cutover::cli {

/// Exit codes of FORMATS.md.
enum ExitCode { Yes = 0, No = 1, WrongUsage = 2, FileUnreadable = 3, KeychainProblem = 4 };

/// One call of cutoverctl: its options, its one answer, and the session it may open.
///
/// With --json exactly one JSON document goes to standard output, errors too; messages go to standard error. Exactly
/// one finished().
class Invocation : public QObject
{
    Q_OBJECT

public:
    Invocation(QStringList arguments, session::Ports ports, QObject *parent = nullptr);
    ~Invocation() override;

    /// The first word that is no option.
    [[nodiscard]] const QString &verb() const { return m_verb; }
    /// The verb's own words, the verb apart: what is left for its parser.
    [[nodiscard]] const QStringList &arguments() const { return m_arguments; }
    /// The next word of the verb («found» of `signers found`), taken off; empty where an option or nothing comes next.
    [[nodiscard]] QString takeWord();
    [[nodiscard]] bool isJson() const { return m_json; }
    [[nodiscard]] const QString &workspace() const { return m_workspace; }
    [[nodiscard]] const session::Ports &ports() const { return m_ports; }
    [[nodiscard]] keychain::SigningKeys &keys() { return m_keys; }

    /// Parses the verb's words; false: --help was answered or the usage is wrong, and the call is finished.
    [[nodiscard]] bool parse(QCommandLineParser &parser, const QString &verb, const QString &description);

    /// The session that is opened records nothing of what it sees.
    void onlyLook() { m_ports.onlyLooks = true; }
    /// Opens the workspace's session and goes on; a workspace that does not open ends the call.
    void withSession(std::function<void(session::Session &)> then);
    /// For an abort: goes on as soon as the ledger is known or known to be in trouble, or the workspace does not open;
    /// it waits for no evidence and no service.
    void withLedger(std::function<void(session::Session &)> then);

    void answer(const QJsonObject &json, const QString &text, int code);
    void fail(const session::Failure &failure);
    /// A wrong word or option; `text` is for people.
    void usage(const QString &text);
    void notAvailable(const QString &verb);
    void warn(const QString &text) const; ///< to standard error

    /// A secret from `file` ("-": standard input; one trailing newline removed) or the terminal, echo off. Nothing: the
    /// call is finished.
    [[nodiscard]] std::optional<crypto::Secret> secret(const QString &file, const QString &prompt);
    [[nodiscard]] static bool isTerminal();
    [[nodiscard]] static QString ask(const QString &prompt);

Q_SIGNALS:
    void finished(int code);

private:
    void failWith(const QJsonObject &error, const QString &text, int code);

    QString m_verb;
    QStringList m_arguments;
    session::Ports m_ports;
    keychain::SigningKeys m_keys;
    QString m_workspace;
    bool m_json = false;
    std::unique_ptr<session::Session> m_session;
};

/// Options that several verbs have.
[[nodiscard]] QCommandLineOption passphraseOption();
[[nodiscard]] QCommandLineOption byOption();

} // namespace cutover::cli
