// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/rotationprobe.h"

#include "checks/pool.h"

#include <QTimer>

#include <chrono>
#include <memory>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::Status;
using keychain::KeychainError;

RotationProbe::RotationProbe(RotationContext context, Clock now, QObject *parent)
    : CheckJob(domain::CriterionId::KeyRotation, std::move(now), parent)
    , m_context(std::move(context))
{
}

void RotationProbe::run()
{
    // A container may ask for a derivation as long as its writer liked.
    QTimer::singleShot(std::chrono::seconds(m_context.deadlineS), this, [this] {
        refuse(Status::TimedOut, {Cause::DeadlinePassed, {QString::number(m_context.deadlineS)}});
    });
    if (m_context.options.passwordSecret.isEmpty()) {
        judge({});
        return;
    }
    m_read =
        findSecret(m_context.options.passwordSecret, m_context.session, m_context.secrets, this,
                   [this](tl::expected<crypto::Secret, KeychainError> password) { onPassword(std::move(password)); });
}

void RotationProbe::abandon()
{
    if (m_read)
        m_read->cancel();
    endCancelled();
}

void RotationProbe::onPassword(tl::expected<crypto::Secret, KeychainError> password)
{
    if (hasEnded())
        return;
    if (password) {
        judge(std::move(*password));
        return;
    }
    QStringList data{m_context.options.passwordSecret};
    if (password.error().code != KeychainError::Code::Missing)
        data.append(codeName(password.error().code));
    refuse(Status::Error, {Cause::SecretMissing, data});
}

void RotationProbe::judge(crypto::Secret password)
{
    const auto work = [options = m_context.options, workspace = m_context.workspace,
                       shared = std::make_shared<const crypto::Secret>(std::move(password)),
                       at = now()] { return judgeRotation(options, workspace, *shared, at); };
    onPool(this, work, [this](const RotationReport &report) {
        if (hasEnded())
            return;
        m_report = report;
        end(report.row, report.output);
    });
}

void RotationProbe::refuse(Status status, const domain::Reason &reason)
{
    if (hasEnded())
        return;
    domain::Row row;
    row.status = status;
    row.reason = reason;
    row.source = {
        domain::Source::Kind::File, m_context.options.files.value(0, m_context.options.inventory), {}, std::nullopt};
    end(std::move(row));
}

} // namespace cutover::checks
