// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace cutover::domain {

struct Signer
{
    QString fingerprint; ///< SHA-256 of the SubjectPublicKeyInfo, lowercase hex
    QString name;        ///< printed name
    QStringList roles;   ///< "decision-maker", "administrator", "evidence", "console", or the team's own
    QByteArray certificatePem;
    friend bool operator==(const Signer &, const Signer &) = default;
};

/// The list of signers, one version (RULES section 3).
struct SignersList
{
    QString workspaceId;
    int version = 1;
    QByteArray previousSha256; ///< of the version before; empty for version 1
    QList<Signer> signers;
    QMap<QString, int> quorum;       ///< role → how many different keys
    QMap<QString, QString> deputies; ///< fingerprint → fingerprint of its deputy
    QStringList policyKeys;          ///< SHA-256 of trusted policy keys' SubjectPublicKeyInfo, hex
    QStringList evidenceKeys;
    friend bool operator==(const SignersList &, const SignersList &) = default;

    [[nodiscard]] const Signer *find(const QString &fingerprint) const;
};

/// Seats of the quorum that these keys fill: role → how many. A key counts once, whatever its roles, and is seated so
/// that as many seats as possible are filled.
[[nodiscard]] QMap<QString, int> filledSeats(const SignersList &list, const QStringList &keys,
                                             const QMap<QString, int> &quorum);

} // namespace cutover::domain
