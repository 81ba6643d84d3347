// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signers.h"

#include <QString>
#include <QStringList>

namespace cutover::domain {

/// Whose key it is, for comparing alone: the printed name in the list, whatever its case and blanks, which is all that
/// the administrators who approved the list say of a person. A key without a name stands for itself.
///
/// Two keys by one name are one person's: whoever fills a seat or approves a list does so once. Two people of one name
/// have to be listed by names that differ.
[[nodiscard]] QString personOf(const SignersList &list, const QString &fingerprint);
/// How many people these keys belong to.
[[nodiscard]] qsizetype peopleAmong(const SignersList &list, const QStringList &keys);

} // namespace cutover::domain
