// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/verbs.h"
#include "formats/atomicfile.h"
#include "formats/rfc3339.h"
#include "models/words.h"

#include <QJsonArray>

namespace cutover::cli {

using namespace Qt::StringLiterals;
using keychain::KeychainError;
using keychain::SigningKey;

namespace {

session::Failure failureOf(const KeychainError &error, const QString &key = {})
{
    return {session::Failure::Kind::Keychain, keychain::codeName(error.code), {key, error.detail}, {}};
}

/// Of a file that is imported or installed: what is wrong with it is no matter of the keychain.
session::Failure fileFailureOf(const KeychainError &error, const QString &file)
{
    using enum KeychainError::Code;
    using Kind = session::Failure::Kind;
    const QString name = keychain::codeName(error.code);
    switch (error.code) {
    case NotAKeyFile:
    case NotACertificate:
        return {Kind::File, name, {file, {}, {}, error.detail}, {}};
    case WrongPassphrase:
        return {Kind::Keychain, name, {file, u"file"_s}, {}};
    case KeyUnencrypted:
    case TooManyIterations:
    case WeakKey:
    case UnsupportedKey:
    case OtherKey:
    case CertificateNotValid:
    case CertificateIssued:
    case CertificateUnfit:
        return {Kind::Refused, name, {file, error.detail}, {}};
    default:
        return {Kind::Keychain, name, {error.detail, error.detail}, {}};
    }
}

constexpr qint64 largestKeyFile = 1024 * 1024;
constexpr int warnsDaysBefore = 30;

QString issuerText(const QList<crypto::Certificate> &issuers)
{
    return issuers.isEmpty() ? QString() : u", issued by %1"_s.arg(models::oneLine(issuers.first().commonName()));
}

/// A list of signers holds certificates: a new one has to come into it.
void answerCertificate(Invocation &call, const SigningKey &key, const QString &what)
{
    const auto notAfter = formats::formatRfc3339(key.certificate.notAfter());
    call.answer({{u"fingerprint"_s, key.fingerprint},
                 {u"name"_s, key.certificate.commonName()},
                 {u"not_after"_s, notAfter},
                 {u"certificate"_s, QString::fromLatin1(key.certificate.pem())}},
                u"%1 %2  %3  until %4%5\n"_s.arg(what, key.fingerprint, models::oneLine(key.certificate.commonName()),
                                                 notAfter, issuerText(call.keys().issuers(key.fingerprint))),
                Yes);
}

void proposeIt(const SigningKey &key)
{
    Invocation::warn(u"A list of signers that names this key holds its former certificate until a new version is "
                     "approved: cutoverctl signers propose --key %1"_s.arg(key.fingerprint.left(8)));
}

void enrol(Invocation &call)
{
    QCommandLineParser parser;
    const QCommandLineOption name(u"name"_s, u"Printed name of the key's person."_s, u"NAME"_s);
    const QCommandLineOption email(u"email"_s, u"E-mail address in the certificate."_s, u"EMAIL"_s);
    const auto passphrase = passphraseOption();
    parser.addOptions({name, email, passphrase});
    if (!call.parse(parser, u"keys enrol"_s, u"Make a signing key in the keychain; it authorises nobody."_s))
        return;
    if (parser.value(name).trimmed().isEmpty())
        return call.usage(u"keys enrol needs --name NAME."_s);
    if (!call.takesText({parser.value(name), parser.value(email)}))
        return;
    auto secret = call.newSecret(parser.value(passphrase), u"New passphrase, at least 12 characters: "_s);
    if (!secret)
        return;
    call.finishFirst(u"The key is being made; that is finished first."_s);
    call.keys()
        .enrol(parser.value(name), parser.value(email), std::move(*secret), &call)
        ->onFinished(&call,
                     [&call](tl::expected<SigningKey, KeychainError> key) {
                         if (!key)
                             return call.fail(failureOf(key.error()));
                         const auto &certificate = key->certificate;
                         call.answer({{u"fingerprint"_s, key->fingerprint},
                                      {u"name"_s, certificate.commonName()},
                                      {u"certificate"_s, QString::fromLatin1(certificate.pem())}},
                                     key->fingerprint + u'\n', Yes);
                     })
        ->start();
}

void answerList(Invocation &call)
{
    QJsonArray array;
    QJsonArray expiring;
    QString text;
    const auto now = call.ports().now();
    for (const auto &key : call.keys().list()) {
        const auto notAfter = formats::formatRfc3339(key.certificate.notAfter());
        array.append(QJsonObject{{u"fingerprint"_s, key.fingerprint},
                                 {u"name"_s, key.certificate.commonName()},
                                 {u"not_after"_s, notAfter}});
        text += u"%1  %2  until %3%4\n"_s.arg(key.fingerprint, models::oneLine(key.certificate.commonName()), notAfter,
                                              issuerText(call.keys().issuers(key.fingerprint)));
        const qint64 days = now.daysTo(key.certificate.notAfter());
        if (days > warnsDaysBefore)
            continue;
        expiring.append(key.fingerprint);
        Invocation::warn(models::expiringText(models::oneLine(key.certificate.commonName()), key.fingerprint,
                                              now <= key.certificate.notAfter() ? days : -1,
                                              key.certificate.isSelfSigned()));
    }
    if (text.isEmpty())
        text = u"No signing key yet; make one: cutoverctl keys enrol --name NAME\n"_s;
    call.answer({{u"keys"_s, array}, {u"expiring"_s, expiring}}, text, Yes);
}

/// Certificates are listed without a keychain too; but «no key yet» nobody can say who cannot look.
void list(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"keys list"_s, u"The signing keys of this account."_s))
        return;
    using Found = tl::expected<keychain::Availability, KeychainError>;
    call.ports()
        .secrets->availability(&call)
        ->onFinished(
            &call,
            [&call](const Found &found) {
                if (found && *found != keychain::Availability::Absent)
                    return answerList(call);
                const auto why = failureOf(found ? KeychainError{KeychainError::Code::Absent, {}} : found.error());
                if (call.keys().list().isEmpty())
                    return call.fail(why);
                Invocation::warn(models::failureText(why));
                answerList(call);
            })
        ->start();
}

void exportKey(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FP"_s, u"8 or more digits of the key."_s);
    if (!call.parse(parser, u"keys export"_s, u"Print the certificate, never the key."_s, 1))
        return;
    const auto key = call.key(parser.positionalArguments().value(0));
    if (!key)
        return;
    const auto pem = QString::fromLatin1(key->certificate.pem());
    call.answer({{u"fingerprint"_s, key->fingerprint}, {u"certificate"_s, pem}}, pem, Yes);
}

void importKey(Invocation &call)
{
    QCommandLineParser parser;
    const auto passphrase = passphraseOption();
    const QCommandLineOption opening(u"import-passphrase-file"_s,
                                     u"Passphrase of FILE.p12 itself; without it the one of --passphrase-file opens "
                                     "the file, too."_s,
                                     u"FILE"_s);
    parser.addOptions({passphrase, opening});
    parser.addPositionalArgument(u"FILE.p12"_s,
                                 u"PKCS#12: one key (P-256, or RSA of 3072 bits) and its certificate."_s);
    if (!call.parse(
            parser, u"keys import"_s,
            u"Put the key of a file into the keychain, closed anew with a passphrase of your own. One that is here "
            "already stays as it is (key_exists, exit 4)."_s,
            1))
        return;
    const QString file = parser.positionalArguments().value(0);
    if (file.isEmpty())
        return call.usage(u"keys import needs FILE.p12."_s);
    const auto bytes = formats::readBounded(file, largestKeyFile);
    if (!bytes)
        return call.fail(bytes.error(), file);
    const QString ownFile = parser.value(passphrase);
    const bool isShared = !ownFile.isEmpty() && !parser.isSet(opening);
    std::optional<crypto::Secret> fromFile;
    if (!isShared)
        fromFile = call.secret(parser.value(opening), u"Passphrase of %1: "_s.arg(models::oneLine(file)));
    if (!isShared && !fromFile)
        return;
    auto own = call.newSecret(ownFile, u"New passphrase of your own, at least 12 characters: "_s);
    if (!own)
        return;
    if (isShared)
        fromFile = own->duplicate();
    call.finishFirst(u"The key is being imported; that is finished first."_s);
    call.keys()
        .importKey(*bytes, std::move(*fromFile), std::move(*own), call.ports().now(), &call)
        ->onFinished(&call,
                     [&call, file](tl::expected<SigningKey, KeychainError> key) {
                         key ? answerCertificate(call, *key, u"Imported"_s)
                             : call.fail(fileFailureOf(key.error(), file));
                     })
        ->start();
}

void request(Invocation &call)
{
    QCommandLineParser parser;
    const auto passphrase = passphraseOption();
    parser.addOption(passphrase);
    parser.addPositionalArgument(u"FP"_s, u"8 or more digits of the key."_s);
    if (!call.parse(parser, u"keys request"_s, u"Print a certificate request (PKCS#10) for an authority."_s, 1))
        return;
    auto unlock = call.unlock(parser.positionalArguments().value(0), parser.value(passphrase));
    if (!unlock)
        return;
    call.keys()
        .request(unlock->fingerprint, std::move(*unlock->passphrase), &call)
        ->onFinished(&call,
                     [&call, fingerprint = unlock->fingerprint](tl::expected<QByteArray, KeychainError> pem) {
                         if (!pem)
                             return call.fail(failureOf(pem.error(), fingerprint));
                         const auto text = QString::fromLatin1(*pem);
                         call.answer({{u"fingerprint"_s, fingerprint}, {u"request"_s, text}}, text, Yes);
                     })
        ->start();
}

void install(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FILE.pem"_s, u"The issued certificate; those of its issuers may be in the file."_s);
    if (!call.parse(parser, u"keys install"_s, u"Take an issued certificate for a key of yours; the key stays."_s, 1))
        return;
    const QString file = parser.positionalArguments().value(0);
    if (file.isEmpty())
        return call.usage(u"keys install needs FILE.pem."_s);
    const auto bytes = formats::readBounded(file, largestKeyFile);
    if (!bytes)
        return call.fail(bytes.error(), file);
    call.finishFirst(u"The certificate is being installed; that is finished first."_s);
    call.keys()
        .install(*bytes, call.ports().now(), &call)
        ->onFinished(&call,
                     [&call, file](tl::expected<SigningKey, KeychainError> key) {
                         if (!key)
                             return call.fail(fileFailureOf(key.error(), file));
                         proposeIt(*key);
                         answerCertificate(call, *key, u"Installed"_s);
                     })
        ->start();
}

void renew(Invocation &call)
{
    QCommandLineParser parser;
    const auto passphrase = passphraseOption();
    parser.addOption(passphrase);
    parser.addPositionalArgument(u"FP"_s, u"8 or more digits of the key."_s);
    if (!call.parse(parser, u"keys renew"_s, u"A new self-signed certificate for the same key, for two years."_s, 1))
        return;
    auto unlock = call.unlock(parser.positionalArguments().value(0), parser.value(passphrase));
    if (!unlock)
        return;
    call.finishFirst(u"The certificate is being renewed; that is finished first."_s);
    call.keys()
        .renew(unlock->fingerprint, std::move(*unlock->passphrase), &call)
        ->onFinished(&call,
                     [&call, fingerprint = unlock->fingerprint](tl::expected<SigningKey, KeychainError> key) {
                         if (!key && key.error().code == KeychainError::Code::CertificateIssued)
                             return call.fail(fileFailureOf(key.error(), fingerprint.left(8)));
                         if (!key)
                             return call.fail(failureOf(key.error(), fingerprint));
                         proposeIt(*key);
                         answerCertificate(call, *key, u"Renewed"_s);
                     })
        ->start();
}

void remove(Invocation &call)
{
    QCommandLineParser parser;
    parser.addPositionalArgument(u"FP"_s, u"8 or more digits of the key."_s);
    if (!call.parse(parser, u"keys remove"_s, u"Remove a key and its certificate."_s, 1))
        return;
    const auto key = call.key(parser.positionalArguments().value(0));
    if (!key)
        return;
    call.finishFirst(u"The key is being removed; that is finished first."_s);
    call.keys()
        .remove(key->fingerprint, &call)
        ->onFinished(&call,
                     [&call, fingerprint = key->fingerprint](tl::expected<void, KeychainError> removed) {
                         if (!removed)
                             return call.fail(failureOf(removed.error(), fingerprint));
                         call.answer({{u"fingerprint"_s, fingerprint}, {u"removed"_s, true}},
                                     u"Removed %1.\n"_s.arg(fingerprint), Yes);
                     })
        ->start();
}

void setSecret(Invocation &call)
{
    QCommandLineParser parser;
    const auto passphrase = passphraseOption();
    parser.addOption(passphrase);
    parser.addPositionalArgument(u"NAME"_s, u"For example SLACK_WEBHOOK_URL."_s);
    if (!call.parse(parser, u"secret set"_s, u"Put a webhook URL, token or password into the keychain."_s, 1))
        return;
    const QString name = parser.positionalArguments().value(0);
    if (name.isEmpty())
        return call.usage(u"secret set needs NAME."_s);
    auto value = call.secret(parser.value(passphrase), u"Value of %1: "_s.arg(name));
    if (!value)
        return;
    call.finishFirst(u"The keychain is being written; that is finished first."_s);
    call.ports()
        .secrets->write(keychain::secretEntry(name), std::move(*value), &call)
        ->onFinished(&call,
                     [&call, name](tl::expected<void, KeychainError> written) {
                         if (!written)
                             return call.fail(failureOf(written.error(), name));
                         call.answer({{u"name"_s, name}, {u"set"_s, true}}, u"%1 is set.\n"_s.arg(name), Yes);
                     })
        ->start();
}

} // namespace

void keys(Invocation &call)
{
    runFamily(call, {{"enrol"_L1, enrol},
                     {"list"_L1, list},
                     {"export"_L1, exportKey},
                     {"remove"_L1, remove},
                     {"import"_L1, importKey},
                     {"request"_L1, request},
                     {"install"_L1, install},
                     {"renew"_L1, renew}});
}

void secret(Invocation &call)
{
    runFamily(call, {{"set"_L1, setSecret}});
}

} // namespace cutover::cli
