// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/family.h"
#include "cli/invocation.h"
#include "cli/verbs.h"
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

void list(Invocation &call)
{
    QCommandLineParser parser;
    if (!call.parse(parser, u"keys list"_s, u"The signing keys of this account."_s))
        return;
    QJsonArray array;
    QString text;
    for (const auto &key : call.keys().list()) {
        const auto notAfter = formats::formatRfc3339(key.certificate.notAfter());
        array.append(QJsonObject{{u"fingerprint"_s, key.fingerprint},
                                 {u"name"_s, key.certificate.commonName()},
                                 {u"not_after"_s, notAfter}});
        text += u"%1  %2  until %3\n"_s.arg(key.fingerprint, models::oneLine(key.certificate.commonName()), notAfter);
    }
    if (text.isEmpty())
        text = u"No signing key yet; make one: cutoverctl keys enrol --name NAME\n"_s;
    call.answer({{u"keys"_s, array}}, text, Yes);
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
                     {"import"_L1},
                     {"request"_L1},
                     {"install"_L1}});
}

void secret(Invocation &call)
{
    runFamily(call, {{"set"_L1, setSecret}});
}

} // namespace cutover::cli
