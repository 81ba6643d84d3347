// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/profile.h"
#include "session/revision.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace cutover::session {

/// What comes of asking an authority: the documents, with the time stamps that it gave.
struct Attested
{
    QByteArray envelope; ///< the last signature's, stamped if `cause` is empty
    QByteArray pdf;      ///< likewise; empty if none was given
    QString cause; ///< why a time stamp is missing, a code of web/timestampjob.h or crypto/timestamp.h; else empty
    QString detail;
};

/// Asks the authority for a time stamp over the last signature of an envelope, and over that of its PDF, both at once,
/// and puts them in. Nothing that is signed changes, and whatever goes wrong, the documents come back as they were, or
/// with the one time stamp that came: a decision waits for nobody but these few seconds.
///
/// What came is judged before it is put in (imprint, nonce, policy, signature); whether somebody trusts that authority
/// is for those to say who verify. Exactly one finished(), never from within start() or cancel(). Thread: the
/// application's own.
class AttestJob : public QObject
{
    Q_OBJECT

public:
    AttestJob(domain::TimestampService service, QByteArray envelope, QByteArray pdf, QObject *parent = nullptr);

    /// Of each of the two, 3 s unless said otherwise.
    void setTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void start();
    /// Ends with what there is.
    void cancel();
    [[nodiscard]] const Attested &result() const { return m_result; }

Q_SIGNALS:
    void finished();

private:
    /// One question to the authority.
    struct Question
    {
        bool isPdf = false;
        QByteArray imprint;
        QByteArray nonce;
        QByteArray request;
    };
    struct Prepared
    {
        QList<Question> questions;
        QString cause;
    };

    [[nodiscard]] static Prepared prepare(const domain::TimestampService &service, const QByteArray &envelope,
                                          const QByteArray &pdf);
    [[nodiscard]] static Attested put(const Question &question, const QString &policy, const QByteArray &answer,
                                      Attested documents);
    void ask(const Question &question);
    void onAnswer(const Question &question, const QByteArray &body);
    void miss(const QString &cause, const QString &detail);
    void settle();
    void end();

    domain::TimestampService m_service;
    std::chrono::milliseconds m_timeout{3'000};
    Attested m_result;
    int m_open = 0; ///< questions without an answer
    bool m_isStarted = false;
    bool m_isEnded = false;
};

/// Asks the authority where there is one, and hands the documents on: with what `then` records of it, «given», the
/// cause why not, or nothing where none was asked. What the authority does not give in these seconds is no reason to
/// wait longer. Not called once `context` is gone.
void attest(const std::optional<domain::TimestampService> &service, const Revision &revision, QObject *context,
            std::function<void(const Revision &stamped, const QString &timestamp)> then);

} // namespace cutover::session
