// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts.h"

#include "crypto/digest.h"
#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "formats/statement.h"
#include "formats/strictjson.h"
#include "ledger/attestation.h"
#include "session/filefailure.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonObject>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestDraft = 16 * 1024 * 1024;
constexpr qint64 largestEvidence = 64 * 1024 * 1024;

QJsonArray changesJson(const QList<Draft::Change> &changes)
{
    QJsonArray array;
    for (const auto &change : changes)
        array.append(QJsonObject{{u"code"_s, change.code}, {u"data"_s, QJsonArray::fromStringList(change.data)}});
    return array;
}

QList<Draft::Change> changesFrom(const QJsonArray &array)
{
    QList<Draft::Change> changes;
    for (const auto &value : array) {
        const auto object = value.toObject();
        QStringList data;
        for (const auto &item : object[u"data"_s].toArray())
            data.append(item.toString());
        changes.append({object[u"code"_s].toString(), data});
    }
    return changes;
}

} // namespace

Drafts::Drafts(const QString &stateFolder)
    : m_folder((stateFolder.isEmpty() ? ledger::Attestation::defaultStateFolder() : stateFolder) + "/drafts"_L1)
{
}

QString Drafts::file(const QByteArray &sha256) const
{
    return u"%1/%2.json"_s.arg(m_folder, QString::fromLatin1(sha256.toHex()));
}

QString Drafts::evidenceFile(const QByteArray &sha256) const
{
    return u"%1/%2.evidence"_s.arg(m_folder, QString::fromLatin1(sha256.toHex()));
}

void Drafts::remove(const QByteArray &sha256) const
{
    QFile::remove(file(sha256));
    QFile::remove(evidenceFile(sha256));
}

Result<void> Drafts::keep(const Draft &draft) const
{
    const QJsonObject object{{u"statement"_s, QString::fromUtf8(draft.bytes)},
                             {u"key"_s, draft.keyFingerprint},
                             {u"changes"_s, changesJson(draft.changes)}};
    // The evidence first: a draft without it cannot be signed.
    auto written = formats::writeAtomically(evidenceFile(draft.sha256), draft.evidence, formats::FileAccess::OwnerOnly);
    if (written)
        written =
            formats::writeAtomically(file(draft.sha256), formats::readableJson(object), formats::FileAccess::OwnerOnly);
    if (!written)
        return tl::unexpected(fileFailure(written.error()));
    return {};
}

Result<Draft> Drafts::recall(const QByteArray &sha256, const QDateTime &now) const
{
    const auto bytes = formats::readBounded(file(sha256), largestDraft);
    const auto json = bytes ? formats::parseStrict(*bytes)
                            : tl::expected<formats::JsonText, formats::JsonError>(tl::unexpected(formats::JsonError{}));
    if (!json)
        return tl::unexpected(refused(u"draft_unknown"_s));
    Draft draft;
    const auto object = json->root.toObject();
    draft.bytes = object[u"statement"_s].toString().toUtf8();
    draft.sha256 = crypto::sha256(draft.bytes);
    draft.keyFingerprint = object[u"key"_s].toString();
    draft.changes = changesFrom(object[u"changes"_s].toArray());
    auto statement = formats::readStatement(draft.bytes);
    if (draft.sha256 != sha256 || !statement)
        return tl::unexpected(refused(u"draft_unknown"_s));
    draft.statement = std::move(*statement);
    if (draft.statement.composedAt.secsTo(now) > domain::snapshotAgeS) {
        remove(sha256);
        return tl::unexpected(refused(u"draft_expired"_s));
    }
    const auto bound = draft.statement.digestOf(domain::BoundFile::Role::Evidence);
    draft.evidence = formats::readBounded(evidenceFile(sha256), largestEvidence).value_or(QByteArray());
    if (!bound.isEmpty() && crypto::sha256(draft.evidence) != bound)
        return tl::unexpected(refused(u"draft_unknown"_s));
    return draft;
}

void Drafts::clear(const QByteArray &signedOne, const QDateTime &now) const
{
    remove(signedOne);
    for (const auto &kept : QDir(m_folder).entryInfoList({u"*.json"_s, u"*.evidence"_s}, QDir::Files))
        if (kept.lastModified().secsTo(now) > domain::snapshotAgeS)
            QFile::remove(kept.filePath());
}

} // namespace cutover::session
