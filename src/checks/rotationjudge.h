// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "domain/probes.h"
#include "domain/row.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

namespace cutover::checks {

/// A certificate, or a key that the inventory lists, with the time until which it may be used.
struct RotatedKey
{
    QString name; ///< the file's path; of further certificates in one file «chain.pem#2»
    QString file;
    QDateTime notBefore; ///< UTC; null for a listed key that is no certificate
    QDateTime notAfter;  ///< UTC, inclusive; of a listed certificate the earlier of its own and the inventory's
    QString kind;        ///< "RSA 2048"; empty for a listed key that is in no form we know
    bool isTooSmall = false;
    qint64 daysLeft = 0; ///< whole days, rounded down, so that «≥ 7 days» compares times: negative once expired
};

struct RotationReport
{
    QList<RotatedKey> keys; ///< soonest first
    domain::Row row;
    QByteArray output; ///< the row's raw output: a line a key, soonest first, a line a refusal, the shortest
};

/// «No keys expiring within 7 days»: every certificate in the files that the globs match (each of a chain counts), and
/// every key of the inventory. Go if all could be read, are valid now, big enough (RSA 2048, EC 256), and the soonest
/// has the days that are needed; that one is the row's measure "days" and its source, and the second datum of
/// OverLimit.
///
/// A public key or a closed private key tells no date: it needs a certificate (of the same key; in the same file) or a
/// line of the inventory, else FileUnreadable with `date_unknown`. A private key in the clear among the files is
/// refused by `key_unencrypted`. A PKCS#12 file that `password` does not open is FileUnreadable with
/// `wrong_passphrase`, or OptionMissing where no password is named. Blocks for reading: thread pool.
[[nodiscard]] RotationReport judgeRotation(const domain::RotationOptions &options, const QString &workspace,
                                           const crypto::Secret &password, const QDateTime &now);

} // namespace cutover::checks
