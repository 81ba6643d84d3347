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
    bool intact = false;   ///< signed by its own administrator (version 1 founds itself), or by those of the one before
    SignersChain chain;    ///< of the ledger
    bool followed = false; ///< pinned, and a later version than the one in the user's trust file
};

/// Reads the list and judges it: intact, the version in force in the ledger, and that one or one before it pinned in
/// the user's trust file.
[[nodiscard]] TrustedSigners readTrustedSigners(const QString &workspace, const Records &records,
                                                const ledger::Ledger &ledger, const TrustStore &trust);

/// Why a list that is not pinned here counts for nothing: its datum is the view's trouble, and of `older` the versions.
[[nodiscard]] domain::Refusal signersRefusal(const SignersView &view);

/// The list's quorum; one decision maker is always of it.
[[nodiscard]] QMap<QString, int> quorumOf(const domain::SignersList &list);

/// True if one of the envelope's signatures is an administrator's of the list itself, by the certificate in it.
[[nodiscard]] bool isSignedByAdministrator(const formats::SignersFile &file);

} // namespace cutover::session
