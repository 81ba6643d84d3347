// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/secret.h"
#include "domain/decision.h"
#include "domain/postcutover.h"
#include "domain/rehearsal.h"
#include "keychain/signingkeys.h"
#include "notify/delivery.h"
#include "pdf/chartimage.h"
#include "rollout/rehearsaljob.h"
#include "session/failure.h"
#include "session/ports.h"
#include "session/view.h"
#include "session/watchnews.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <set>

namespace cutover::checks {
struct EvidenceReport;
struct PolicyReport;
struct RotationReport;
} // namespace cutover::checks

namespace cutover::session {

struct Sealed;
struct PolicySigned;

struct BundleSummary;
struct DecisionRecords;
struct ScriptFile;

/// A statement composed for signing, exactly as it would be signed.
struct Draft
{
    domain::Statement statement;
    QByteArray bytes;  ///< canonical in-toto Statement
    QByteArray sha256; ///< of `bytes`, 32 raw bytes
    QString keyFingerprint;
    QByteArray evidence; ///< the bytes that the statement binds; the file itself is written anew meanwhile
    /// What differs from the last signed decision; each must be acknowledged by its code.
    struct Change
    {
        QString code; ///< "loosened:/limits/burst", "script_changed:PATH", "signers_changed"
        QStringList data;
    };
    QList<Change> changes;
    domain::Refusals refusals; ///< why it could not be signed now, and of a closing also:
    QList<domain::ClosingRefusal> closingRefusals;

    [[nodiscard]] bool isSignable() const { return refusals.isEmpty() && closingRefusals.isEmpty(); }
};

struct SignRequest
{
    domain::DecisionKind kind = domain::DecisionKind::NoGo;
    QString keyFingerprint;
    QString reason;
    QString meaning; ///< empty: domain::defaultMeaning, of the signer's own role
    /// Of DecisionKind::Closing: outcome and deviations. The attempt is the present one, or for `rolled-back` the last
    /// that was aborted and is not closed.
    domain::Closing closing = {};
};

/// A run of the four checks after 100 % (RULES section 6).
struct PostCutover
{
    bool isGo = false;
    QList<domain::Row> rows; ///< domain::postCutoverSet(), in its order
};

/// Both charts as pictures for the PDF, made on the interface thread of a QApplication: burst, then latency.
using ChartPictures = QList<pdf::ChartPicture>;

struct Signed
{
    QString id;
    QString envelopeFile; ///< in the workspace; empty where it could not be written: the ledger keeps the original
    QString pdfFile;      ///< likewise
    QByteArray statementSha256;
    int quorumGiven = 0;
    int quorumNeeded = 1;
    QStringList waitingFor;              ///< roles
    QList<domain::AwaitedSeats> awaited; ///< the same with who may fill them; empty: the quorum is there
    /// "given", or why the authority gave none and the time stays the signer's claim; empty: the profile names none.
    QString timestamp = {};
};

struct CountersignRequest
{
    QString decisionId;
    QString keyFingerprint;
    QString reason;
    QString meaning; ///< empty: domain::defaultMeaning, of the seat's role
    /// As the seat was shown (Countersigning::seat): nobody signs as somebody else. A review does not ask for them.
    QString role = {};
    QString principal = {};
};

/// A decision that waits for signatures, as a countersigner has to see it: what the first signer saw, from the ledger's
/// store, never from what is live.
struct Countersigning
{
    Draft draft; ///< statement and digest as signed; `refusals`: why nobody may countersign it now; no changes
    QList<SignedBy> signers;
    int quorumGiven = 0;
    int quorumNeeded = 1;
    QList<domain::AwaitedSeats> awaited;
    domain::Seat seat; ///< that this key would fill, or why it fills none
    /// Why this key cannot sign it: `already_signed`, `seat_taken`, `signer_unauthorised`, `deputy_too_early`.
    std::optional<Failure> objection;

    [[nodiscard]] bool isSignable() const { return draft.isSignable() && !objection; }
};

struct Promoted
{
    int percent = 0;
    bool done = false;
    domain::Refusals refusals;
    int exitCode = -1;
    QString desiredStage;
    QString command = {}; ///< as run; empty: nothing was run, the console writes the stage file itself
};

struct RehearsalRequest
{
    QList<int> steps{25, 50}; ///< stages of the profile, rising
    bool abortDrill = true;
};

struct Aborted
{
    bool aborted = false; ///< desired_stage.txt reads `abort`
    bool already = false;
    bool stoodDown = false;
    int exitCode = -1;
    QString desiredStage;
    QString command; ///< as run, to be run by hand where it does not bring `abort`
    /// The ledger had not said whether there was anything to abort, and was not waited for.
    bool isUnasked = false;
};

struct FoundSigners
{
    QStringList keys;                       ///< FP or FP=ROLES, as on the command line
    QList<QPair<QString, QString>> members; ///< certificate file, ROLES
    QMap<QString, int> quorum;
    QMap<QString, QString> deputies;
    QStringList policyKeyFiles;
    QStringList evidenceKeyFiles;
};

/// What the next version of the list does to the one in force. A key or member that is listed gets its present
/// certificate, and other roles where they are given; deputies and fingerprints may be given by 8 or more digits.
struct ProposeSigners
{
    FoundSigners given;                ///< a quorum of 0 takes the role out of it, an empty deputy takes that one away
    QStringList removed;               ///< signers, policy and evidence keys: of decisions from now on
    QStringList revoked;               ///< signers whose signatures from now on do not count, and who never come back
    QList<domain::Signer> coming = {}; ///< beside the files: by certificates that were read and shown (founding.h)
    QByteArray previousSha256 = {};    ///< the version that all this was chosen against; empty: the one in force
};

/// One open workspace: loads it, wires the rooms below, holds what is known and offers the verbs of both faces.
///
/// Lives on the interface thread and never blocks it: files, digests and the ledger are worked on elsewhere, and
/// answers come by signal or by the verb's callback. Every act is enforced here or below; a face only shows.
class Session : public QObject
{
    Q_OBJECT

public:
    /// Opens; ends in opened() or openFailed(). A ledger that does not verify still opens, for showing and for abort.
    explicit Session(const QString &workspace, Ports ports, QObject *parent = nullptr);
    ~Session() override;

    void open();

    [[nodiscard]] const View &view() const;
    [[nodiscard]] QDateTime now() const;
    [[nodiscard]] const keychain::SigningKeys &keys() const;
    [[nodiscard]] keychain::SigningKeys &keys();
    [[nodiscard]] keychain::SecretStore &secrets();

    /// Time has passed: ages, holds and countdowns are judged again. The window calls it each second.
    void tick();

    // Checks --------------------------------------------------------------------------------------------------
    /// Runs these rows (all live ones at once, drills one at a time after them, the dashboard last). Drills are
    /// refused while a rollout is under way.
    void runChecks(const std::set<domain::CriterionId> &ids);
    [[nodiscard]] static std::set<domain::CriterionId> liveRows();
    [[nodiscard]] static std::set<domain::CriterionId> allRows(); ///< with drills and alerts
    void cancelChecks();
    void cancelCheck(domain::CriterionId id);
    /// Raw standard output and error of the last run, or what has come so far.
    [[nodiscard]] QByteArray output(domain::CriterionId id) const;
    /// Earlier runs of a row, newest first, from the ledger.
    void earlierRuns(domain::CriterionId id, int limit, QObject *guard, Done<QList<domain::Row>> done);

    // People --------------------------------------------------------------------------------------------------
    /// WHAT: freeze, stakeholders, war-room, station:ROLE, team-ready (every station). Answers the entry's index.
    void confirm(const QString &what, const QString &by, bool go, const QString &note, QObject *guard,
                 Done<qint64> done);
    void setNote(domain::CriterionId id, const QString &text, QObject *guard, Done<qint64> done);
    void captureBaseline(QObject *guard, Done<QString> done); ///< answers the file

    // Ceremony (sessionceremony.cpp; domain/ceremony.h, view().ceremony) -----------------------------------------
    /// Begins the poll of the twelve rows, or goes on with the one under way; answers its first entry. Refused:
    /// name_missing, checks_not_run.
    void beginCeremony(const QString &presider, QObject *guard, Done<qint64> done);
    /// What the row's station says, with what is measured of the row at this moment; said again it corrects. Durable
    /// when it answers. Refused: name_missing, no_ceremony, ceremony_order, and a go over a row that is not Go
    /// (row_not_go).
    void answerCeremony(domain::CriterionId row, bool go, const QString &by, QObject *guard, Done<qint64> done);
    /// Closes the minutes for the next statement; an answer after it opens them again. Refused: no_ceremony,
    /// ceremony_incomplete.
    void endCeremony(QObject *guard, Done<qint64> done);

    // Signers -------------------------------------------------------------------------------------------------
    void foundSigners(const FoundSigners &request, crypto::Secret passphrase, QObject *guard, Done<SignersView> done);
    /// Pins the version in force for this user; one that is not in the workspace any more is fetched from the ledger.
    void pinSigners(const QString &digestHex, QObject *guard, Done<SignersView> done);
    // sessionsigners.cpp
    /// Puts the next version into the ledger, signed by the first key of `given.keys` that is an administrator of the
    /// version in force; it supersedes another proposal. Refused: signers_untrusted, not_administrator,
    /// nothing_proposed, signer_unknown, signer_twice, signer_revoked, last_administrator, quorum_unreachable,
    /// certificate_not_valid, certificate_unfit, unsupported_algorithm; conflict, where another version came into force
    /// meanwhile.
    void proposeSigners(const ProposeSigners &request, crypto::Secret passphrase, QObject *guard,
                        Done<SignersView> done);
    /// Signs what is proposed, as another administrator than its proposer or as the only one, and puts it into force:
    /// ledger, file, this user's pin. `payloadSha256` as the view named it, empty: whatever is proposed. Refused:
    /// no_proposal, proposal_superseded, not_administrator, approval_needs_another, certificate_not_valid.
    void approveSigners(const QString &keyFingerprint, const QByteArray &payloadSha256, crypto::Secret passphrase,
                        QObject *guard, Done<SignersView> done);

    // Evidence and policies (sealing.h, checks/evidenceprobe.h, checks/policyprobe.h) --------------------------
    /// Seals every file of the evidence folder as it is now. Refused unless the pinned list gives the key the role
    /// `evidence`; nothing_to_seal.
    void sealEvidence(const QString &keyFingerprint, crypto::Secret passphrase, QObject *guard, Done<Sealed> done);
    /// The built-in probes, whatever the profile's source is; nothing is recorded.
    void verifyEvidence(QObject *guard, Done<checks::EvidenceReport> done);
    /// `files` in place of the profile's globs where there are any: absolute, or in the workspace.
    void verifyPolicies(const QStringList &files, QObject *guard, Done<checks::PolicyReport> done);
    /// Writes FILE.sig beside a file of the workspace and, where it is not there yet, the public key into the folder of
    /// policy keys. Any key of this account may sign; the pinned list says whether it counts.
    void signPolicy(const QString &file, const QString &keyFingerprint, crypto::Secret passphrase, QObject *guard,
                    Done<PolicySigned> done);

    // Keys (sessionrotation.cpp, checks/rotationjudge.h) -------------------------------------------------------
    /// The built-in probe, whatever the profile's source is; nothing is recorded.
    void judgeRotation(QObject *guard, Done<checks::RotationReport> done);

    // Decision ------------------------------------------------------------------------------------------------
    /// Takes a snapshot and composes; refused drafts are delivered too, with their refusals.
    void compose(const SignRequest &request, QObject *guard, Done<Draft> done);
    /// A draft this user composed within ten minutes, by its digest.
    void recallDraft(const QByteArray &sha256, QObject *guard, Done<Draft> done);
    /// Judges the live verdict again, unlocks the key for this one signature, writes ledger entry, envelope and PDF.
    void sign(const Draft &draft, const QStringList &acknowledged, crypto::Secret passphrase,
              const ChartPictures &charts, QObject *guard, Done<Signed> done);
    /// A GO or closing that waits for signatures, read from the ledger's store and verified as a stranger would: a
    /// fault of envelope or PDF is the failure, with verification's own code. Others: `no_decision`, `quorum_complete`,
    /// `no_quorum_needed` (a NO-GO), or refused as superseded. What cannot be signed now is delivered too.
    void reviewDecision(const CountersignRequest &request, QObject *guard, Done<Countersigning> done);
    /// Reviews again, unlocks the key for this one signature, and adds it to envelope and PDF; the ledger's entry is a
    /// compare-and-swap on the revision that was reviewed. `statementSha256`: of the draft that was shown
    /// (`statement_changed`, and so for another seat than was shown). A lost race is `pdf_forked` (or `conflict`, where
    /// something else was decided): nothing is written and it may be pressed again.
    void countersign(const CountersignRequest &request, const QByteArray &statementSha256, crypto::Secret passphrase,
                     QObject *guard, Done<Signed> done);
    /// The PDF of a signed decision, from the ledger's store: its last revision.
    void decisionPdf(const QString &id, QObject *guard, Done<QByteArray> done);

    // After 100 % (sessionclosing.cpp; domain/postcutover.h, domain/decision.h) ---------------------------------
    /// Runs the smoke tests as they were signed and the evidence's integrity by the profile's source, judges latency
    /// and error rate, and records the four rows. Refused: `post_cutover_early` (seconds that the last hold has left;
    /// no data: the last stage is not reached), `post_cutover_running`, `cancelled`: then nothing is recorded.
    void postCutover(QObject *guard, Done<PostCutover> done);
    void cancelPostCutover();

    // Rollout -------------------------------------------------------------------------------------------------
    /// Runs the four rows of the gate's point 5, then promotes: gate, durable intent, gate again in the call that
    /// starts the command, read-back, outcome.
    void promote(int percent, QObject *guard, Done<Promoted> done);
    /// Ends the stage command of a promotion under way: SIGTERM, its group SIGKILL 100 ms later; its outcome is
    /// recorded and promote() answers. False where no command was started yet.
    bool stopPromotion();
    /// Refused: cutover_closed.
    void pause(const QString &by, QObject *guard, Done<qint64> done);
    /// Refused: name_missing, not_paused.
    void resume(const QString &by, QObject *guard, Done<qint64> done);
    /// Never waits: the command is started before anything is written or asked. Stands down where no rollout is under
    /// way. `reason` may be empty.
    void abort(const QString &reason, const QString &by, QObject *guard, Done<Aborted> done);
    /// The abort as a line for a shell in the workspace, where a person has to run it.
    [[nodiscard]] QString abortByHand(const QString &reason) const;
    /// Name and reason of an abort, told while it runs: an entry of its own.
    void explainAbort(const QString &reason, const QString &by, QObject *guard, Done<qint64> done);

    // Watch (sessionwatcher.cpp, watchnews.h, rollout/watchjob.h) ------------------------------------------------
    /// Is the watcher until stopWatching(), or until the attempt that it watched is closed, or recovered from its
    /// abort, or was not in 15 minutes; where `idleFor` is not 0 also until no rollout was under way for that long.
    /// Refused: `watching`. Aborts by itself on the abort triggers.
    void watch(std::chrono::milliseconds idleFor, QObject *guard, Done<Watched> done);
    void stopWatching();

    // Rehearsal (sessionrehearsal.cpp) ------------------------------------------------------------------------
    /// Rehearses on var/rehearsal/desired_stage.txt and records it, in the ledger and in var/rehearsal/latest.json;
    /// answers the record, passed or not. Refused: `rollout_under_way`, `rehearsal_under_way` (in any process on this
    /// workspace), `steps_invalid`, `baselines_missing`, `rehearsal_is_production` (a rehearsal command that runs what
    /// production's stage or abort command runs, with the same arguments, under whatever name of the file and by
    /// whatever interpreter), `stage_file_linked`. Closing the session while it runs sets nothing back.
    void rehearse(const RehearsalRequest &request, QObject *guard, Done<domain::Rehearsal> done);
    /// Ends it soon: what runs is stopped, the stage file set back, the record says `cancelled`; rehearse() answers.
    void cancelRehearsal();
    /// The same, pressed once more: until an abort is recovered from, its command runs again although the stage file
    /// reads `abort` already. It is the only command that may run twice (RULES section 5).
    void abortAgain(QObject *guard, Done<Aborted> done);
    [[nodiscard]] bool isRehearsing() const;
    /// Runs a criterion's built-in probe, whatever the profile's source; only where that is the probe it is recorded
    /// as the row's run. A drill is refused (`rollout_under_way`) while a rollout is under way.
    void runProbe(domain::CriterionId id, QObject *guard, Done<domain::Row> done);
    void cancelProbes();

    // Notifications -------------------------------------------------------------------------------------------
    // Signed decisions, promotions, pauses, aborts and failed unlocks are told by themselves; no act waits for it.
    /// Sends «cutover starts». The first target's acceptance is recorded as the confirmation `stakeholders`, its
    /// receipt as the note, by this or a later process.
    void notifyStakeholders();
    /// Calls back once what was told had its first try; after `patience` it waits for what is under way alone.
    void flushNotifications(std::chrono::milliseconds patience, QObject *guard, std::function<void()> done);

    // Records (sessionrecords.cpp; decisionrecords.h, scriptfiles.h) ------------------------------------------
    /// What the ledger keeps of a signed decision and its attempt; refused as decisionrecords.h says.
    void decisionRecords(const QString &id, QObject *guard, Done<DecisionRecords> done);
    /// The files that a row's command runs, now and as last bound.
    void scriptFiles(domain::CriterionId id, QObject *guard, Done<QList<ScriptFile>> done);
    /// The raw output of a run, by the digest in its row.
    void keptOutput(const QByteArray &sha256, QObject *guard, Done<QByteArray> done);
    /// Answers once it is durable, or refused.
    void appendExport(const QString &what, const QString &file, QObject *guard = nullptr, Done<qint64> done = {});
    /// Calls back once everything asked of the ledger so far is durable, or refused.
    void afterEntries(QObject *guard, std::function<void()> then);
    /// Everything an auditor needs of that decision (bundle.h), into a folder that is not there yet, or is empty.
    void exportBundle(const QString &id, const QString &folder, QObject *guard, Done<BundleSummary> done);
    /// Runs on the ledger's thread.
    void exportLedger(const QString &file, QObject *guard, Done<qint64> done);

Q_SIGNALS:
    void opened();
    void openFailed(const cutover::session::Failure &failure);
    /// Something in view() changed.
    void changed();
    void rowChanged(cutover::domain::CriterionId id);
    void outputReceived(cutover::domain::CriterionId id, const QByteArray &chunk);
    void checksFinished();
    void seriesChanged();
    void stageOutput(const QByteArray &chunk);
    void smokeOutput(const QByteArray &chunk);
    void promotionStarted(int percent);
    void abortStarted();
    void watchTold(const cutover::session::WatchNews &news);
    void rehearsalProgressed(const cutover::rollout::RehearsalProgress &progress);
    void rehearsalOutput(const QByteArray &chunk);
    void profileBroken(const cutover::session::Failure &failure);
    /// Accepted or given up, here or by the process that took over what waited here; the ledger records it.
    void notificationSettled(const cutover::notify::Delivery &delivery);
    /// An attempt failed; it is tried again.
    void notificationWaiting(const cutover::notify::Delivery &delivery);
    /// A file in the outbox was no message and lies in its folder `aside` now.
    void notificationSetAside(const QString &file);
    /// The receipt of this target is the confirmation `stakeholders` now.
    void stakeholdersConfirmed(qint64 entry, const QString &target);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace cutover::session
