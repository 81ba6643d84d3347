// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/signdraft.h"

#include "session/composer.h"

#include <chrono>

namespace cutover::gui {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto afterLastEdit = 400ms;
constexpr qint64 leastBetweenLooksS = 3;
constexpr qint64 mostBetweenLooksS = 30;
// Renewed a little before the session would refuse it as too old.
constexpr qint64 renewAtS = domain::snapshotAgeS - 15;

} // namespace

SignDraft::SignDraft(session::Session &session, domain::DecisionKind kind, const domain::Closing &closing,
                     QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_kind(kind)
{
    m_request.kind = kind;
    m_request.closing = closing;
    m_edited.setSingleShot(true);
    m_edited.setInterval(afterLastEdit);
    connect(&m_edited, &QTimer::timeout, this, &SignDraft::renew);
    connect(&session, &session::Session::changed, this, &SignDraft::onSessionChanged);
}

SignDraft::SignDraft(session::Session &session, const session::DecisionView &pending, QObject *parent)
    : SignDraft(session, pending.kind, {}, parent)
{
    m_decisionId = pending.id;
}

session::CountersignRequest SignDraft::countersignRequest() const
{
    const auto seat = m_review ? m_review->seat : domain::Seat();
    return {m_decisionId, m_request.keyFingerprint, m_request.reason, m_request.meaning, seat.role, seat.principal};
}

void SignDraft::setRequest(const QString &keyFingerprint, const QString &reason, const QString &meaning)
{
    const bool isSame =
        keyFingerprint == m_request.keyFingerprint && reason == m_request.reason && meaning == m_request.meaning;
    const bool isOtherKey = keyFingerprint != m_request.keyFingerprint;
    m_request.keyFingerprint = keyFingerprint;
    m_request.reason = reason;
    m_request.meaning = meaning;
    if (isSame && m_draft)
        return;
    if (isOtherKey || !m_draft)
        renew();
    else if (m_decisionId.isEmpty())
        m_edited.start();
    Q_EMIT updated();
}

void SignDraft::renew()
{
    m_edited.stop();
    compose(Purpose::Replace);
}

bool SignDraft::isCurrent() const
{
    if (!m_draft || m_edited.isActive() || m_isWantedAgain)
        return false;
    if (!m_decisionId.isEmpty())
        return m_review && m_draft->keyFingerprint == m_request.keyFingerprint;
    const QString meaning =
        m_request.meaning.isEmpty() ? domain::defaultMeaning(m_kind, m_draft->statement.signerRole) : m_request.meaning;
    return m_draft->keyFingerprint == m_request.keyFingerprint && m_draft->statement.reason == m_request.reason &&
           m_draft->statement.meaning == meaning;
}

qint64 SignDraft::ageS() const
{
    return m_draft ? std::max<qint64>(0, m_draft->statement.composedAt.secsTo(m_session.now())) : 0;
}

void SignDraft::compose(Purpose purpose)
{
    if (m_request.keyFingerprint.isEmpty())
        return;
    if (m_isComposing) {
        m_isWantedAgain = m_isWantedAgain || purpose == Purpose::Replace;
        return;
    }
    m_isComposing = true;
    m_lookedAt = m_session.now();
    m_circumstances = circumstances();
    if (!m_decisionId.isEmpty())
        return reviewNow();
    m_session.compose(m_request, this, [this, purpose](const session::Result<session::Draft> &result) {
        m_isComposing = false;
        take(purpose, result);
        askedAgain();
    });
}

void SignDraft::askedAgain()
{
    if (std::exchange(m_isWantedAgain, false))
        compose(Purpose::Replace);
}

void SignDraft::reviewNow()
{
    m_session.reviewDecision(countersignRequest(), this,
                             [this](const session::Result<session::Countersigning> &result) {
                                 m_isComposing = false;
                                 takeReview(result);
                                 askedAgain();
                             });
}

void SignDraft::takeReview(const session::Result<session::Countersigning> &result)
{
    m_review.reset();
    if (result)
        m_review = *result;
    take(Purpose::Replace, result.map([](const session::Countersigning &review) { return review.draft; }));
}

void SignDraft::take(Purpose purpose, const session::Result<session::Draft> &result)
{
    if (!result) {
        m_failure = result.error();
        Q_EMIT updated();
        return;
    }
    m_failure.reset();
    m_refusals = result->refusals;
    m_closingRefusals = result->closingRefusals;
    const bool isOfOtherKey = m_draft && m_draft->keyFingerprint != result->keyFingerprint;
    // Minutes that went on are not signed any more: what is shown has to tell of the poll as it is now.
    const bool isOfOtherPoll = m_draft && m_draft->statement.ceremony != result->statement.ceremony;
    if (purpose == Purpose::Replace || !m_draft || isOfOtherKey || isOfOtherPoll) {
        m_draft = *result;
        m_changedFile.reset();
    } else {
        m_changedFile = session::changedSince(m_draft->statement, {result->statement.files, {}});
    }
    Q_EMIT updated();
}

void SignDraft::onSessionChanged()
{
    const qint64 sinceLook = m_lookedAt.isValid() ? m_lookedAt.secsTo(m_session.now()) : mostBetweenLooksS;
    if (m_decisionId.isEmpty() && m_draft && ageS() >= renewAtS && sinceLook >= leastBetweenLooksS)
        compose(Purpose::Replace);
    else if (sinceLook >= mostBetweenLooksS || (sinceLook >= leastBetweenLooksS && circumstances() != m_circumstances))
        compose(Purpose::Look);
    Q_EMIT updated();
}

QByteArray SignDraft::circumstances() const
{
    const auto &view = m_session.view();
    QStringList facts{view.waitingFor.join(u','),
                      view.trigger ? triggerName(view.trigger->code) : QString(),
                      view.baseline ? view.baseline->file : QString(),
                      QString::fromLatin1(view.signers.digest.toHex()),
                      view.ledger.trouble,
                      view.changedAbortScripts.join(u','),
                      view.profile.version,
                      view.profile.environment};
    facts.append(view.signers.pinned ? u"pinned"_s : QString());
    if (const auto &poll = view.ceremony)
        facts.append(
            u"%1 %2 %3 %4"_s.arg(poll->entry).arg(poll->answers.size()).arg(poll->endedAt.isValid()).arg(poll->isOver));
    for (const auto &answer : view.objections)
        facts.append(domain::criterion(answer.row).key);
    for (const auto &decision : view.pending)
        facts.append(decision.id + QString::number(decision.quorumGiven));
    for (const auto &row : view.closingRows)
        facts.append(domain::criterion(row.id).key + domain::statusName(row.status));
    for (const auto &rule : view.loosened)
        facts.append(rule.rule + QString::number(rule.value));
    return facts.join(u'\n').toUtf8();
}

} // namespace cutover::gui
