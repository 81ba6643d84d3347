// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"

#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "models/words.h"

#include <QDir>

#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Failure;

namespace {

constexpr qint64 longestSecret = 4096;

int codeOf(Failure::Kind kind)
{
    switch (kind) {
    case Failure::Kind::Refused:
        return No;
    case Failure::Kind::Usage:
        return WrongUsage;
    case Failure::Kind::File:
        return FileUnreadable;
    case Failure::Kind::Keychain:
        return KeychainProblem;
    }
    return No;
}

void writeOut(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
    std::fflush(stdout);
}

/// Turns the terminal's echo off for one scope.
class QuietTerminal
{
public:
    QuietTerminal()
    {
        if (tcgetattr(STDIN_FILENO, &m_before) != 0)
            return;
        m_isSet = true;
        auto quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~QuietTerminal()
    {
        if (m_isSet)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }
    QuietTerminal(const QuietTerminal &) = delete;
    QuietTerminal &operator=(const QuietTerminal &) = delete;

private:
    termios m_before{};
    bool m_isSet = false;
};

QByteArray readStandardInput()
{
    QByteArray bytes;
    char buffer[512];
    while (bytes.size() < longestSecret) {
        const auto count = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (count <= 0)
            break;
        bytes.append(buffer, static_cast<qsizetype>(count));
    }
    return bytes;
}

void dropNewline(QByteArray &bytes)
{
    if (bytes.endsWith('\n'))
        bytes.chop(1);
}

} // namespace

Invocation::Invocation(QStringList arguments, session::Ports ports, QObject *parent)
    : QObject(parent)
    , m_arguments(std::move(arguments))
    , m_ports(std::move(ports))
    , m_keys(m_ports.secrets,
             m_ports.certificateFolder.isEmpty() ? keychain::SigningKeys::defaultFolder() : m_ports.certificateFolder)
    , m_workspace(QDir::currentPath())
{
    for (qsizetype i = 0; i < m_arguments.size();) {
        if (m_arguments.at(i) == "--json"_L1) {
            m_json = true;
            m_arguments.removeAt(i);
        } else if (m_arguments.at(i) == "--workspace"_L1 && i + 1 < m_arguments.size()) {
            m_workspace = m_arguments.at(i + 1);
            m_arguments.remove(i, 2);
        } else if (m_arguments.at(i).startsWith("--workspace="_L1)) {
            m_workspace = m_arguments.takeAt(i).section(u'=', 1);
        } else {
            ++i;
        }
    }
    m_verb = takeWord();
}

Invocation::~Invocation() = default;

QString Invocation::takeWord()
{
    const bool isWord = !m_arguments.isEmpty() && !m_arguments.first().startsWith(u'-');
    return isWord ? m_arguments.takeFirst() : QString();
}

bool Invocation::parse(QCommandLineParser &parser, const QString &verb, const QString &description)
{
    parser.setApplicationDescription(description);
    const QCommandLineOption help({u"help"_s, u"h"_s}, u"Show this help."_s);
    parser.addOption(help);
    if (!parser.parse(QStringList{u"cutoverctl "_s + verb} + m_arguments)) {
        usage(parser.errorText());
        return false;
    }
    if (parser.isSet(help)) {
        writeOut(parser.helpText().toUtf8());
        Q_EMIT finished(Yes);
        return false;
    }
    return true;
}

void Invocation::withSession(std::function<void(session::Session &)> then)
{
    m_session = std::make_unique<session::Session>(m_workspace, m_ports);
    connect(m_session.get(), &session::Session::opened, this, [this, then = std::move(then)] { then(*m_session); });
    connect(m_session.get(), &session::Session::openFailed, this, &Invocation::fail);
    m_session->open();
}

void Invocation::withLedger(std::function<void(session::Session &)> then)
{
    m_session = std::make_unique<session::Session>(m_workspace, m_ports);
    auto once = std::make_shared<bool>(false);
    const auto goOn = [this, once, then = std::move(then)] {
        if (!std::exchange(*once, true))
            then(*m_session);
    };
    connect(m_session.get(), &session::Session::changed, this, [this, goOn] {
        const auto &ledger = m_session->view().ledger;
        if (ledger.open || !ledger.trouble.isEmpty())
            goOn();
    });
    connect(m_session.get(), &session::Session::openFailed, this, [this, goOn](const Failure &failure) {
        warn(models::failureText(failure));
        goOn();
    });
    m_session->open();
}

void Invocation::answer(const QJsonObject &json, const QString &text, int code)
{
    writeOut(m_json ? formats::readableJson(json) : text.toUtf8());
    Q_EMIT finished(code);
}

void Invocation::failWith(const QJsonObject &error, const QString &text, int code)
{
    if (m_json)
        writeOut(formats::readableJson({{u"error"_s, error}}));
    warn(text);
    Q_EMIT finished(code);
}

void Invocation::fail(const Failure &failure)
{
    const QString text = models::failureText(failure);
    QString name = failure.name;
    if (!failure.refusals.isEmpty())
        name = domain::refusalName(failure.refusals.first());
    QJsonObject error{{u"code"_s, name}, {u"text"_s, text}};
    if (failure.kind == Failure::Kind::File) {
        error[u"file"_s] = failure.data.value(0);
        error[u"pointer"_s] = failure.data.value(1);
        error[u"line"_s] = failure.data.value(2).toInt();
    }
    failWith(error, text, codeOf(failure.kind));
}

void Invocation::usage(const QString &text)
{
    failWith({{u"code"_s, u"usage"_s}, {u"text"_s, text}}, text, WrongUsage);
}

void Invocation::notAvailable(const QString &verb)
{
    failWith({{u"code"_s, u"not_available"_s}, {u"text"_s, u"not_available: %1"_s.arg(verb)}},
             u"not_available: %1 comes with a later version."_s.arg(verb), WrongUsage);
}

void Invocation::warn(const QString &text) const
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(text));
}

bool Invocation::isTerminal()
{
    return ::isatty(STDIN_FILENO) == 1;
}

QString Invocation::ask(const QString &prompt)
{
    std::fprintf(stderr, "%s", qUtf8Printable(prompt));
    std::string line;
    std::getline(std::cin, line);
    return QString::fromStdString(line).trimmed();
}

std::optional<crypto::Secret> Invocation::secret(const QString &file, const QString &prompt)
{
    QByteArray bytes;
    if (file == "-"_L1) {
        bytes = readStandardInput();
    } else if (!file.isEmpty()) {
        auto read = formats::readBounded(file, longestSecret);
        if (!read) {
            fail({Failure::Kind::File, formats::codeName(read.error().code), {file, {}, {}, read.error().system}, {}});
            return std::nullopt;
        }
        bytes = std::move(*read);
    } else if (isTerminal()) {
        std::fprintf(stderr, "%s", qUtf8Printable(prompt));
        const QuietTerminal quiet;
        std::string line;
        std::getline(std::cin, line);
        std::fprintf(stderr, "\n");
        bytes = QByteArray(line.data(), static_cast<qsizetype>(line.size()));
        explicit_bzero(line.data(), line.size());
    } else {
        usage(u"Without a terminal give --passphrase-file FILE (“-”: standard input)."_s);
        return std::nullopt;
    }
    dropNewline(bytes);
    return crypto::Secret::consume(std::move(bytes));
}

QCommandLineOption passphraseOption()
{
    return {u"passphrase-file"_s, u"Read the passphrase from FILE, - for standard input."_s, u"FILE"_s};
}

QCommandLineOption byOption()
{
    return {u"by"_s, u"Who says so; stands in the ledger."_s, u"NAME"_s};
}

} // namespace cutover::cli
