// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/truststore.h"

#include "formats/dsse.h"
#include "formats/reports.h"
#include "formats/strictjson.h"
#include "session/filefailure.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStandardPaths>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestTrustFile = 1024 * 1024;

/// An object without members where there is no file yet.
Result<QJsonObject> readTrust(const QString &file)
{
    const auto bytes = formats::readBounded(file, largestTrustFile);
    if (!bytes && bytes.error().code == formats::FileError::Code::NotFound)
        return QJsonObject();
    if (!bytes)
        return tl::unexpected(fileFailure(bytes.error()));
    const auto json = formats::parseStrict(*bytes);
    if (json && json->root.isObject())
        return json->root.toObject();
    if (!json)
        return tl::unexpected(fileFailure(formats::documentError(json.error(), file)));
    using formats::DocumentError;
    return tl::unexpected(
        fileFailure(DocumentError{DocumentError::Code::WrongType, file, {}, 1, {u"object"_s, u"value"_s}}));
}

Result<void> writeTrust(const QString &file, const QJsonObject &trust)
{
    return formats::writeAtomically(file, formats::readableJson(trust), formats::FileAccess::OwnerOnly)
        .map_error([](const formats::FileError &error) { return fileFailure(error); });
}

} // namespace

TrustStore::TrustStore(QString file)
    : m_file(file.isEmpty() ? defaultFile() : std::move(file))
{
}

QString TrustStore::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/cutover/trust.json"_L1;
}

QByteArray TrustStore::pinnedSigners(const QString &ledgerId) const
{
    const auto trust = readTrust(m_file).value_or(QJsonObject());
    const auto entry = trust[u"ledgers"_s].toObject()[ledgerId].toObject();
    return QByteArray::fromHex(entry[u"signers_sha256"_s].toString().toLatin1());
}

Result<void> TrustStore::pinSigners(const QString &ledgerId, const QByteArray &sha256)
{
    auto trust = readTrust(m_file);
    if (!trust)
        return tl::unexpected(trust.error());
    auto ledgers = (*trust)[u"ledgers"_s].toObject();
    ledgers[ledgerId] = QJsonObject{{u"signers_sha256"_s, QString::fromLatin1(sha256.toHex())}};
    (*trust)[u"ledgers"_s] = ledgers;
    return writeTrust(m_file, *trust);
}

QList<crypto::Certificate> TrustStore::timestampAnchors() const
{
    QList<crypto::Certificate> anchors;
    const auto trust = readTrust(m_file).value_or(QJsonObject());
    for (const auto &anchor : trust[u"timestamp_anchors"_s].toArray()) {
        const auto bytes = formats::decodeBase64(anchor.toString().toLatin1());
        if (auto certificate = crypto::Certificate::fromDer(bytes.value_or(QByteArray())))
            anchors.append(std::move(*certificate));
    }
    return anchors;
}

Result<void> TrustStore::setTimestampAnchors(const QList<crypto::Certificate> &anchors)
{
    auto trust = readTrust(m_file);
    if (!trust)
        return tl::unexpected(trust.error());
    QJsonArray array;
    for (const auto &anchor : anchors)
        array.append(QString::fromLatin1(anchor.der().toBase64()));
    (*trust)[u"timestamp_anchors"_s] = array;
    return writeTrust(m_file, *trust);
}

} // namespace cutover::session
