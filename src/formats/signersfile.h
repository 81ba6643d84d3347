// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/signers.h"
#include "formats/documenterror.h"
#include "formats/dsse.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QStringList>
#include <tl/expected.hpp>

namespace cutover::formats {

/// A signers file as read: the list, and the envelope whose signatures crypto/ judges. Reading trusts nobody.
struct SignersFile
{
    domain::SignersList list;
    Envelope envelope;
};

/// Canonical JSON of a list, the payload that administrators sign.
[[nodiscard]] QByteArray signersPayload(const domain::SignersList &list);

/// Reads such a payload; it must be in its canonical form and consistent in itself (fingerprints unique, deputies
/// listed, quorum reachable in principle, a predecessor exactly from version 2 on).
[[nodiscard]] tl::expected<domain::SignersList, DocumentErrors> readSignersPayload(QByteArrayView payload,
                                                                                   const QString &file);

/// Reads configs/cutover/signers.dsse.json: the envelope and the list in it.
[[nodiscard]] tl::expected<SignersFile, DocumentErrors> readSignersFile(QByteArrayView bytes, const QString &file);

/// The keys that the reader knows, by place, as profileKeys() gives them.
[[nodiscard]] const QMap<QString, QStringList> &signersKeys();

} // namespace cutover::formats
