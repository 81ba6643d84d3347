// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/truststore.h"

#include "formats/reports.h"
#include "formats/strictjson.h"

#include <QJsonObject>
#include <QStandardPaths>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestTrustFile = 1024 * 1024;

QJsonObject readTrust(const QString &file)
{
    const auto bytes = formats::readBounded(file, largestTrustFile);
    if (!bytes)
        return {};
    const auto json = formats::parseStrict(*bytes);
    return json ? json->root.toObject() : QJsonObject();
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
    const auto entry = readTrust(m_file)[u"ledgers"_s].toObject()[ledgerId].toObject();
    return QByteArray::fromHex(entry[u"signers_sha256"_s].toString().toLatin1());
}

tl::expected<void, formats::FileError> TrustStore::pinSigners(const QString &ledgerId, const QByteArray &sha256)
{
    auto trust = readTrust(m_file);
    auto ledgers = trust[u"ledgers"_s].toObject();
    ledgers[ledgerId] = QJsonObject{{u"signers_sha256"_s, QString::fromLatin1(sha256.toHex())}};
    trust[u"ledgers"_s] = ledgers;
    return formats::writeAtomically(m_file, formats::readableJson(trust), formats::FileAccess::OwnerOnly);
}

} // namespace cutover::session
