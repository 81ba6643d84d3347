// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/attestjob.h"

#include "checks/pool.h"
#include "crypto/digest.h"
#include "crypto/timestamp.h"
#include "formats/dsse.h"
#include "pdf/pdftimestamp.h"
#include "web/timestampjob.h"

#include <QUrl>

namespace cutover::session {

using namespace Qt::StringLiterals;
using web::TimestampAnswer;

AttestJob::AttestJob(domain::TimestampService service, QByteArray envelope, QByteArray pdf, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_result{std::move(envelope), std::move(pdf), {}, {}}
{
}

void AttestJob::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    const auto work = [service = m_service, documents = m_result] {
        return prepare(service, documents.envelope, documents.pdf);
    };
    checks::onPool(this, work, [this](const Prepared &prepared) {
        if (m_isEnded)
            return;
        if (!prepared.cause.isEmpty())
            miss(prepared.cause, {});
        m_open = static_cast<int>(prepared.questions.size());
        for (const auto &question : prepared.questions)
            ask(question);
        if (m_open == 0)
            end();
    });
}

void AttestJob::cancel()
{
    if (m_isEnded)
        return;
    miss(codeName(TimestampAnswer::Error::Cancelled), {});
    end();
}

AttestJob::Prepared AttestJob::prepare(const domain::TimestampService &service, const QByteArray &envelope,
                                       const QByteArray &pdf)
{
    Prepared prepared;
    const auto add = [&](bool isPdf, const QByteArray &imprint) {
        const auto request = crypto::makeTimestampRequest(imprint, service.policy);
        if (request)
            prepared.questions.append({isPdf, imprint, request->nonce, request->der});
        else
            prepared.cause = crypto::codeName(request.error().code);
    };
    if (const auto read = formats::parseEnvelope(envelope))
        add(false, crypto::sha256(read->signatures.last().sig));
    else
        prepared.cause = u"envelope_malformed"_s;
    if (pdf.isEmpty())
        return prepared;
    if (const auto digest = pdf::signatureDigestOf(pdf))
        add(true, *digest);
    else
        prepared.cause = pdf::codeName(digest.error().code);
    return prepared;
}

void AttestJob::ask(const Question &question)
{
    auto *job = new web::TimestampJob(QUrl(m_service.url), question.request, this);
    job->setTimeout(m_timeout);
    connect(job, &web::TimestampJob::finished, this, [this, job, question](const TimestampAnswer &answer) {
        job->deleteLater();
        if (m_isEnded)
            return;
        if (answer.error == TimestampAnswer::Error::None)
            return onAnswer(question, answer.body);
        miss(codeName(answer.error), answer.detail);
        settle();
    });
    job->start();
}

void AttestJob::onAnswer(const Question &question, const QByteArray &body)
{
    const auto work = [question, body, policy = m_service.policy, documents = m_result] {
        return put(question, policy, body, documents);
    };
    checks::onPool(this, work, [this, isPdf = question.isPdf](const Attested &stamped) {
        if (m_isEnded)
            return;
        if (!stamped.cause.isEmpty())
            miss(stamped.cause, stamped.detail);
        // The other document may have been stamped meanwhile.
        else if (isPdf)
            m_result.pdf = stamped.pdf;
        else
            m_result.envelope = stamped.envelope;
        settle();
    });
}

Attested AttestJob::put(const Question &question, const QString &policy, const QByteArray &answer, Attested documents)
{
    documents.cause.clear();
    documents.detail.clear();
    const auto fail = [&](const QString &cause, const QString &detail) {
        documents.cause = cause;
        documents.detail = detail;
        return documents;
    };
    const auto token = crypto::tokenOf(answer);
    if (!token)
        return fail(crypto::codeName(token.error().code), token.error().detail);
    const auto found = crypto::verifyTimestamp(*token, {question.imprint, question.nonce, policy}, {});
    if (!found)
        return fail(crypto::codeName(found.error().code), found.error().detail);
    if (!found->intact)
        return fail(crypto::codeName(found->problems.first().code), found->problems.first().detail);
    if (!question.isPdf) {
        auto envelope = formats::parseEnvelope(documents.envelope).value();
        envelope.signatures.last().timestamp = *token;
        documents.envelope = formats::writeEnvelope(envelope);
        return documents;
    }
    auto stamped = pdf::withTimestamp(documents.pdf, *token);
    if (!stamped)
        return fail(pdf::codeName(stamped.error().code), stamped.error().data.join(u' '));
    documents.pdf = std::move(*stamped);
    return documents;
}

/// The first cause is the one that is told.
void AttestJob::miss(const QString &cause, const QString &detail)
{
    if (!m_result.cause.isEmpty())
        return;
    m_result.cause = cause;
    m_result.detail = detail;
}

void AttestJob::settle()
{
    if (--m_open == 0)
        end();
}

void AttestJob::end()
{
    m_isEnded = true;
    for (auto *job : findChildren<web::TimestampJob *>())
        job->cancel();
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(); }, Qt::QueuedConnection);
}

void attest(const std::optional<domain::TimestampService> &service, const Revision &revision, QObject *context,
            std::function<void(const Revision &stamped, const QString &timestamp)> then)
{
    if (!service)
        return then(revision, {});
    auto *job = new AttestJob(*service, revision.envelope, revision.pdf, context);
    QObject::connect(job, &AttestJob::finished, context, [job, then = std::move(then)] {
        job->deleteLater();
        const auto &result = job->result();
        then({result.envelope, result.pdf}, result.cause.isEmpty() ? u"given"_s : result.cause);
    });
    job->start();
}

} // namespace cutover::session
