// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace cutover::gui {

/// The statement behind a signing dialog: composed at once, again when key, reason or meaning change (a moment after
/// the last edit), again when its snapshot is ten minutes old. In between the workspace is looked at without replacing
/// the snapshot, and what no longer agrees with it is named (RULES section 3).
///
/// Of a decision that waits for signatures it is the first signer's statement, from the ledger's store and verified;
/// reason and meaning belong to the signature then, and only another key is another review.
class SignDraft : public QObject
{
    Q_OBJECT

public:
    /// `closing`: of DecisionKind::Closing alone.
    SignDraft(session::Session &session, domain::DecisionKind kind, const domain::Closing &closing = {},
              QObject *parent = nullptr);

    /// To countersign: what is in the store, for whoever chooses a key.
    SignDraft(session::Session &session, const session::DecisionView &pending, QObject *parent = nullptr);

    /// Without a key there is no statement, since it names its signer.
    void setRequest(const QString &keyFingerprint, const QString &reason, const QString &meaning);
    /// Takes a new snapshot now.
    void renew();

    [[nodiscard]] domain::DecisionKind kind() const { return m_kind; }
    /// Nothing: a first signature.
    [[nodiscard]] const QString &decisionId() const { return m_decisionId; }
    /// What the last verification answered; nothing before, and where it failed.
    [[nodiscard]] const std::optional<session::Countersigning> &review() const { return m_review; }
    /// What the Sign button would ask for.
    [[nodiscard]] session::CountersignRequest countersignRequest() const;
    /// The last statement; it may still carry an earlier reason.
    [[nodiscard]] const std::optional<session::Draft> &draft() const { return m_draft; }
    /// Whether the statement says exactly what was asked for.
    [[nodiscard]] bool isCurrent() const;
    /// Why it could not be signed now: those of the snapshot, or of the latest look since.
    [[nodiscard]] const domain::Refusals &refusals() const { return m_refusals; }
    /// The same of a closing.
    [[nodiscard]] const QList<domain::ClosingRefusal> &closingRefusals() const { return m_closingRefusals; }
    /// A bound file that is no longer what the snapshot says.
    [[nodiscard]] const std::optional<domain::Refusal> &changedFile() const { return m_changedFile; }
    /// Why the last statement could not be composed.
    [[nodiscard]] const std::optional<session::Failure> &failure() const { return m_failure; }
    [[nodiscard]] qint64 ageS() const;

Q_SIGNALS:
    void updated();

private:
    enum class Purpose { Replace, Look };

    void compose(Purpose purpose);
    void reviewNow();
    void takeReview(const session::Result<session::Countersigning> &result);
    void askedAgain();
    void take(Purpose purpose, const session::Result<session::Draft> &result);
    void onSessionChanged();
    [[nodiscard]] QByteArray circumstances() const;

    session::Session &m_session;
    domain::DecisionKind m_kind;
    session::SignRequest m_request;
    QTimer m_edited;
    QString m_decisionId;
    std::optional<session::Countersigning> m_review;
    std::optional<session::Draft> m_draft;
    domain::Refusals m_refusals;
    QList<domain::ClosingRefusal> m_closingRefusals;
    std::optional<domain::Refusal> m_changedFile;
    std::optional<session::Failure> m_failure;
    QByteArray m_circumstances;
    QDateTime m_lookedAt;
    bool m_isComposing = false;
    bool m_isWantedAgain = false;
};

} // namespace cutover::gui
