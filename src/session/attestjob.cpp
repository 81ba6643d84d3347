// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/attestjob.h"

#include "checks/pool.h"
#include "crypto/certificatefile.h"
#include "crypto/digest.h"
#include "crypto/timestamp.h"
#include "formats/dsse.h"
#include "pdf/pdftimestamp.h"
#include "pdf/pdfverifier.h"
#include "session/truststore.h"
#include "web/timestampjob.h"

#include <QUrl>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
using web::TimestampAnswer;

namespace {

const QString s_notValid = u"certificate_not_valid_at"_s;

enum class Place { Envelope, Signature, Document };

using Certificates = QList<crypto::Certificate>;

/// What the signature rests on, as far as it is at hand: the signer's certificate, then who issued it.
Certificates chainOf(const pdf::PdfSignature &signature)
{
    if (!signature.certificate)
        return {};
    return Certificates{*signature.certificate} + crypto::issuersOf(*signature.certificate, signature.others);
}

/// The first to end; invalid where none is at hand.
QDateTime endOf(const Certificates &chain)
{
    const auto first = std::ranges::min_element(chain, {}, &crypto::Certificate::notAfter);
    return first == chain.end() ? QDateTime() : first->notAfter();
}

} // namespace

struct AttestJob::Question
{
    Place place = Place::Envelope;
    qsizetype index = 0; ///< of the envelope's signature
    QByteArray imprint;
    Certificates chain; ///< of that one signature, where it is at hand
    QByteArray nonce = {};
    QByteArray request = {};
};

struct AttestJob::Questions
{
    QDateTime now;
    QList<Question> list;
    QList<Certificates> signers; ///< of the PDF, each with its issuers
    QString cause;               ///< of what cannot be asked

    void add(Question question)
    {
        if (const auto end = endOf(question.chain); end.isValid() && end < now)
            cause = s_notValid;
        else
            list.append(std::move(question));
    }
    [[nodiscard]] Certificates find(const QString &fingerprint) const
    {
        const auto found = std::ranges::find(signers, fingerprint, [](const auto &chain) {
            return chain.isEmpty() ? QString() : chain.first().fingerprint();
        });
        return found == signers.end() ? Certificates() : *found;
    }
};

struct AttestJob::Answered
{
    Place place = Place::Envelope;
    qsizetype index = 0;
    QByteArray token = {};
    QString cause = {}; ///< why it does not hold; else empty
    QString detail = {};
    bool isTooLate = false; ///< and so will be every other

    /// Why it does not hold. Where this user trusts nobody yet, the next one may.
    static const crypto::TimestampError *objectionTo(const crypto::Timestamp &found, bool hasAnchors)
    {
        const auto weighs = [hasAnchors](const auto &problem) {
            return hasAnchors || problem.code != crypto::TimestampError::Code::AuthorityUntrusted;
        };
        const auto problem = std::ranges::find_if(found.problems, weighs);
        return problem == found.problems.end() ? nullptr : &*problem;
    }

    /// Judges what the authority sent by itself.
    static Answered to(const Question &question, const QString &policy, const QList<crypto::Certificate> &anchors,
                       const QByteArray &body)
    {
        Answered answered{question.place, question.index};
        const auto fail = [&answered](const auto &error) {
            answered.cause = crypto::codeName(error.code);
            answered.detail = error.detail;
            return answered;
        };
        const auto token = crypto::tokenOf(body);
        if (!token)
            return fail(token.error());
        const auto found = crypto::verifyTimestamp(*token, {question.imprint, question.nonce, policy}, anchors);
        if (!found)
            return fail(found.error());
        if (const auto *problem = objectionTo(*found, !anchors.isEmpty()))
            return fail(*problem);
        const auto holds = [&found](const crypto::Certificate &one) { return one.isValidAt(found->time); };
        if (!std::ranges::all_of(question.chain, holds)) {
            answered.cause = s_notValid;
            answered.detail = found->time.toString(Qt::ISODate);
            answered.isTooLate = found->time > endOf(question.chain);
        }
        answered.token = *token;
        return answered;
    }
};

AttestJob::AttestJob(domain::TimestampService service, Revision documents, QDateTime now, Scope scope, QObject *parent)
    : QObject(parent)
    , m_service(std::move(service))
    , m_now(std::move(now))
    , m_scope(scope)
    , m_result{std::move(documents.envelope), std::move(documents.pdf), {}, {}, false}
{
}

AttestJob::~AttestJob() = default;

void AttestJob::start()
{
    if (m_isStarted || m_isEnded)
        return;
    m_isStarted = true;
    const auto work = [policy = m_service.policy, now = m_now, scope = m_scope, documents = m_result] {
        return prepare(documents, now, scope, policy);
    };
    checks::onPool(this, work, [this](const Questions &questions) {
        if (m_isEnded)
            return;
        if (!questions.cause.isEmpty())
            miss(questions.cause, {}, questions.cause == s_notValid);
        m_open = static_cast<int>(questions.list.size());
        for (const auto &question : questions.list)
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

AttestJob::Questions AttestJob::prepare(const Attested &documents, const QDateTime &now, Scope scope,
                                        const QString &policy)
{
    Questions questions{now, {}, {}, {}};
    if (!documents.pdf.isEmpty())
        askForPdf(documents.pdf, scope, questions);
    askForEnvelope(documents.envelope, scope, questions);
    for (auto &question : questions.list) {
        const auto request = crypto::makeTimestampRequest(question.imprint, policy);
        if (!request) {
            questions.cause = crypto::codeName(request.error().code);
            continue;
        }
        question.nonce = request->nonce;
        question.request = request->der;
    }
    questions.list.removeIf([](const Question &question) { return question.request.isEmpty(); });
    return questions;
}

void AttestJob::askForEnvelope(const QByteArray &envelope, Scope scope, Questions &questions)
{
    const auto read = formats::parseEnvelope(envelope);
    if (!read) {
        questions.cause = u"envelope_malformed"_s;
        return;
    }
    const auto count = read->signatures.size();
    for (qsizetype index = scope == Scope::LastSignature ? count - 1 : 0; index < count; ++index) {
        const auto &signature = read->signatures.at(index);
        if (scope == Scope::LastSignature || signature.timestamp.isEmpty())
            questions.add({Place::Envelope, index, crypto::sha256(signature.sig), questions.find(signature.keyid)});
    }
}

/// A signature that somebody signed over, or stamped over, has no room of its own any more.
void AttestJob::askForPdf(const QByteArray &pdf, Scope scope, Questions &questions)
{
    const auto found = pdf::verifyPdf(pdf);
    QList<qsizetype> missing;
    for (qsizetype index = 0; index < found.signatures.size(); ++index) {
        const auto &signature = found.signatures.at(index);
        questions.signers.append(chainOf(signature));
        const bool isCovered = std::ranges::any_of(
            found.timestamps, [index](const auto &timestamp) { return timestamp.signatures > index; });
        if (signature.token.isEmpty() && !isCovered)
            missing.append(index);
    }
    const bool isLastAlone = missing == QList{found.signatures.size() - 1};
    if (scope == Scope::Missing && found.isIntact() && missing.isEmpty())
        return;
    const bool isOwn = scope == Scope::LastSignature || isLastAlone;
    const auto digest = isOwn || !found.isIntact() ? pdf::signatureDigestOf(pdf) : pdf::documentDigestOf(pdf);
    if (!digest) {
        questions.cause = pdf::codeName(digest.error().code);
        return;
    }
    // One of the document helps whoever's certificate still holds.
    const auto endAt = [&questions](qsizetype index) { return endOf(questions.signers.at(index)); };
    const auto index = isOwn ? found.signatures.size() - 1 : *std::ranges::max_element(missing, {}, endAt);
    questions.add({isOwn ? Place::Signature : Place::Document, 0, *digest, questions.signers.at(index)});
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
    const auto work = [question, body, policy = m_service.policy, trustFile = m_trustFile] {
        return Answered::to(question, policy, TrustStore(trustFile).timestampAnchors(), body);
    };
    checks::onPool(this, work, [this](const Answered &answered) {
        if (m_isEnded)
            return;
        if (answered.cause.isEmpty())
            m_tokens.append(answered);
        else
            miss(answered.cause, answered.detail, answered.isTooLate);
        settle();
    });
}

Attested AttestJob::put(const QList<Answered> &tokens, Attested documents)
{
    auto envelope = formats::parseEnvelope(documents.envelope);
    bool isStamped = false;
    for (const auto &answered : tokens) {
        if (answered.place == Place::Envelope) {
            envelope->signatures[answered.index].timestamp = answered.token;
            isStamped = true;
            continue;
        }
        const auto add = answered.place == Place::Signature ? pdf::withTimestamp : pdf::withDocumentTimestamp;
        auto stamped = add(documents.pdf, answered.token);
        if (stamped) {
            documents.pdf = std::move(*stamped);
            continue;
        }
        documents.canStillCome = true;
        if (documents.cause.isEmpty()) {
            documents.cause = pdf::codeName(stamped.error().code);
            documents.detail = stamped.error().data.join(u' ');
        }
    }
    if (isStamped)
        documents.envelope = formats::writeEnvelope(*envelope);
    return documents;
}

/// The first cause is the one that is told.
void AttestJob::miss(const QString &cause, const QString &detail, bool isForGood)
{
    m_result.canStillCome = m_result.canStillCome || !isForGood;
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
    const auto work = [tokens = m_tokens, documents = m_result] { return put(tokens, documents); };
    checks::onPool(this, work, [this](const Attested &stamped) {
        m_result = stamped;
        Q_EMIT finished();
    });
}

void attest(const std::optional<domain::TimestampService> &service, const QString &trustFile, const Revision &revision,
            const QDateTime &now, QObject *context,
            std::function<void(const Revision &stamped, const QString &timestamp)> then)
{
    if (!service)
        return then(revision, {});
    auto *job = new AttestJob(*service, revision, now, AttestJob::Scope::LastSignature, context);
    job->setTrust(trustFile);
    QObject::connect(job, &AttestJob::finished, context, [job, then = std::move(then)] {
        job->deleteLater();
        const auto &result = job->result();
        then({result.envelope, result.pdf}, result.cause.isEmpty() ? u"given"_s : result.cause);
    });
    job->start();
}

} // namespace cutover::session
