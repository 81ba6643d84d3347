// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/keyfolder.h"
#include "domain/row.h"
#include "domain/signers.h"
#include "formats/manifest.h"

#include <QString>
#include <tl/expected.hpp>

namespace cutover::checks {

inline constexpr QLatin1String evidenceRole{"evidence"};

/// Who sealed a manifest: the fingerprint of a key that `list` trusts for evidence, as a signer with that role or by
/// its digest alone, the key itself being one of `keys`. One such signature is enough.
///
/// ECDSA P-256 (DER, or raw r ‖ s in a foreign envelope) and RSA; Ed25519 is for policies and checkpoints. Errors name
/// `file` and are those of the first signature: SignerUntrusted where a key at hand made it that the list does not
/// trust, else ManifestInvalid with `signature_invalid` (it names a key at hand, which did not make it),
/// `key_not_at_hand` (it names a trusted key) or `signer_unknown`. Pure.
[[nodiscard]] tl::expected<QString, domain::Reason> judgeSeal(const formats::Manifest &manifest, const QString &file,
                                                              const domain::SignersList &list,
                                                              const QList<FolderKey> &keys);

} // namespace cutover::checks
