// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "ledger/ledger.h"
#include "session/failure.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace cutover::session {

/// A file that a row's command runs, as it stands now and as it stood when it was last bound.
struct ScriptFile
{
    enum class Since {
        Nothing,   ///< neither rehearsed nor signed yet
        Rehearsal, ///< the last rehearsal named its digest
        Decision,  ///< the last signed decision bound it
    };
    QString path;                  ///< in the workspace
    std::optional<QByteArray> now; ///< nothing: missing, or not readable
    Since since = Since::Nothing;
    QDateTime at;                   ///< of the rehearsal or the decision
    QByteArray thenSha256;          ///< empty for Nothing
    std::optional<QByteArray> then; ///< nothing: its bytes were not kept

    [[nodiscard]] bool isChanged() const;
};

/// Those of the criterion's check, where it is a command; of the rehearsal's row also those of the stage and the abort
/// command. Empty for a probe without files. Blocks for the reading: the ledger's thread.
[[nodiscard]] Result<QList<ScriptFile>> scriptFiles(domain::CriterionId id, const domain::Profile &profile,
                                                    const QString &workspace, const ledger::Ledger &ledger);

} // namespace cutover::session
