// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/invocation.h"

#include "cli/exitcodes.h"
#include "cli/json.h"
#include "crypto/privatekey.h"
#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "models/words.h"
#include "models/wordsmends.h"
#include "session/decisionid.h"
#include "session/ownfiles.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <utility>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using session::Failure;

namespace {

int codeOf(const Failure &failure)
{
    // Whoever mistypes a key has mistyped a word, whatever looked for it.
    if (failure.name == keychain::codeName(keychain::KeychainError::Code::PrefixTooShort))
        return WrongUsage;
    switch (failure.kind) {
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

bool isStandardInput(const QString &file)
{
    return file == "-"_L1 || file == "/dev/stdin"_L1;
}

QJsonObject errorJson(const QString &code, const QString &text)
{
    return {{u"code"_s, code},
            {u"text"_s, text},
            {u"file"_s, QJsonValue()},
            {u"pointer"_s, QJsonValue()},
            {u"line"_s, QJsonValue()}};
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString signalName(int number)
{
    return u"SIG"_s + QString::fromLatin1(::sigabbrev_np(number));
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
    connect(&m_interruption, &Interruption::interrupted, this, &Invocation::onSignal);
    for (qsizetype i = 0; i < m_arguments.size() && m_arguments.at(i) != "--"_L1;) {
        const QString word = m_arguments.at(i);
        const bool namesWorkspace = word == "--workspace"_L1;
        if (word == "--json"_L1)
            m_json = true;
        else if (namesWorkspace)
            m_workspace = m_arguments.value(i + 1);
        else if (word.startsWith("--workspace="_L1))
            m_workspace = word.section(u'=', 1);
        else {
            ++i;
            continue;
        }
        m_arguments.remove(i, namesWorkspace && i + 1 < m_arguments.size() ? 2 : 1);
    }
    if (m_workspace.isEmpty())
        m_usageError = u"--workspace needs DIR, the folder that holds cutover.json."_s;
    m_verb = takeWord();
}

Invocation::~Invocation() = default;

QString Invocation::takeWord()
{
    const bool isWord = !m_arguments.isEmpty() && !m_arguments.first().startsWith(u'-');
    return isWord ? m_arguments.takeFirst() : QString();
}

bool Invocation::asksHelp() const
{
    const QString next = m_arguments.value(0);
    return next == "--help"_L1 || next == "-h"_L1;
}

bool Invocation::parse(QCommandLineParser &parser, const QString &verb, const QString &description, qsizetype words)
{
    parser.setApplicationDescription(description);
    const QCommandLineOption help({u"help"_s, u"h"_s}, u"Show this help."_s);
    parser.addOption(help);
    const QString name = u"cutoverctl "_s + verb.trimmed();
    if (!parser.parse(QStringList{name} + m_arguments)) {
        usage(u"%1 %2 --help tells what it takes."_s.arg(parser.errorText() + u'.', name));
        return false;
    }
    if (parser.isSet(help)) {
        // Qt writes the program's path there, whatever was parsed.
        answerText(parser.helpText().replace(QCoreApplication::arguments().constFirst(), name) +
                   exitCodesText(verb.trimmed()) +
                   u"\n--workspace DIR and --json may stand anywhere; cutoverctl --help tells them.\n"_s);
        return false;
    }
    const auto given = parser.positionalArguments();
    if (words != anyWords && given.size() > words) {
        usage(u"“%1” is one word too many; %2 --help tells what it takes."_s.arg(given.at(words), name));
        return false;
    }
    return true;
}

void Invocation::withSession(std::function<void(session::Session &)> then)
{
    m_session = std::make_unique<session::Session>(m_workspace, m_ports);
    connect(m_session.get(), &session::Session::opened, this, [this, then = std::move(then)] {
        m_failedUnlocks = m_session->view().failedUnlocks;
        then(*m_session);
    });
    connect(m_session.get(), &session::Session::openFailed, this, &Invocation::failOpening);
    m_session->open();
}

void Invocation::withDecision(const QString &id, std::function<void(session::Session &, const QString &id)> then)
{
    withSession([this, id, then = std::move(then)](session::Session &session) {
        const auto meant = session::decisionIdFrom(id, session.view().rollout.decisionIds);
        if (!meant)
            return failWith(meant.error().name, models::failureText(meant.error()),
                            {{u"candidates"_s, QJsonArray::fromStringList(meant.error().data.mid(1))}}, No);
        then(session, *meant);
    });
}

void Invocation::withRollout(std::function<void(session::Session &)> then)
{
    m_session = std::make_unique<session::Session>(m_workspace, m_ports);
    struct Opening
    {
        std::optional<Failure> failure;
        bool isOver = false;
    };
    const auto opening = std::make_shared<Opening>();
    const auto judge = [this, opening, then = std::move(then)](bool mayWait) {
        const auto &view = m_session->view();
        const bool isKnown = view.ledger.open || !view.ledger.trouble.isEmpty();
        if (opening->isOver || (opening->failure && mayWait && !isKnown))
            return;
        opening->isOver = true;
        if (opening->failure && !view.rollout.hasBegun())
            return failOpening(*opening->failure);
        if (opening->failure)
            warn(models::oneLine(models::failureText(*opening->failure)));
        then(*m_session);
    };
    connect(m_session.get(), &session::Session::opened, this, [judge] { judge(true); });
    connect(m_session.get(), &session::Session::openFailed, this, [this, opening, judge](const Failure &failure) {
        if (opening->isOver)
            return;
        opening->failure = failure;
        judge(true);
        constexpr std::chrono::seconds patience{5};
        QTimer::singleShot(patience, this, [judge] { judge(false); });
    });
    connect(m_session.get(), &session::Session::changed, this, [opening, judge] {
        if (opening->failure)
            judge(true);
    });
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
    // A broken profile leaves the signed command, which the ledger knows.
    connect(m_session.get(), &session::Session::openFailed, this,
            [](const Failure &failure) { warn(models::oneLine(models::failureText(failure))); });
    // A locked or hanging ledger cannot tell, and an abort does not wait for it.
    constexpr std::chrono::milliseconds patience{500};
    QTimer::singleShot(patience, this, goOn);
    m_session->open();
}

void Invocation::end(const QByteArray &standardOutput, int code)
{
    if (std::exchange(m_isOver, true))
        return;
    m_code = code;
    m_answer = standardOutput;
    writeAnswer();
}

void Invocation::writeAnswer()
{
    writeOut(std::exchange(m_answer, {}));
    for (const auto &text : std::exchange(m_afterwards, {}))
        warn(text);
    if (!m_session)
        return finish();
    // The answer is out; what was told gets its first try, and one that was begun its end. What is left goes out with
    // the next console or verb.
    constexpr std::chrono::seconds patience{3};
    m_session->flushNotifications(patience, this, [this] { finish(); });
}

void Invocation::finish()
{
    writeOut(std::exchange(m_answer, {}));
    if (!std::exchange(m_isFinished, true))
        Q_EMIT finished(m_code);
}

/// Nothing is acknowledged that a power cut could still take: what was asked of the ledger is durable first.
void Invocation::answer(const QJsonObject &json, const QString &text, int code)
{
    const auto bytes = m_json ? formats::readableJson(json) : models::visibleText(text).toUtf8();
    if (!m_session)
        return end(bytes, code);
    if (std::exchange(m_isOver, true))
        return;
    m_code = code;
    m_answer = bytes;
    m_session->afterEntries(this, [this] { writeAnswer(); });
}

void Invocation::tell(const QJsonObject &json, const QString &text)
{
    writeOut(m_json ? QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n' : models::visibleText(text).toUtf8());
}

void Invocation::answerTold(int code)
{
    end({}, code);
}

void Invocation::answerText(const QString &text)
{
    end(models::visibleText(text).toUtf8(), Yes);
}

void Invocation::failWith(const QJsonObject &document, const QString &text, int code)
{
    if (m_isOver)
        return;
    warn(text);
    end(m_json ? formats::readableJson(document) : QByteArray(), code);
}

/// How many tries are left; of a key that was unlocked for the workspace, whose ledger counts.
QString Invocation::unlocksText(const Failure &failure) const
{
    const bool isFile = failure.data.value(1) == "file"_L1;
    if (!m_session || failure.kind != Failure::Kind::Keychain || failure.name != "wrong_passphrase"_L1 || isFile)
        return {};
    // The one that has just failed may not have come back from the ledger yet.
    return models::unlocksText(std::max(m_failedUnlocks + 1, m_session->view().failedUnlocks),
                               m_session->view().profile.contacts);
}

void Invocation::fail(const Failure &failure)
{
    QString text = models::failureText(failure);
    for (const QString &more : {models::nextStep(failure), unlocksText(failure)})
        text += more.isEmpty() ? more : u' ' + more;
    auto error = errorJson(failure.name, text);
    if (failure.kind == Failure::Kind::File) {
        error[u"file"_s] = textOrNull(failure.data.value(0));
        error[u"pointer"_s] = textOrNull(failure.data.value(1));
        if (const int line = failure.data.value(2).toInt(); line > 0)
            error[u"line"_s] = line;
    }
    QJsonObject document;
    if (!failure.refusals.isEmpty()) {
        error[u"code"_s] = domain::refusalName(failure.refusals.first());
        document[u"refusals"_s] = refusalsJson(failure.refusals);
    }
    document[u"error"_s] = error;
    failWith(document, failure.refusals.isEmpty() ? models::oneLine(text) : refusalLines(failure.refusals).trimmed(),
             codeOf(failure));
}

void Invocation::fail(const QString &code, const QString &text, int exitCode)
{
    failWith({{u"error"_s, errorJson(code, text)}}, text, exitCode);
}

void Invocation::failWith(const QString &code, const QString &text, QJsonObject fields, int exitCode)
{
    fields[u"error"_s] = errorJson(code, text);
    failWith(fields, text, exitCode);
}

void Invocation::failFile(const QString &code, const QString &text, const QString &file)
{
    auto error = errorJson(code, text);
    error[u"file"_s] = file;
    failWith({{u"error"_s, error}}, models::oneLine(text), FileUnreadable);
}

void Invocation::fail(const formats::FileError &error, const QString &file)
{
    fail({Failure::Kind::File, formats::codeName(error.code), {file, {}, {}, error.system}, {}});
}

void Invocation::fail(const formats::DocumentErrors &errors)
{
    const auto &first = errors.first();
    const QStringList data{first.file, first.pointer, QString::number(first.line)};
    fail({Failure::Kind::File, formats::codeName(first.code), data + first.data, {}});
}

void Invocation::failOpening(const Failure &failure)
{
    const QString file = failure.data.value(0);
    if (failure.name != formats::codeName(formats::FileError::Code::NotFound) || !file.endsWith("cutover.json"_L1))
        return fail(failure);
    const QString text =
        u"%1 is not there, so this is no workspace. Go to the folder that holds cutover.json, or name it: "
        "cutoverctl --workspace DIR %2."_s.arg(file, m_verb);
    auto error = errorJson(failure.name, text);
    error[u"file"_s] = file;
    failWith({{u"error"_s, error}}, text, codeOf(failure));
}

void Invocation::usage(const QString &text)
{
    fail(u"usage"_s, text, WrongUsage);
}

bool Invocation::takesText(const QStringList &texts)
{
    for (const auto &text : texts) {
        if (models::isOneLine(text))
            continue;
        usage(u"“%1” holds a line break, a control character or a mark that turns the writing; what goes into the "
              "record is one line of plain text."_s.arg(models::oneLine(text)));
        return false;
    }
    return true;
}

bool Invocation::takesOutput(const QString &file)
{
    const QString own = file.isEmpty() ? QString() : session::ownFileAt(file, m_workspace);
    if (own.isEmpty())
        return true;
    usage(models::failureText({Failure::Kind::Usage, u"own_file"_s, {models::oneLine(file), own}, {}}));
    return false;
}

void Invocation::warn(const QString &text)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(models::visibleText(text)));
}

void Invocation::relay(const QByteArray &commandOutput)
{
    const QString text = m_relayed.decode(commandOutput);
    std::fprintf(stderr, "%s", qUtf8Printable(models::visibleText(text)));
}

bool Invocation::asksTerminal(const QString &file)
{
    return Input::isTerminal() && (file.isEmpty() || isStandardInput(file));
}

std::optional<crypto::Secret> Invocation::secret(const QString &file, const QString &prompt)
{
    const Input input(m_interruption.descriptor());
    if (file.isEmpty() && !Input::isTerminal()) {
        usage(u"Without a terminal give --passphrase-file FILE (“-”: standard input)."_s);
        return std::nullopt;
    }
    auto bytes = asksTerminal(file)      ? input.hiddenLine(prompt)
                 : isStandardInput(file) ? input.standardInput()
                                         : input.file(file);
    if (!bytes) {
        failInput(bytes.error());
        return std::nullopt;
    }
    return crypto::Secret::consume(std::move(*bytes));
}

std::optional<crypto::Secret> Invocation::newSecret(const QString &file, const QString &prompt)
{
    auto first = secret(file, prompt);
    if (!first || !asksTerminal(file))
        return first;
    // Who typed too little hears of it before he types it again.
    if (first->characterCount() < crypto::PrivateKey::minimumPassphrase) {
        fail({Failure::Kind::Keychain, keychain::codeName(keychain::KeychainError::Code::PassphraseTooShort), {}, {}});
        return std::nullopt;
    }
    const auto second = secret(file, u"The same passphrase again: "_s);
    if (!second)
        return std::nullopt;
    if (first->view() != second->view()) {
        fail(u"passphrases_differ"_s, u"The two passphrases differ. Nothing was made; try again."_s, KeychainProblem);
        return std::nullopt;
    }
    return first;
}

std::optional<QString> Invocation::ask(const QString &prompt)
{
    const auto typed = Input(m_interruption.descriptor()).line(prompt);
    if (typed)
        return QString::fromUtf8(*typed).trimmed();
    failInput(typed.error());
    return std::nullopt;
}

void Invocation::failInput(const InputError &error)
{
    switch (error.code) {
    case InputError::Code::Interrupted:
        m_signal = m_interruption.take();
        return leave(u"Cancelled. Nothing was done."_s);
    case InputError::Code::Closed:
        return fail(u"cancelled"_s, u"Cancelled. Nothing was done."_s, KeychainProblem);
    case InputError::Code::File:
        return fail(error.file, error.file.path);
    }
}

std::optional<keychain::SigningKey> Invocation::key(const QString &prefix)
{
    auto found = m_keys.find(prefix);
    if (found)
        return std::move(*found);
    fail({Failure::Kind::Keychain, keychain::codeName(found.error().code), {prefix, found.error().detail}, {}});
    return std::nullopt;
}

std::optional<Invocation::Unlock> Invocation::unlock(const QString &prefix, const QString &passphraseFile)
{
    const auto found = key(prefix);
    if (!found)
        return std::nullopt;
    auto passphrase = secret(passphraseFile, u"Passphrase of key %1: "_s.arg(found->fingerprint.left(8)));
    if (!passphrase)
        return std::nullopt;
    return Unlock{found->fingerprint, std::make_shared<crypto::Secret>(std::move(*passphrase))};
}

void Invocation::onInterrupt(std::function<void()> then)
{
    m_onInterrupt = std::move(then);
}

void Invocation::finishFirst(const QString &text)
{
    onInterrupt([this, text] {
        warn(text);
        onInterrupt({});
    });
}

void Invocation::onSignal(int number)
{
    if (m_isOver)
        return finish(); // nothing but messages is waited for
    m_signal = number;
    if (const auto then = m_onInterrupt) // a copy: it may replace itself
        then();
    else
        leave();
}

void Invocation::leave(const QString &text)
{
    answersInterrupted();
    fail(u"cancelled"_s, text.isEmpty() ? u"Cancelled by %1."_s.arg(signalName(m_signal)) : text, KeychainProblem);
    finish(); // no message is waited for
}

bool isSha256(const QString &text)
{
    constexpr qsizetype digits = 64;
    const auto bytes = text.toLatin1();
    return bytes.size() == digits && QByteArray::fromHex(bytes).toHex() == bytes.toLower();
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
