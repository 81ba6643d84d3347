// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "domain/probes.h"
#include "domain/signers.h"

#include <QList>

#include <optional>

namespace cutover::checks {

struct PolicyContext
{
    QString workspace; ///< absolute
    domain::PolicyOptions options;
    std::optional<domain::SignersList> signers; ///< the pinned list; nothing: nobody is trusted
    QStringList files;                          ///< paths in the workspace in place of the options' globs
};

/// One policy and its signature. A cause of None is a valid one; else PolicyUnsigned, PolicyInvalid, SignerUntrusted,
/// KeyTooWeak, PolicyCopied, SignersUntrusted, FileAbsent, FileUnreadable or PathOutside.
struct PolicyVerdict
{
    QString policy;
    domain::Reason reason{domain::Cause::None, {}};
    QString signedBy;  ///< fingerprint of the key, where it is valid
    QByteArray sha256; ///< of the policy's bytes; empty where they cannot be read

    [[nodiscard]] bool isValid() const { return reason.cause == domain::Cause::None; }
};

struct PolicyReport
{
    QList<PolicyVerdict> policies; ///< by path
    domain::Row row;
    QByteArray output; ///< the row's raw output: a line a file
};

/// «All policies signed»: every file that the globs match has a detached signature by a key that the pinned list trusts
/// for policies by its digest. The keys at hand are the folder's and those of the list's certificates; ECDSA P-256
/// (DER), Ed25519 and RSA from 3072 bits on. A detached signature binds bytes and no name, so that a policy copied with
/// its signature over another would pass: of several policies with the same bytes none is valid. Blocks for the
/// reading: thread pool.
[[nodiscard]] PolicyReport judgePolicies(const PolicyContext &context);

/// The same as a job.
class PolicyProbe : public CheckJob
{
    Q_OBJECT

public:
    PolicyProbe(PolicyContext context, Clock now, QObject *parent = nullptr);

    /// Complete once finished and not cancelled.
    [[nodiscard]] const PolicyReport &report() const { return m_report; }

protected:
    void run() override;

private:
    PolicyContext m_context;
    PolicyReport m_report;
};

} // namespace cutover::checks
