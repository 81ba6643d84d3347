// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/alertscheck.h"

#include <QHostAddress>
#include <QUrl>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::Row;
using domain::Status;
using keychain::KeychainError;

namespace {

constexpr qint64 hourS = 3600;
const auto s_accepted = "ok"_L1;

bool isLoopbackUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

Row rowOf(const notify::WebhookResult &result, Row row, std::chrono::milliseconds timeout)
{
    using Error = notify::WebhookResult::Error;
    const auto said = [&](Status status, Cause cause, const QStringList &data) {
        row.status = status;
        row.reason = {cause, data};
    };
    switch (result.error) {
    case Error::None:
        said(Status::Go, Cause::None, {});
        break;
    case Error::Refused:
        said(Status::NoGo, Cause::MessageRefused,
             {QString::number(result.httpStatus), QString::fromUtf8(result.bodyStart).trimmed()});
        break;
    case Error::TimedOut:
        said(Status::TimedOut, Cause::DeadlinePassed,
             {QString::number(std::chrono::duration<double>(timeout).count())});
        break;
    case Error::BadUrl:
    case Error::Insecure:
        said(Status::Error, Cause::Unreachable, {result.host, codeName(result.error)});
        break;
    case Error::Unreachable:
        said(Status::Error, Cause::Unreachable, {result.host, result.detail});
        break;
    case Error::Cancelled:
        said(Status::NotRun, Cause::Cancelled, {});
        break;
    }
    return row;
}

} // namespace

AlertsCheck::AlertsCheck(AlertsContext context, Clock now, QObject *parent)
    : CheckJob(CriterionId::Alerts, std::move(now), parent)
    , m_context(std::move(context))
{
}

AlertsCheck::~AlertsCheck() = default;

void AlertsCheck::run()
{
    const auto &target = m_context.target;
    const QString fromSession = m_context.session.value(target.secretName).trimmed();
    if (!target.loopbackUrl.isEmpty() && !isLoopbackUrl(target.loopbackUrl))
        endWithoutSecret(Status::Error, {target.secretName, u"not_loopback"_s});
    else if (!target.loopbackUrl.isEmpty())
        sendUnlessRecent(crypto::Secret::consume(target.loopbackUrl.toUtf8()));
    else if (!fromSession.isEmpty())
        sendUnlessRecent(crypto::Secret::consume(fromSession.toUtf8()));
    else if (m_context.secrets)
        askKeychain();
    else
        endWithoutSecret(Status::NoGo, {target.secretName});
}

void AlertsCheck::abandon()
{
    if (m_read)
        m_read->cancel();
    if (m_message)
        m_message->cancel();
    endCancelled();
}

void AlertsCheck::askKeychain()
{
    auto *read = m_context.secrets->read(keychain::secretEntry(m_context.target.secretName), this);
    m_read = read;
    read->onFinished(this,
                     [this](tl::expected<crypto::Secret, KeychainError> secret) { onSecretRead(std::move(secret)); });
    read->start();
}

void AlertsCheck::onSecretRead(tl::expected<crypto::Secret, KeychainError> secret)
{
    if (hasEnded())
        return;
    const QString &name = m_context.target.secretName;
    if (secret && !secret->isEmpty())
        sendUnlessRecent(std::move(*secret));
    else if (secret || secret.error().code == KeychainError::Code::Missing)
        endWithoutSecret(Status::NoGo, {name});
    else
        endWithoutSecret(Status::Error, {name, QString(codeName(secret.error().code))});
}

void AlertsCheck::sendUnlessRecent(crypto::Secret url)
{
    if (wasAcceptedWithinTheHour()) {
        end(m_context.previous);
        return;
    }
    const QString text = (QStringList{u"TEST"_s, u"Cutover Console"_s} + m_context.about).join(u" · ");
    m_message = new notify::WebhookJob(std::move(url), text, this);
    m_message->setTimeout(m_context.timeout);
    connect(m_message, &notify::WebhookJob::finished, this, &AlertsCheck::onSent);
    m_message->start();
}

void AlertsCheck::onSent(const notify::WebhookResult &result)
{
    m_message->deleteLater();
    Row row = rowOf(result, emptyRow(), m_context.timeout);
    row.observed = QString::fromUtf8(result.bodyStart).trimmed();
    row.limit = s_accepted;
    end(std::move(row), result.bodyStart);
}

Row AlertsCheck::emptyRow() const
{
    const auto &target = m_context.target;
    Row row;
    row.source = {domain::Source::Kind::Http,
                  target.loopbackUrl.isEmpty() ? target.secretName : target.loopbackUrl,
                  {},
                  std::nullopt};
    return row;
}

bool AlertsCheck::wasAcceptedWithinTheHour() const
{
    const Row &previous = m_context.previous;
    const qint64 ageS = previous.measuredAt.secsTo(now());
    return previous.id == CriterionId::Alerts && previous.isGo() && previous.measuredAt.isValid() && ageS >= 0 &&
           ageS < hourS && previous.source.ref == emptyRow().source.ref;
}

void AlertsCheck::endWithoutSecret(Status status, const QStringList &data)
{
    Row row = emptyRow();
    row.status = status;
    row.reason = {Cause::SecretMissing, data};
    end(std::move(row));
}

} // namespace cutover::checks
