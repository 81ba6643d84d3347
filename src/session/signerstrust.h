// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/refusal.h"
#include "formats/signersfile.h"
#include "session/records.h"
#include "session/truststore.h"
#include "session/view.h"

namespace cutover::session {

inline constexpr QStringView signersFilePath = u"configs/cutover/signers.dsse.json";
inline constexpr QLatin1String decisionMakerRole{"decision-maker"};
inline constexpr QLatin1String administratorRole{"administrator"};

/// The list of signers as it lies in the workspace, and whether it may be believed.
struct TrustedSigners
{
    SignersView view;
    QByteArray bytes;
    bool intact = false; ///< signed by one of its own administrators (version 1 founds itself)
};

/// Reads the list and judges it: intact, pinned in the user's trust file, and pinned in the ledger.
[[nodiscard]] TrustedSigners readTrustedSigners(const QString &workspace, const Records &records,
                                                const QString &ledgerId, const TrustStore &trust);

/// Why a list that is not pinned here counts for nothing; that there is none at all is said as its datum, "absent".
[[nodiscard]] domain::Refusal signersRefusal(const SignersView &view);

/// The list's quorum; one decision maker is always of it.
[[nodiscard]] QMap<QString, int> quorumOf(const domain::SignersList &list);

/// True if one of the envelope's signatures is an administrator's of `list`, by the certificate in it.
[[nodiscard]] bool isSignedByAdministrator(const formats::SignersFile &file);

} // namespace cutover::session
