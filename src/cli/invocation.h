// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/input.h"
#include "cli/interruption.h"
#include "crypto/secret.h"
#include "formats/documenterror.h"
#include "session/session.h"

#include <QCommandLineParser>
#include <QJsonObject>
#include <QObject>
#include <QStringConverter>

#include <functional>
#include <memory>
#include <optional>

namespace cutover::cli {

/// Exit codes of FORMATS.md.
enum ExitCode { Yes = 0, No = 1, WrongUsage = 2, FileUnreadable = 3, KeychainProblem = 4 };

/// One call of cutoverctl: its options, its one answer, and the session it may open.
///
/// With --json exactly one JSON document goes to standard output, errors too; messages go to standard error. SIGINT,
/// SIGTERM and SIGHUP end it by what the verb said in onInterrupt(), else at once. Exactly one finished().
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
    /// What is wrong with --workspace; empty where nothing is.
    [[nodiscard]] const QString &usageError() const { return m_usageError; }
    [[nodiscard]] const QString &workspace() const { return m_workspace; }
    [[nodiscard]] const session::Ports &ports() const { return m_ports; }
    [[nodiscard]] keychain::SigningKeys &keys() { return m_keys; }

    /// Parses the verb's words, `words` of them besides its options; false: --help was answered or the usage is wrong,
    /// and the call is finished.
    [[nodiscard]] bool parse(QCommandLineParser &parser, const QString &verb, const QString &description,
                             qsizetype words = 0);
    static constexpr qsizetype anyWords = -1;
    /// Whether an answer may be written there; false: it is a file of the console's own, and the call is finished.
    [[nodiscard]] bool takesOutput(const QString &file);
    [[nodiscard]] bool asksHelp() const; ///< the next word is --help or -h
    /// Help or version, of the program or of a family of verbs.
    void answerText(const QString &text);

    /// The session that is opened records nothing of what it sees.
    void onlyLook() { m_ports.onlyLooks = true; }
    /// Opens the workspace's session and goes on; a workspace that does not open ends the call.
    void withSession(std::function<void(session::Session &)> then);
    /// The same for a decision, by its id or 8 or more digits of it; `then` gets the whole id.
    void withDecision(const QString &id, std::function<void(session::Session &, const QString &id)> then);
    /// The same where a rollout is under way whose profile was broken meanwhile: the ledger knows what was signed. What
    /// is wrong with the profile is told.
    void withRollout(std::function<void(session::Session &)> then);
    /// For an abort: goes on as soon as the ledger is known or known to be in trouble, or the workspace does not open;
    /// it waits for no evidence and no service.
    void withLedger(std::function<void(session::Session &)> then);

    void answer(const QJsonObject &json, const QString &text, int code);
    /// To standard error once the answer is out: the last thing that is read.
    void afterwards(const QString &text) { m_afterwards.append(text); }
    /// One line of a verb that goes on: with --json one document a line.
    void tell(const QJsonObject &json, const QString &text);
    /// The end of a verb that told lines.
    void answerTold(int code);
    void fail(const session::Failure &failure);
    /// A failure of this floor's own: a code that the rooms below do not know, with its words.
    void fail(const QString &code, const QString &text, int exitCode);
    /// The same with more fields beside `error`.
    void failWith(const QString &code, const QString &text, QJsonObject fields, int exitCode);
    /// A file that cannot be read, with the words of a row.
    void failFile(const QString &code, const QString &text, const QString &file);
    void fail(const formats::FileError &error, const QString &file);
    /// A document that is not what it must be: the first thing that is wrong with it.
    void fail(const formats::DocumentErrors &errors);
    /// A wrong word or option; `text` is for people.
    void usage(const QString &text);
    /// Of a name, note or reason that the ledger will keep: false where it is more than one line of writing, and the
    /// call is finished.
    [[nodiscard]] bool takesText(const QStringList &texts);
    static void warn(const QString &text);       ///< to standard error, made visible
    void relay(const QByteArray &commandOutput); ///< likewise; chunks of one command's UTF-8

    /// A secret from `file` ("-": standard input) or the terminal, echo off. Nothing: the call is finished.
    [[nodiscard]] std::optional<crypto::Secret> secret(const QString &file, const QString &prompt);
    /// The same for one that is made now: a terminal is asked twice.
    [[nodiscard]] std::optional<crypto::Secret> newSecret(const QString &file, const QString &prompt);
    [[nodiscard]] std::optional<QString> ask(const QString &prompt);
    /// The one key of this account that begins with these digits. Nothing: the call is finished.
    [[nodiscard]] std::optional<keychain::SigningKey> key(const QString &prefix);

    /// That key and its passphrase, for one signature.
    struct Unlock
    {
        QString fingerprint;
        std::shared_ptr<crypto::Secret> passphrase; ///< shared, because a callback is copied
    };
    /// By `prefix` as key(), and secret() with `passphraseFile`. Nothing: the call is finished.
    [[nodiscard]] std::optional<Unlock> unlock(const QString &prefix, const QString &passphraseFile);

    /// What every signal does from now on; nothing given: it ends the call at once.
    void onInterrupt(std::function<void()> then);
    /// What has begun is finished, and `text` said, when a signal comes; only a second one ends the call at once.
    void finishFirst(const QString &text);
    /// Ends the call for the signal that came.
    void leave(const QString &text = {});
    /// The answer to come is that of an interrupted call.
    void answersInterrupted() { m_endsBy = m_signal; }
    [[nodiscard]] bool isInterrupted() const { return m_signal != 0; }
    /// The signal that ended the call; 0 where it came to an answer of its own.
    [[nodiscard]] int endedBy() const { return m_endsBy; }

Q_SIGNALS:
    void finished(int code);

private:
    void failOpening(const session::Failure &failure);
    void failWith(const QJsonObject &document, const QString &text, int code);
    [[nodiscard]] QString unlocksText(const session::Failure &failure) const;
    void failInput(const InputError &error);
    void end(const QByteArray &standardOutput, int code);
    void writeAnswer();
    void finish();
    void onSignal(int number);
    [[nodiscard]] static bool asksTerminal(const QString &file);

    QString m_verb;
    QStringList m_arguments;
    QStringDecoder m_relayed{QStringDecoder::Utf8}; ///< a character may come in two chunks
    session::Ports m_ports;
    keychain::SigningKeys m_keys;
    QString m_workspace;
    bool m_json = false;
    QString m_usageError; ///< of the options before the verb
    Interruption m_interruption;
    std::function<void()> m_onInterrupt;
    bool m_isOver = false; ///< the answer is out, or about to be
    QByteArray m_answer;   ///< that is not out yet
    QStringList m_afterwards;
    bool m_isFinished = false; ///< and finished() told
    int m_code = Yes;
    int m_signal = 0;
    int m_endsBy = 0;
    std::unique_ptr<session::Session> m_session;
    int m_failedUnlocks = 0; ///< when it was opened
};

/// 64 hexadecimal digits.
[[nodiscard]] bool isSha256(const QString &text);

/// Options that several verbs have.
[[nodiscard]] QCommandLineOption passphraseOption();
[[nodiscard]] QCommandLineOption byOption();

} // namespace cutover::cli
