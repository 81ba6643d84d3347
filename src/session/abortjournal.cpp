// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/abortjournal.h"

#include "formats/atomicfile.h"
#include "formats/reports.h"
#include "formats/strictjson.h"
#include "rollout/ledgerevents.h"
#include "rollout/stagefile.h"

#include <QDir>
#include <QUuid>

namespace cutover::session {

using namespace Qt::StringLiterals;

namespace {

bool isOf(const QJsonObject &note, const ledger::Ledger &ledger, const QString &workspace)
{
    const QString id = note[u"ledger_id"_s].toString();
    return id.isEmpty() ? note[u"workspace"_s].toString() == workspace : id == ledger.ledgerId();
}

} // namespace

AbortJournal::AbortJournal(const QString &stateFolder)
    : m_folder((stateFolder.isEmpty() ? ledger::Attestation::defaultStateFolder() : stateFolder) + "/aborts"_L1)
{
}

QString AbortJournal::note(const QString &workspace, const QString &ledgerId, const QString &reason,
                           const QDateTime &at) const
{
    const QString file = u"%1/%2.json"_s.arg(m_folder, QUuid::createUuid().toString(QUuid::WithoutBraces));
    const QJsonObject object{{u"workspace"_s, workspace},
                             {u"ledger_id"_s, ledgerId},
                             {u"reason"_s, reason},
                             {u"at"_s, at.toUTC().toString(Qt::ISODateWithMs)}};
    const bool written =
        formats::writeAtomically(file, formats::readableJson(object), formats::FileAccess::OwnerOnly).has_value();
    return written ? file : QString();
}

void AbortJournal::forget(const QString &file) const
{
    QFile::remove(file);
}

void AbortJournal::mergeInto(ledger::Ledger &ledger, const QString &workspace) const
{
    constexpr qint64 largestNote = 64 * 1024;
    const QDir folder(m_folder);
    for (const auto &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        const auto bytes = formats::readBounded(folder.filePath(name), largestNote);
        const auto json =
            bytes ? formats::parseStrict(*bytes)
                  : tl::expected<formats::JsonText, formats::JsonError>(tl::unexpected(formats::JsonError{}));
        if (!json || !isOf(json->root.toObject(), ledger, workspace))
            continue;
        const QString at = json->root[u"at"_s].toString();
        const auto actor = ledger::Actor::ofThisProcess();
        const QJsonObject intent{{u"reason"_s, json->root[u"reason"_s].toString()}, {u"late"_s, true}, {u"at"_s, at}};
        if (!ledger.append(rollout::kind::abortIntent, actor, intent))
            continue;
        const auto stage = rollout::readStageFile(workspace).value_or(QString());
        const QJsonObject outcome{
            {u"read_back"_s, stage == "abort"_L1}, {u"desired_stage"_s, stage}, {u"late"_s, true}, {u"at"_s, at}};
        std::ignore = ledger.append(rollout::kind::abortOutcome, actor, outcome);
        forget(folder.filePath(name));
    }
}

} // namespace cutover::session
