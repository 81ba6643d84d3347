// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace cutover::session {

/// What a seal of the evidence did. Paths are in the workspace, sorted.
struct Sealed
{
    QString file;        ///< the manifest
    QByteArray sha256;   ///< of the manifest
    QString fingerprint; ///< of the key that sealed
    qint64 entry = -1;   ///< in the ledger
    QStringList files;   ///< all that are sealed now
    QStringList added;   ///< against the manifest before
    QStringList changed; ///< sealed before, with other bytes
    QStringList dropped; ///< sealed before, and no longer there
    QString decisionId;  ///< of a signed GO that bound sealed files which are not what they were; empty: none
    QStringList unbound; ///< those files: the decision is void, and no seal brings it back
};

/// What the signing of a policy did.
struct PolicySigned
{
    QString policy;       ///< path in the workspace
    QString file;         ///< of the signature
    QString fingerprint;  ///< of the key
    QString keyFile;      ///< the public key in the workspace, for whoever verifies
    qint64 entry = -1;    ///< in the ledger
    bool trusted = false; ///< the pinned list trusts the key for policies
};

} // namespace cutover::session
