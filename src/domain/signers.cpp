// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/signers.h"

#include <algorithm>

namespace cutover::domain {

const Signer *SignersList::find(const QString &fingerprint) const
{
    const auto found = std::ranges::find(signers, fingerprint, &Signer::fingerprint);
    return found == signers.end() ? nullptr : &*found;
}

} // namespace cutover::domain
