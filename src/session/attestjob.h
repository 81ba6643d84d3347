// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "session/revision.h"

#include <QByteArray>
#include <QDateTime>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::session {

/// What comes of asking an authority: the documents, with the time stamps that it gave.
struct Attested
{
    QByteArray envelope; ///< with what came of its stamps
    QByteArray pdf;      ///< likewise; empty if none was given
    QString cause; ///< why a time stamp is missing, a code of web/timestampjob.h or crypto/timestamp.h; else empty
    QString detail;
    bool canStillCome = false; ///< of what is missing, something: the authority may give it another time
};

/// Asks the authority for time stamps over the signatures of an envelope and of its PDF, all at once, and puts them in.
/// Nothing that is signed changes, and whatever goes wrong, the documents come back as they were, or with the time
/// stamps that came: a decision waits for nobody but these few seconds.
///
/// What came is judged before it is put in: imprint, nonce, policy, signature, and by the anchors of this user, who may
/// have none; then whether somebody trusts that authority is for those to say who verify. A time outside a
/// certificate's days would speak against its signature: it is left out (`certificate_not_valid_at`), and where they
/// have ended nobody is asked; so for those that it was issued by, as far as the PDF brings them along. Exactly one
/// finished(), never from within start() or cancel(). Thread: the application's own.
class AttestJob : public QObject
{
    Q_OBJECT

public:
    enum class Scope {
        LastSignature, ///< the one just made
        Missing, ///< every signature without one; in the PDF by a document time stamp, where only that is possible
    };

    /// `now`: a certificate that has ended is not asked for.
    AttestJob(domain::TimestampService service, Revision documents, QDateTime now, Scope scope,
              QObject *parent = nullptr);
    ~AttestJob() override;

    /// Of each of the questions, 3 s unless said otherwise.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    /// The user's TrustStore.
    void setTrust(const QString &trustFile) { m_trustFile = trustFile; }
    void start();
    /// Ends with what there is.
    void cancel();
    [[nodiscard]] const Attested &result() const { return m_result; }

Q_SIGNALS:
    void finished();

private:
    struct Question; ///< one to the authority
    struct Questions;
    struct Answered;

    static void askForEnvelope(const QByteArray &envelope, Scope scope, Questions &questions);
    static void askForPdf(const QByteArray &pdf, Scope scope, Questions &questions);
    [[nodiscard]] static Questions prepare(const Attested &documents, const QDateTime &now, Scope scope,
                                           const QString &policy);
    [[nodiscard]] static Attested put(const QList<Answered> &tokens, Attested documents);
    void ask(const Question &question);
    void onAnswer(const Question &question, const QByteArray &body);
    void miss(const QString &cause, const QString &detail, bool isForGood = false);
    void settle();
    void end();

    domain::TimestampService m_service;
    QString m_trustFile;
    QDateTime m_now;
    Scope m_scope;
    std::chrono::milliseconds m_timeout{3'000};
    Attested m_result;
    QList<Answered> m_tokens; ///< that hold
    int m_open = 0;           ///< questions without an answer
    bool m_isStarted = false;
    bool m_isEnded = false;
};

/// Asks the authority where there is one, and hands the documents on: with what `then` records of it, «given», the
/// cause why not, or nothing where none was asked. What the authority does not give in these seconds is no reason to
/// wait longer. Not called once `context` is gone.
void attest(const std::optional<domain::TimestampService> &service, const QString &trustFile, const Revision &revision,
            const QDateTime &now, QObject *context,
            std::function<void(const Revision &stamped, const QString &timestamp)> then);

} // namespace cutover::session
