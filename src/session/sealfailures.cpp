// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sealfailures.h"

#include "checks/workspacefile.h"
#include "formats/atomicfile.h"
#include "rollout/ledgerevents.h"

#include <QFileInfo>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::Cause;

std::optional<Failure> placeFailure(const QString &file, const QString &workspace)
{
    const auto place = checks::resolvedInWorkspace(file, workspace);
    if (!place && place.error().cause == Cause::PathOutside)
        return fileFailure(place.error());
    if (QFileInfo(workspace + u'/' + file).isSymbolicLink())
        return fileFailure(formats::FileError{formats::FileError::Code::NotRegular, file, {}});
    return std::nullopt;
}

Failure failureOf(const ledger::LedgerError &error)
{
    return refused(ledger::codeName(error.code), {error.path, error.system});
}

Failure keyFailure(const keychain::KeychainError &error, const QString &fingerprint)
{
    return {Failure::Kind::Keychain, keychain::codeName(error.code), {fingerprint, error.detail}, {}};
}

void recordFailedUnlock(ledger::AsyncLedger &ledger, const ledger::Actor &actor, const QString &fingerprint,
                        const keychain::KeychainError &error)
{
    ledger.append(rollout::kind::unlockFailed.toString(), actor,
                  {{u"fingerprint"_s, fingerprint}, {u"code"_s, QString(keychain::codeName(error.code))}}, {}, &ledger,
                  [](const auto &) {});
}

} // namespace cutover::session
