// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/signersfile.h"

#include "formats/canonicaljson.h"
#include "formats/fieldreader.h"
#include "formats/jsonpointer.h"

#include <QJsonArray>
#include <QMap>
#include <QSet>

namespace cutover::formats {

using namespace Qt::StringLiterals;
using Code = DocumentError::Code;

namespace {

constexpr QLatin1String revokedKey{"revoked"};

template <typename T>
T orEmpty(const std::optional<T> &value)
{
    return value.value_or(T{});
}

QJsonObject signerToJson(const domain::Signer &signer)
{
    return {{u"fingerprint"_s, signer.fingerprint},
            {u"name"_s, signer.name},
            {u"roles"_s, QJsonArray::fromStringList(signer.roles)},
            {u"certificate"_s, QString::fromLatin1(signer.certificatePem)}};
}

/// The hex digits as they are, checked to be a SHA-256.
QString fingerprint(FieldReader &reader, const QString &key)
{
    return reader.digest(key) ? reader.object().value(key).toString() : QString();
}

QStringList fingerprints(FieldReader &reader, const QString &key)
{
    const QStringList listed = orEmpty(reader.words(key));
    for (qsizetype i = 0; i < listed.size(); ++i) {
        if (!digestFromHex(listed[i]))
            reader.errors().add(Code::BadDigest, pointerTo(reader.pointer(key), i), {listed[i]});
    }
    return listed;
}

domain::Signer readSigner(FieldReader &reader)
{
    const QStringList &keys = signersKeys().value(u"signers/*"_s);
    reader.require(keys).allowOnly(keys);
    domain::Signer signer;
    signer.fingerprint = fingerprint(reader, u"fingerprint"_s);
    signer.name = orEmpty(reader.word(u"name"_s));
    signer.roles = orEmpty(reader.words(u"roles"_s));
    if (signer.roles.isEmpty() && reader.has(u"roles"_s))
        reader.errors().add(Code::Empty, reader.pointer(u"roles"_s));
    const QString certificate = orEmpty(reader.word(u"certificate"_s));
    if (!certificate.isEmpty() && !certificate.startsWith("-----BEGIN CERTIFICATE-----\n"_L1))
        reader.errors().add(Code::BadName, reader.pointer(u"certificate"_s), {certificate.left(32)});
    signer.certificatePem = certificate.toLatin1();
    return signer;
}

void readSigners(FieldReader &root, QList<domain::Signer> &signers)
{
    QSet<QString> known;
    for (FieldReader &reader : orEmpty(root.children(u"signers"_s))) {
        const domain::Signer signer = readSigner(reader);
        if (known.contains(signer.fingerprint))
            reader.errors().add(Code::DuplicateValue, reader.pointer(u"fingerprint"_s), {signer.fingerprint});
        known.insert(signer.fingerprint);
        signers.append(signer);
    }
    if (signers.isEmpty() && root.object().value("signers"_L1).isArray())
        root.errors().add(Code::Empty, root.pointer(u"signers"_s));
}

int keysOfRole(const QList<domain::Signer> &signers, const QString &role)
{
    return int(std::count_if(signers.cbegin(), signers.cend(),
                             [&role](const domain::Signer &signer) { return signer.roles.contains(role); }));
}

/// A quorum that more keys must give than the list has could never be met, and one of none would be no quorum.
void readQuorum(FieldReader &root, domain::SignersList &list)
{
    auto reader = root.child(u"quorum"_s);
    if (!reader)
        return;
    for (const QString &role : reader->object().keys()) {
        const int available = keysOfRole(list.signers, role);
        if (const auto needed = reader->integer(role, 1, std::max(1, available)))
            list.quorum.insert(role, int(*needed));
        if (available == 0)
            reader->errors().add(Code::UnknownWord, reader->pointer(role), {role});
    }
    if (reader->object().isEmpty())
        reader->errors().add(Code::Empty, root.pointer(u"quorum"_s));
}

void readDeputies(FieldReader &root, domain::SignersList &list)
{
    auto reader = root.child(u"deputies"_s);
    if (!reader)
        return;
    for (const QString &of : reader->object().keys()) {
        const QString deputy = fingerprint(*reader, of);
        if (list.find(of) == nullptr)
            reader->errors().add(Code::UnknownWord, reader->pointer(of), {of});
        else if (!deputy.isEmpty() && list.find(deputy) == nullptr)
            reader->errors().add(Code::UnknownWord, reader->pointer(of), {deputy});
        list.deputies.insert(of, deputy);
    }
}

void readPredecessor(FieldReader &root, domain::SignersList &list)
{
    const QString key = u"previous_sha256"_s;
    list.version = int(root.integer(u"version"_s, 1, std::numeric_limits<int>::max()).value_or(1));
    const bool isFirst = list.version == 1;
    const bool isEmpty = root.object().value(key).toString() == QString() && root.object().value(key).isString();
    if (!isEmpty)
        list.previousSha256 = orEmpty(root.digest(key));
    if (isFirst != isEmpty && root.has(key))
        root.errors().add(Code::BadDigest, root.pointer(key), {root.object().value(key).toString()});
}

} // namespace

const QMap<QString, QStringList> &signersKeys()
{
    static const QMap<QString, QStringList> keys{
        {QString(),
         {u"workspace_id"_s, u"version"_s, u"previous_sha256"_s, u"signers"_s, u"quorum"_s, u"deputies"_s,
          u"policy_keys"_s, u"evidence_keys"_s, u"revoked"_s}},
        {u"signers/*"_s, {u"fingerprint"_s, u"name"_s, u"roles"_s, u"certificate"_s}},
    };
    return keys;
}

QByteArray signersPayload(const domain::SignersList &list)
{
    QJsonArray signers;
    for (const domain::Signer &signer : list.signers)
        signers.append(signerToJson(signer));
    QJsonObject quorum;
    for (auto it = list.quorum.cbegin(); it != list.quorum.cend(); ++it)
        quorum.insert(it.key(), it.value());
    QJsonObject deputies;
    for (auto it = list.deputies.cbegin(); it != list.deputies.cend(); ++it)
        deputies.insert(it.key(), it.value());
    QJsonObject object{{u"workspace_id"_s, list.workspaceId},
                       {u"version"_s, list.version},
                       {u"previous_sha256"_s, QString::fromLatin1(list.previousSha256.toHex())},
                       {u"signers"_s, signers},
                       {u"quorum"_s, quorum},
                       {u"deputies"_s, deputies},
                       {u"policy_keys"_s, QJsonArray::fromStringList(list.policyKeys)},
                       {u"evidence_keys"_s, QJsonArray::fromStringList(list.evidenceKeys)}};
    // Only where there is one: lists from before keys were revoked read as they were signed.
    if (!list.revoked.isEmpty())
        object.insert(revokedKey, QJsonArray::fromStringList(list.revoked));
    // Only a name that is no Unicode text has no canonical form: then there is nothing to sign.
    return canonicalJson(object).value_or(QByteArray());
}

tl::expected<domain::SignersList, DocumentErrors> readSignersPayload(QByteArrayView payload, const QString &file)
{
    const auto text = parseStrict(payload);
    if (!text)
        return tl::make_unexpected(DocumentErrors{documentError(text.error(), file)});
    ErrorList errors(&*text, file);
    if (!text->root.isObject()) {
        errors.add(Code::WrongType, {}, {u"object"_s, typeName(text->root)});
        return tl::make_unexpected(errors.inOrder());
    }
    FieldReader root(&errors, text->root.toObject(), {});
    auto required = signersKeys().value(QString());
    required.removeAll(revokedKey);
    root.require(required).allowOnly(signersKeys().value(QString()));
    domain::SignersList list;
    list.workspaceId = orEmpty(root.word(u"workspace_id"_s));
    readPredecessor(root, list);
    readSigners(root, list.signers);
    readQuorum(root, list);
    readDeputies(root, list);
    list.policyKeys = fingerprints(root, u"policy_keys"_s);
    list.evidenceKeys = fingerprints(root, u"evidence_keys"_s);
    list.revoked = root.has(revokedKey) ? fingerprints(root, revokedKey) : QStringList();
    for (const auto &key : std::as_const(list.revoked))
        if (list.find(key) != nullptr || list.revoked.count(key) > 1)
            errors.add(Code::DuplicateValue, root.pointer(revokedKey), {key});
    if (errors.isEmpty() && signersPayload(list) != payload)
        errors.add(Code::NotCanonical, {});
    if (!errors.isEmpty())
        return tl::make_unexpected(errors.inOrder());
    return list;
}

tl::expected<SignersFile, DocumentErrors> readSignersFile(QByteArrayView bytes, const QString &file)
{
    const auto envelope = parseEnvelope(bytes);
    if (!envelope) {
        const DsseError &error = envelope.error();
        if (error.json)
            return tl::make_unexpected(DocumentErrors{documentError(*error.json, file)});
        return tl::make_unexpected(
            DocumentErrors{{Code::InvalidEnvelope, file, error.pointer, error.line, {codeName(error.code)}}});
    }
    if (envelope->payloadType != signersPayloadType) {
        return tl::make_unexpected(
            DocumentErrors{{Code::WrongPayloadType,
                            file,
                            u"/payloadType"_s,
                            1,
                            {QString::fromUtf8(envelope->payloadType), QString::fromLatin1(signersPayloadType)}}});
    }
    auto list = readSignersPayload(envelope->payload, file);
    if (!list)
        return tl::make_unexpected(list.error());
    return SignersFile{*std::move(list), *envelope};
}

} // namespace cutover::formats
