// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/alertscheck.h"

#include "checks/targetsecret.h"
#include "notify/message.h"

#include <QCryptographicHash>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace cutover::checks {

using namespace Qt::StringLiterals;
using domain::Cause;
using domain::CriterionId;
using domain::NotificationTarget;
using domain::Row;
using domain::Status;
using keychain::KeychainError;

namespace {

constexpr qint64 hourS = 3600;
const QString s_accepted = u"ok"_s;
const QString s_mark = u"TEST"_s;
const QString s_between = u", "_s;

bool isLoopbackUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    return url.isValid() && (url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback());
}

QString sourceOf(const NotificationTarget &target)
{
    return target.loopbackUrl.isEmpty() ? target.secretName : target.loopbackUrl;
}

QString joined(const QList<NotificationTarget> &targets, QString (*word)(const NotificationTarget &))
{
    QStringList words;
    for (const auto &target : targets)
        words.append(word(target));
    return words.join(s_between);
}

/// Tells a target with its secret from any other, so that an acceptance counts for that very one. Cut short: it need
/// not be found again from the secret, only differ.
QString markOf(const NotificationTarget &target, const crypto::Secret &secret)
{
    constexpr qsizetype digits = 16;
    const QStringList said{
        domain::notificationServiceName(target.service), target.name, target.secretName, target.loopbackUrl, {}};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(said.join(QChar(0)).toUtf8());
    hash.addData(secret.view());
    return u"sha256:"_s + QString::fromLatin1(hash.result().toHex().first(digits));
}

} // namespace

AlertsCheck::AlertsCheck(AlertsContext context, Clock now, QObject *parent)
    : CheckJob(CriterionId::Alerts, std::move(now), parent)
    , m_context(std::move(context))
{
    for (const auto &target : std::as_const(m_context.targets))
        m_parts.append(Part{target, {}, {}, {}, {}, false, false});
}

AlertsCheck::~AlertsCheck() = default;

void AlertsCheck::run()
{
    if (m_parts.isEmpty()) {
        Row row;
        row.status = Status::NoGo;
        row.reason = {Cause::OptionMissing, {u"/notifications/targets"_s}};
        return end(std::move(row));
    }
    for (qsizetype i = 0; i < m_parts.size() && !hasEnded(); ++i)
        ask(i);
}

void AlertsCheck::abandon()
{
    for (const auto &part : std::as_const(m_parts)) {
        if (part.read)
            part.read->cancel();
        if (part.message)
            part.message->cancel();
    }
    endCancelled();
}

void AlertsCheck::ask(qsizetype index)
{
    const auto &target = m_parts.at(index).target;
    if (!target.loopbackUrl.isEmpty() && !isLoopbackUrl(target.loopbackUrl))
        return settle(index, Status::Error, Cause::SecretMissing, {target.secretName, u"not_loopback"_s});
    if (!notify::needsSecret(target))
        return sendUnlessKept(index, {});
    auto *read = findSecret(target.secretName, m_context.session, m_context.secrets, this,
                            [this, index](Found secret) { onSecretFound(index, std::move(secret)); });
    m_parts[index].read = read;
}

void AlertsCheck::onSecretFound(qsizetype index, Found secret)
{
    if (hasEnded())
        return;
    const QString name = m_parts.at(index).target.secretName;
    if (secret)
        sendUnlessKept(index, std::move(*secret));
    else if (secret.error().code == KeychainError::Code::Missing)
        settle(index, Status::NoGo, Cause::SecretMissing, {name, {}});
    else
        settle(index, Status::Error, Cause::SecretMissing, {name, QString(codeName(secret.error().code))});
}

void AlertsCheck::sendUnlessKept(qsizetype index, crypto::Secret secret)
{
    auto &part = m_parts[index];
    part.mark = markOf(part.target, secret);
    part.isKept = acceptedWithinTheHour().contains(part.mark);
    if (part.isKept)
        return settle(index, Status::Go, Cause::None, {});
    send(index, std::move(secret));
}

void AlertsCheck::send(qsizetype index, crypto::Secret secret)
{
    auto &part = m_parts[index];
    part.message = new notify::MessageJob(part.target, std::move(secret), payload(part.target.service), this);
    part.message->setTimeout(m_context.timeout);
    connect(part.message, &notify::MessageJob::finished, this,
            [this, index](const notify::MessageResult &result) { onSent(index, result); });
    part.message->start();
}

void AlertsCheck::onSent(qsizetype index, const notify::MessageResult &result)
{
    using Error = notify::MessageResult::Error;
    auto &part = m_parts[index];
    part.message->deleteLater();
    const QString answer = QString::fromUtf8(result.bodyStart).trimmed();
    part.row.observed = result.isAccepted() ? s_accepted : answer;
    m_answers += result.bodyStart;
    switch (result.error) {
    case Error::None:
        return settle(index, Status::Go, Cause::None, {});
    case Error::Refused:
        return settle(index, Status::NoGo, Cause::MessageRefused, {QString::number(result.httpStatus), answer});
    case Error::TimedOut:
        return settle(index, Status::TimedOut, Cause::DeadlinePassed,
                      {QString::number(std::chrono::duration<double>(m_context.timeout).count())});
    case Error::BadUrl:
    case Error::BadKey:
    case Error::Insecure:
        return settle(index, Status::Error, Cause::Unreachable, {result.host, codeName(result.error)});
    case Error::Unreachable:
        return settle(index, Status::Error, Cause::Unreachable, {result.host, result.detail});
    case Error::Cancelled:
        return settle(index, Status::NotRun, Cause::Cancelled, {});
    }
}

void AlertsCheck::settle(qsizetype index, Status status, Cause cause, QStringList data)
{
    auto &part = m_parts[index];
    if (cause != Cause::None && cause != Cause::Cancelled)
        data.append(part.target.name);
    part.row.status = status;
    part.row.reason = {cause, data};
    part.isDone = true;
    endIfAllAreDone();
}

void AlertsCheck::endIfAllAreDone()
{
    if (!hasEnded() && std::ranges::all_of(m_parts, &Part::isDone))
        end(joinedRow(), m_answers);
}

Row AlertsCheck::joinedRow() const
{
    const bool allKept = std::ranges::all_of(m_parts, &Part::isKept);
    if (allKept)
        return m_context.previous;
    Row row = emptyRow();
    row.status = Status::Go;
    row.reason = {Cause::None, {}};
    QStringList accepted;
    QStringList marks;
    for (const auto &part : m_parts) {
        if (part.row.isGo()) {
            accepted.append(part.target.name);
            marks.append(part.mark);
        } else if (row.isGo()) {
            row.status = part.row.status;
            row.reason = part.row.reason;
        }
        // The oldest acceptance is the row's age: none of them counts longer than its hour.
        if (part.isKept)
            row.measuredAt = m_context.previous.measuredAt;
    }
    const bool isOne = m_parts.size() == 1;
    row.observed = isOne ? m_parts.first().row.observed : accepted.join(s_between);
    row.source.pointer = marks.join(u' ');
    return row;
}

Row AlertsCheck::emptyRow() const
{
    Row row;
    row.limit = m_parts.size() == 1
                    ? s_accepted
                    : joined(m_context.targets, [](const NotificationTarget &target) { return target.name; });
    row.source = {domain::Source::Kind::Http, joined(m_context.targets, sourceOf), {}, std::nullopt};
    return row;
}

QStringList AlertsCheck::acceptedWithinTheHour() const
{
    const Row &previous = m_context.previous;
    const Row now = emptyRow();
    const qint64 ageS = previous.measuredAt.secsTo(this->now());
    if (previous.id != CriterionId::Alerts || !previous.measuredAt.isValid() || ageS < 0 || ageS >= hourS ||
        previous.source.ref != now.source.ref || previous.limit != now.limit)
        return {};
    return previous.source.pointer.split(u' ', Qt::SkipEmptyParts);
}

QByteArray AlertsCheck::payload(domain::NotificationService service) const
{
    QString text = m_context.text;
    if (text.isEmpty())
        text = QStringList{u"Cutover Console"_s, m_context.environment, m_context.version}.join(u" · ");
    if (!text.startsWith(s_mark))
        text = s_mark + u" · "_s + text;
    const notify::Message message{domain::NotificationEvent::Test,
                                  u"cutover-test-%1"_s.arg(m_context.version),
                                  text,
                                  m_context.environment,
                                  m_context.version,
                                  now()};
    return notify::payloadFor(service, message);
}

} // namespace cutover::checks
