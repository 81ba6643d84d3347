// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "checks/checkjob.h"
#include "checks/checkrunner.h"
#include "formats/dsse.h"
#include "ledger/asyncledger.h"
#include "metrics/metricsource.h"
#include "metrics/readyzpoll.h"
#include "process/childjob.h"
#include "rollout/abortjob.h"
#include "rollout/promotejob.h"
#include "rollout/rehearsaljob.h"
#include "rollout/watchjob.h"
#include "session/abortjournal.h"
#include "session/gitstate.h"
#include "session/look.h"
#include "session/notifier.h"
#include "session/sealfailures.h"
#include "session/session.h"
#include "session/signjob.h"
#include "session/timestampoutbox.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QLockFile>
#include <QPointer>
#include <QTimer>

namespace cutover::session {

struct GivenFiles;
struct IncidentOrder;

struct AbortOrder
{
    QString reason; ///< as it is given to the command
    QString by;
    std::optional<domain::Trigger> trigger; ///< that fired; nothing: a person pressed, or it is run once more
    enum class Origin {
        Fresh,
        Again, ///< a person pressed once more
        Lost,  ///< the world left `abort`: it is told already
        Found, ///< in desired_stage.txt: it is entered already
        Left,  ///< by a console that is gone: entered and told already
    };
    Origin origin = Origin::Fresh;
    bool isUnasked = false; ///< the ledger did not say in time whether there is anything to abort
};

/// The state behind Session; one .cpp a family of verbs: session.cpp (open, look, view), sessionsources.cpp (evidence
/// and readyz), sessionchecks.cpp, sessionsigning.cpp, sessionrollout.cpp, sessionabort.cpp, …
class Session::Private
{
public:
    Private(Session *session, QString path, Ports given);

    // open and look
    void startOpening();
    void openLedger(ledger::OpenOptions::Mode mode);
    void followLedger();
    void mergeJournal();
    void watchEvidence();
    using LookAnswer = ledger::AsyncLedger::Result<std::shared_ptr<Look>>;
    void askLook(std::function<void(const LookAnswer &)> then);
    void requestLook();
    void applyLook(const Look &look);
    [[nodiscard]] metrics::MetricSource *makeSource();
    void askServer(std::function<void()> then);
    void captureBaseline(const QByteArray &served, QObject *guard, Done<QString> done);
    void takeEvidence(const metrics::EvidenceReading &reading);
    void adoptSeries(const QString &named);
    void takeWindows(const domain::Evidence &evidence, const QDateTime &at);
    void recordPoints();
    void pollReadyz(std::function<void()> then = {});
    void refreshView();
    void refreshRows();
    void refreshWatch();
    void refreshPhase();
    [[nodiscard]] StageView stageView(const domain::StageProgress &progress) const;
    [[nodiscard]] LookInput lookInput() const;
    [[nodiscard]] ledger::Actor actor(const QString &person = {}) const;

    // checks
    [[nodiscard]] checks::RunInputs runInputs() const;
    [[nodiscard]] std::optional<domain::SignersList> trustedSigners() const; ///< those that are pinned
    [[nodiscard]] std::optional<checks::LastSeal> lastSeal() const;
    void follow(checks::CheckRunner *fresh);
    void endChecks();
    void behindEntries(std::function<void()> then);
    /// Starts a probe of its own and answers its report; nothing is recorded.
    template <typename Probe, typename Report>
    static void tellReport(Probe *probe, QObject *guard, Done<Report> done)
    {
        QObject::connect(probe, &checks::CheckJob::finished, guard,
                         [probe, done = std::move(done)](const domain::Row &row) {
                             auto told = probe->report();
                             told.row = row;
                             done(told);
                         });
        QObject::connect(probe, &checks::CheckJob::finished, probe, &QObject::deleteLater);
        probe->start();
    }
    void onRowFinished(const domain::Row &row, const QByteArray &output, const checks::FileDigests &scripts,
                       const QByteArray &plan);
    void resolvePassed(std::function<void(QMap<QString, QString>)> then);

    // signing
    [[nodiscard]] ComposeInput composeInput(const SignRequest &request, const crypto::Certificate &certificate) const;
    [[nodiscard]] QList<crypto::Certificate> issuersOf(const crypto::Certificate &certificate) const;
    void withGitStatus(std::function<void(bool dirty)> then);
    void settleSigning(const Draft &draft, const Result<Signed> &result, const QPointer<QObject> &guard,
                       const Done<Signed> &done);
    enum class List { There, Founded, Kept }; ///< a founded one is written first; one kept in the ledger, too
    void pin(const QByteArray &digest, const QByteArray &bytes, List list, QObject *guard, Done<SignersView> done);
    void followSigners();
    /// Once the files of the request are read.
    void foundRead(const FoundSigners &request, const GivenFiles &given, crypto::Secret passphrase, QObject *guard,
                   const Done<SignersView> &done);
    void proposeRead(const ProposeSigners &request, const GivenFiles &given, crypto::Secret passphrase, QObject *guard,
                     Done<SignersView> done);
    /// Over the payload of a list of signers. A failed unlock is recorded and told; not called once `guard` is gone.
    void signSigners(const QString &fingerprint, const QByteArray &payload, crypto::Secret passphrase,
                     const QPointer<QObject> &guard,
                     std::function<void(const Result<formats::EnvelopeSignature> &)> then);
    using SignersAnswer = ledger::AsyncLedger::Result<Result<SignersView>>;
    using SignersWork = std::function<SignersAnswer(ledger::Ledger &, const formats::EnvelopeSignature &)>;
    /// The same, and what is entered with the signature, on the ledger's thread.
    void enterSigners(const QString &fingerprint, const QByteArray &payload, crypto::Secret passphrase, QObject *guard,
                      SignersWork work, Done<SignersView> done);
    void tellSigners(const SignersAnswer &answer, const Done<SignersView> &done);

    // rollout
    void settlePromotion(int percent, const QString &attemptId, const rollout::PromotionReport &report,
                         const QPointer<QObject> &guard, const Done<Promoted> &done);
    void settleWhatWasLeft();
    [[nodiscard]] bool isAbortToTakeOver();
    void takeOverAbort();
    void runPromotionRows(std::function<void()> then);
    void watchIfAllowed(int percent, std::function<void()> then);
    void startPromotion(int percent, const QPointer<QObject> &guard, Done<Promoted> done);
    void enterLine(QStringView what, const QString &by, QObject *guard, Done<qint64> done);
    void startAbort(const AbortOrder &order, QObject *guard, Done<Aborted> done);
    [[nodiscard]] rollout::AbortSpec abortSpec(const QString &reason);
    void settleAbort(const AbortOrder &order, const QString &attemptId, const rollout::AbortReport &report,
                     const QPointer<QObject> &guard, const Done<Aborted> &done);
    void recordAbort(const AbortOrder &order, const QDateTime &reviewAt);
    [[nodiscard]] QDateTime nextReview() const;
    void recordTrigger(const domain::Trigger &trigger);
    void answerAlready(const QString &reason, const QString &by, QObject *guard, const Done<Aborted> &done);
    void endOrAbort(const QString &reason, const QString &by, QObject *guard, Done<Aborted> done);
    void abortAsSigned();
    [[nodiscard]] bool isAbortReadBack() const;
    void refuseNote(const QString &file);
    [[nodiscard]] QStringList abortArguments(const QString &reason) const;
    [[nodiscard]] QProcessEnvironment childEnvironment() const;

    // after 100 %
    struct PostCutoverRun;
    void startSmokeTests();
    void startEvidenceAfter();
    void takeAfterRow(domain::Row row, const QByteArray &output);
    void settlePostCutover();
    void refreshClosing();

    // rehearsal
    struct Rehearsing;
    void stopRehearsal();
    void startRehearsal(const std::shared_ptr<Rehearsing> &run);
    void followRehearsal(const std::shared_ptr<Rehearsing> &run);
    void settleRehearsal(const std::shared_ptr<Rehearsing> &run, const domain::Rehearsal &record);
    void recordRehearsal(const std::shared_ptr<Rehearsing> &run, const domain::Rehearsal &record);
    void askReadyzSource(QObject *context, std::function<void(bool)> then);
    [[nodiscard]] rollout::RehearsalSight rehearsalSight(const domain::Baseline &baseline) const;

    // watch
    struct Watching;
    void startWatching();
    void tickWatching();
    void endWatching(const QString &why);
    void abortItself(const AbortOrder &order);
    void startRecovery(const QString &attemptId);
    void settleRecovery(bool recovered);
    void leaveRecovery(const QString &event);
    void tellWatch(WatchNews::Kind what, const QStringList &data, bool isRecorded);
    [[nodiscard]] rollout::WatchSight watchSight() const;
    void keepWatched();
    [[nodiscard]] bool isWatcherThere(const std::optional<domain::WatchLease> &lease) const;
    [[nodiscard]] bool bringWatcher(const std::optional<domain::WatchLease> &lease);
    void ensureWatcher(std::function<void()> then);
    void awaitWatcher(QDeadlineTimer until, std::function<void()> then);

    // notifications
    void followNotifier();
    void tellDecision(const Draft &draft, const Signed &done);
    void tellFailedUnlocks(std::function<void()> then); ///< every fifth; behind the entry of the last one
    void tellPromotion(int percent);
    void stayAwake();
    void followIncidents();
    [[nodiscard]] IncidentOrder incidentOrder(const QString &event, const QString &attemptId) const;
    [[nodiscard]] const domain::RolloutState &abortedRollout(const QString &attemptId) const;
    void tellPause(const QString &by, qint64 entry);
    void tellAbort(const QString &reason, const QString &by, const QDateTime &reviewAt);

    void append(QStringView kind, const ledger::Actor &by, const QJsonObject &payload, QObject *guard,
                Done<qint64> done, const QList<QByteArray> &blobs = {});

    Session *q;
    QString workspace;
    Ports ports;
    View view;
    Look look;
    bool hasLook = false; ///< or it is known that there will be none for now
    bool hasLooked = false;
    bool looking = false;
    bool lookAgain = false;
    bool isOpen = false;
    bool isSettling = false; ///< what a killed console left
    bool openFailed = false;
    bool wasLedgerThere = false; ///< though it could not be opened: no other one is founded in its place
    bool inspecting = false;
    bool readyzAsked = false; ///< the first poll is back, or there is no URL to poll
    domain::Series series;
    QString seriesIsOf;           ///< metrics::seriesSource(), of `series`
    qsizetype recordedPoints = 0; ///< of `series`, in the ledger
    bool isRecordingPoints = false;
    domain::LiveSignals live;
    std::optional<metrics::EvidenceReading> reading;
    std::array<QByteArray, domain::rowCount> outputs;
    std::set<domain::CriterionId> running;
    QMap<QString, QString> passedValues;
    keychain::SigningKeys keys;
    ledger::AsyncLedger ledger;
    std::shared_ptr<Mirror> mirror;
    metrics::MetricSource *source = nullptr;
    AskedEvidence asked; ///< of the server, for the press under way
    QPointer<metrics::ReadyzPoll> poll;
    QPointer<checks::CheckRunner> runner;
    QTimer journalTimer;    ///< an abort is not in the ledger yet
    QTimer reopenTimer;     ///< a ledger that could not be opened
    bool promoting = false; ///< from the press to its answer, the checks before the command included
    QPointer<rollout::PromoteJob> promotion;
    QPointer<rollout::AbortJob> abortJob;
    QElapsedTimer sincePoll;
    QElapsedTimer sinceStart;             ///< of a watcher
    rollout::CommandGroup startedWatcher; ///< the last one; leader 0: none
    QElapsedTimer sinceAbortLeft;         ///< that nobody tells the end of any more, or ever told of
    QString abortNote;                    ///< of the abort under way, or last; empty once the ledger has it
    QStringList refusedNotes;             ///< of this process, that the ledger did not take
    QString toldAbortOf;                  ///< the attempt whose abort by a trigger was told
    bool isAbortBlind = false;            ///< its last command was chosen before the ledger was known
    std::optional<AbortOrder> blindAbort; ///< that ended so
    QByteArray readyzBody;                ///< of the last poll
    std::shared_ptr<Watching> watching;   ///< from the request to its answer
    std::shared_ptr<PostCutoverRun> afterRun;
    std::shared_ptr<Rehearsing> rehearsing; ///< from the request to its answer
    QList<QPointer<checks::CheckRunner>> probes;
    std::unique_ptr<Notifier> notifier;          ///< last: it looks at what is above
    std::unique_ptr<TimestampOutbox> timestamps; ///< so does it
};

} // namespace cutover::session
