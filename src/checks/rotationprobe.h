// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/rotationjudge.h"
#include "checks/targetsecret.h"
#include "domain/profile.h"

#include <QPointer>
#include <QProcessEnvironment>

namespace cutover::checks {

struct RotationContext
{
    QString workspace; ///< absolute
    domain::RotationOptions options;
    qint64 deadlineS = 60;
    QProcessEnvironment session;              ///< the person's own, in which the password of PKCS#12 may stand
    keychain::SecretStore *secrets = nullptr; ///< asked for it where the environment has none; may be null
};

/// judgeRotation as a job. A password that is named and cannot be had is SecretMissing; no row or line holds it.
class RotationProbe : public CheckJob
{
    Q_OBJECT

public:
    RotationProbe(RotationContext context, Clock now, QObject *parent = nullptr);

    /// Complete once finished and not cancelled; its row is without time and digest, which finished() has.
    [[nodiscard]] const RotationReport &report() const { return m_report; }

protected:
    void run() override;
    void abandon() override;

private:
    void onPassword(tl::expected<crypto::Secret, keychain::KeychainError> password);
    void judge(crypto::Secret password);
    void refuse(domain::Status status, const domain::Reason &reason);

    RotationContext m_context;
    RotationReport m_report;
    QPointer<keychain::KeychainJob> m_read;
};

} // namespace cutover::checks
