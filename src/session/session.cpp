// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "formats/atomicfile.h"
#include "formats/baselinereader.h"
#include "metrics/httpget.h"
#include "metrics/prometheusround.h"
#include "rollout/ledgerevents.h"
#include "session/binding.h"
#include "session/bundle.h"
#include "session/ceremonyrecords.h"
#include "session/sealfailures.h"
#include "session/session_p.h"

#include <QDir>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;
using Mode = ledger::OpenOptions::Mode;

namespace {

constexpr std::chrono::seconds mergeAgainAfter{10}; // a locked ledger is waited for on its own thread
constexpr std::chrono::seconds openAgainAfter{5};

/// A lock, a full disk, rights: what passes, or what somebody mends while the console is open.
bool mayPass(ledger::LedgerError::Code code)
{
    using Code = ledger::LedgerError::Code;
    return code == Code::NotFound || code == Code::LedgerUnreadable || code == Code::LedgerUnwritable ||
           code == Code::LedgerUnattested;
}

} // namespace

Session::Private::Private(Session *session, QString path, Ports given)
    : q(session)
    , workspace(std::move(path))
    , ports(std::move(given))
    , keys(ports.secrets,
           ports.certificateFolder.isEmpty() ? keychain::SigningKeys::defaultFolder() : ports.certificateFolder)
    , mirror(std::make_shared<Mirror>())
{
    view.workspace = workspace;
    for (std::size_t i = 0; i < domain::rowCount; ++i)
        view.rows[i].id = static_cast<domain::CriterionId>(i);
    followNotifier();
    timestamps = std::make_unique<TimestampOutbox>(workspace, ports.trustFile, ledger, mirror, ports.now);
}

Session::Session(const QString &workspace, Ports ports, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, QDir(workspace).absolutePath(), std::move(ports)))
{
}

Session::~Session() = default;

void Session::open()
{
    d->startOpening();
}

void Session::Private::startOpening()
{
    followLedger();
    const auto profile = readWorkspaceProfile(workspace);
    if (!profile) {
        openFailed = true;
        // The ledger still opens, so that an abort finds the signed command and is recorded; the workspace does not.
        openLedger(Mode::Existing);
        QMetaObject::invokeMethod(
            q, [this, failure = profile.error()] { Q_EMIT q->openFailed(failure); }, Qt::QueuedConnection);
        return;
    }
    view.profile = profile->profile;
    openLedger(Mode::Create);
    if (!ports.onlyLooks) // for an abort before the first check
        resolvePassed([this](const QMap<QString, QString> &values) { passedValues = values; });
    watchEvidence();
    readyzAsked = view.profile.readyzUrl.isEmpty();
    if (!readyzAsked)
        pollReadyz();
}

void Session::Private::mergeJournal()
{
    if (ports.onlyLooks)
        return;
    const auto merge = [journal = AbortJournal(ports.stateFolder), path = workspace,
                        refused = refusedNotes](ledger::Ledger &log) -> ledger::AsyncLedger::Result<bool> {
        return journal.mergeInto(log, path, refused);
    };
    ledger.run(q, merge, [this](const auto &merged) {
        if (!merged.value_or(false))
            journalTimer.start(mergeAgainAfter);
    });
}

void Session::Private::followLedger()
{
    journalTimer.setSingleShot(true);
    reopenTimer.setSingleShot(true);
    QObject::connect(&reopenTimer, &QTimer::timeout, q, [this] {
        openLedger(inspecting ? Mode::Inspect : openFailed || wasLedgerThere ? Mode::Existing : Mode::Create);
    });
    QObject::connect(&journalTimer, &QTimer::timeout, q, [this] { mergeJournal(); });
    QObject::connect(&ledger, &ledger::AsyncLedger::opened, q, [this] {
        mergeJournal();
        requestLook();
    });
    QObject::connect(&ledger, &ledger::AsyncLedger::openFailed, q, [this](const ledger::LedgerError &error) {
        view.ledger.trouble = ledger::codeName(error.code);
        view.ledger.troubleData = {error.data[u"first_bad"_s].toVariant().toString(), error.system};
        const bool shown = error.code == ledger::LedgerError::Code::LedgerInvalid && !std::exchange(inspecting, true);
        if (shown)
            return openLedger(Mode::Inspect); // to be looked at; every append is refused
        wasLedgerThere = wasLedgerThere || QFileInfo::exists(error.path);
        if (mayPass(error.code))
            reopenTimer.start(openAgainAfter);
        hasLook = true;
        refreshView();
    });
    QObject::connect(&ledger, &ledger::AsyncLedger::appended, q, [this] { requestLook(); });
    QObject::connect(&ledger, &ledger::AsyncLedger::troubled, q, [this] { requestLook(); });
}

void Session::Private::openLedger(ledger::OpenOptions::Mode mode)
{
    ledger.open(
        workspace + "/var/cutover/ledger.sqlite"_L1,
        {.mode = mode, .workspaceId = view.profile.workspaceId, .stateFolder = ports.stateFolder, .now = ports.now});
}

LookInput Session::Private::lookInput() const
{
    return {workspace, ports.trustFile, series, live, ports.now(), ports.bootNow(), asked, ports.stateFolder};
}

void Session::Private::requestLook()
{
    if (looking) {
        lookAgain = true;
        return;
    }
    looking = true;
    askLook([this](const LookAnswer &answer) {
        looking = false;
        if (answer)
            applyLook(**answer);
        else
            refreshView(); // no ledger: whoever waits for the look is told what is known without one
        if (std::exchange(lookAgain, false))
            requestLook();
    });
}

void Session::Private::askLook(std::function<void(const LookAnswer &)> then)
{
    const auto make = [input = lookInput(), kept = mirror](ledger::Ledger &log) -> LookAnswer {
        return std::make_shared<Look>(lookAt(input, log, *kept));
    };
    ledger.run(q, make, std::move(then));
}

void Session::Private::applyLook(const Look &fresh)
{
    look = fresh;
    hasLook = true;
    const bool first = !std::exchange(hasLooked, true);
    const auto named = metrics::seriesSource(look.profile ? look.profile->profile : view.profile);
    const bool isUnderWay = look.records.rollout.isUnderWay();
    if (first) {
        adoptSeries(isUnderWay && !look.records.series.isEmpty() ? look.records.lastSource : named);
        if (reading && reading->evidence)
            takeWindows(*reading->evidence, ports.now());
        requestLook(); // the one just made judged by an empty series
    } else if (named != seriesIsOf && !isUnderWay) {
        adoptSeries(named);
    }
    if (!look.profile)
        Q_EMIT q->profileBroken(look.profile.error());
    if (promotion && !promotion->isOf(look.records.rollout))
        promotion->stop(); // another console aborted it, and may have begun the next attempt
    const bool mapsAnew = look.profile && (look.profile->profile.pointers != view.profile.pointers ||
                                           look.profile->profile.prometheus != view.profile.prometheus);
    notifier->hear(look.records);
    followSigners();
    refreshView();
    abortAsSigned();
    settleWhatWasLeft();
    if (!ports.onlyLooks)
        timestamps->hear(look.records, view.profile.timestamp);
    if (mapsAnew)
        watchEvidence();
}

ledger::Actor Session::Private::actor(const QString &person) const
{
    return ledger::Actor::ofThisProcess(person,
                                        person.isEmpty() ? ledger::PersonKind::None : ledger::PersonKind::Stated);
}

namespace {

EvidenceView evidenceView(const metrics::EvidenceReading &reading, const domain::LiveSignals &live)
{
    EvidenceView view;
    view.sha256 = reading.sha256;
    view.changedAt = live.evidenceAt;
    view.warnings = reading.warnings;
    if (reading.evidence) {
        view.readable = true;
        view.generatedAt = reading.evidence->generatedAt;
        view.tampered = reading.evidence->tampered;
    } else {
        view.problem = reading.evidence.error().name;
        view.pointer = reading.evidence.error().pointer;
        view.line = reading.evidence.error().line;
    }
    return view;
}

} // namespace

void Session::Private::refreshRows()
{
    if (look.profile)
        view.profile = look.profile->profile;
    else if (openFailed && look.signedProfile)
        view.profile = *look.signedProfile;
    view.loosened = domain::loosenedRules(view.profile);
    if (look.ledger.open)
        view.ledger = look.ledger;
    if (look.records.size > 0)
        view.rows = look.rows;
    for (const auto id : running) {
        auto &row = view.rows[static_cast<std::size_t>(id)];
        row.status = domain::Status::Running;
    }
    view.preflightGo = domain::isGo(view.rows, domain::preflightSet());
    view.decisionGo = domain::isGo(view.rows, domain::decisionSet());
    view.waitingFor.clear();
    for (const auto id : domain::decisionSet())
        if (!view.rows[static_cast<std::size_t>(id)].isGo())
            view.waitingFor.append(domain::criterion(id).key);
    view.checksRunning = runner && runner->isRunning();
    view.checksDone = runner ? runner->done() : 0;
    view.checksTotal = runner ? runner->total() : 0;
}

void Session::Private::refreshWatch()
{
    view.series = series;
    view.live = live;
    view.rollout = look.records.rollout;
    view.marks = look.records.marks;
    view.decision = look.decision;
    const auto *last = look.records.ceremonies.last(view.profile.version, view.profile.environment);
    const bool isTold =
        last && !(look.decision && isSpentByAnother(*last, look.decision->id, look.records, look.statement));
    view.ceremony = isTold ? std::optional(*last) : std::nullopt;
    view.objections = look.records.ceremonies.objections(view.profile.version, view.profile.environment);
    view.pending = look.pending;
    view.signers = look.signers.view;
    view.failedUnlocks = look.records.failedUnlocks;
    view.desiredStage = look.desiredStage;
    view.changedAbortScripts = look.changedAbortScripts;
    const bool isSigned = look.statement && view.rollout.attemptState == domain::AttemptState::Open;
    view.baseline = isSigned ? look.statement->baseline : look.baselines.baseline;
    view.limits = isSigned ? look.statement->limits : view.profile.limits;
    if (reading)
        view.evidence = evidenceView(*reading, live);
    view.evidence.server = view.profile.prometheus ? metrics::shownUrl(QUrl(view.profile.prometheus->url)) : QString();
    view.blind = domain::isBlind(series, live, ports.now());
    view.trigger = domain::activeTrigger(view.rollout, series, view.baseline, view.limits, live);
    if (view.rollout.isAborted())
        view.trigger = view.rollout.fired;
    view.watcher = look.watcher;
    view.heartbeatAgeMs = view.watcher ? domain::heartbeatAgeMs(*view.watcher, ports.bootNow(), ports.now()) : 0;
    view.watched = domain::isArmed(view.watcher, ports.bootNow(), ports.now());
}

void Session::Private::refreshPhase()
{
    const bool valid = view.decision && view.decision->valid && view.decision->kind == domain::DecisionKind::Go;
    view.phase = domain::phaseOf(view.rollout, view.rows, valid, ports.now());
    view.preCutover = domain::preCutover(view.rollout, view.rows, view.profile.targetAt,
                                         checks::stations(view.profile.contacts), ports.now());
    view.stages.clear();
    const auto &attempt = view.rollout.stages;
    for (qsizetype i = 0; i < look.stageRefusals.size(); ++i) {
        StageView stage;
        if (i < attempt.size())
            stage = stageView(attempt.at(i));
        else if (i < view.profile.stages.size())
            stage.plan = view.profile.stages.at(i);
        stage.refusals = look.stageRefusals.at(i);
        stage.promotable = stage.refusals.isEmpty() && !promoting && !abortJob;
        view.stages.append(stage);
    }
}

StageView Session::Private::stageView(const domain::StageProgress &progress) const
{
    StageView stage;
    stage.plan = progress.plan;
    stage.state = progress.state;
    stage.promotedAt = progress.mark.at;
    // The one that stands, also while the next is promoted to or has failed: its hold was served at that press.
    const auto *present = view.rollout.present();
    if (!present || present->plan.percent != progress.plan.percent)
        return stage;
    const qint64 holdMs = progress.plan.holdS * 1000;
    const bool isHeld = progress.state == domain::StageState::Holding;
    stage.holdServedMs = isHeld ? domain::holdServedMs(progress, ports.now()) : holdMs;
    stage.holdRemainingMs = holdMs - stage.holdServedMs;
    if (view.baseline)
        stage.validation = domain::validateStage(progress.plan.percent, series, progress.mark, *view.baseline,
                                                 view.limits, live.readyz == u"ok");
    return stage;
}

void Session::Private::refreshView()
{
    refreshRows();
    refreshWatch();
    refreshPhase();
    refreshClosing();
    stopRehearsal();
    // Not before a look was made with all that was read: a face that asks once must not get the answer of a blind one.
    if (hasLook && reading && readyzAsked && !looking && !openFailed && !std::exchange(isOpen, true))
        Q_EMIT q->opened();
    Q_EMIT q->changed();
}

const View &Session::view() const
{
    return d->view;
}

QDateTime Session::now() const
{
    return d->ports.now();
}

const keychain::SigningKeys &Session::keys() const
{
    return d->keys;
}

keychain::SigningKeys &Session::keys()
{
    return d->keys;
}

keychain::SecretStore &Session::secrets()
{
    return *d->ports.secrets;
}

void Session::tick()
{
    // The triggers want a poll every 2 s while a rollout is under way; before it, a look now and then is enough.
    constexpr qint64 watchPollMs = 1'900; // by ticks of a second: every other one
    constexpr qint64 idlePollMs = 10'000;
    const bool isClose = d->view.rollout.isUnderWay() || d->view.rollout.isAborted();
    const bool due = !d->sincePoll.isValid() || d->sincePoll.hasExpired(isClose ? watchPollMs : idlePollMs);
    if (due && !d->poll && !d->view.profile.readyzUrl.isEmpty())
        d->pollReadyz();
    d->keepWatched();
    if (d->view.ledger.open)
        d->requestLook();
    else
        d->refreshView();
}

void Session::Private::append(QStringView entryKind, const ledger::Actor &by, const QJsonObject &payload,
                              QObject *guard, Done<qint64> done, const QList<QByteArray> &blobs)
{
    ledger.append(entryKind.toString(), by, payload, blobs, guard,
                  [this, done = std::move(done)](const ledger::AsyncLedger::Result<ledger::Appended> &appended) {
                      if (appended)
                          done(appended->index);
                      else
                          done(tl::unexpected(failureOf(appended.error())));
                  });
}

void Session::confirm(const QString &what, const QString &by, bool go, const QString &note, QObject *guard,
                      Done<qint64> done)
{
    if (by.trimmed().isEmpty())
        return done(tl::unexpected(Failure{Failure::Kind::Usage, u"name_missing"_s, {what}, {}}));
    QStringList items{what};
    if (what == "team-ready"_L1) {
        items.clear();
        for (const auto &station : checks::stations(d->view.profile.contacts))
            items.append("station:"_L1 + station);
        if (items.isEmpty())
            return done(tl::unexpected(Failure{Failure::Kind::Refused, u"no_contacts"_s, {}, {}}));
    }
    for (qsizetype i = 0; i < items.size(); ++i) {
        domain::Confirmed confirmed{items.at(i), by, go, now(), {}};
        if (what == "freeze"_L1)
            confirmed.frozen = {readGitCommit(d->workspace), d->view.profile.artifacts};
        auto payload = rollout::payloadOf(confirmed);
        if (!note.isEmpty())
            payload[u"note"_s] = note;
        const bool last = i + 1 == items.size();
        d->append(
            kind::confirmation, d->actor(by), payload, guard, last ? done : [](const auto &) {});
    }
}

void Session::setNote(domain::CriterionId id, const QString &text, QObject *guard, Done<qint64> done)
{
    const QJsonObject payload{{u"row"_s, domain::criterion(id).key},
                              {u"text"_s, text},
                              {u"former"_s, d->view.rows[static_cast<std::size_t>(id)].note}};
    d->append(kind::note, d->actor(), payload, guard, std::move(done));
}

void Session::captureBaseline(QObject *guard, Done<QString> done)
{
    if (!d->source || !d->view.profile.prometheus)
        return d->captureBaseline({}, guard, std::move(done));
    d->source->ask(guard, [this, guard, done = std::move(done)](const metrics::EvidenceReading &reading) {
        if (reading.evidence)
            return d->captureBaseline(reading.bytes, guard, done);
        const auto &error = reading.evidence.error();
        done(tl::unexpected(Failure{
            Failure::Kind::Refused, error.name, {reading.file, error.pointer, QString::number(error.line)}, {}}));
    });
}

/// `served` is what a server said; empty: the evidence file is read.
void Session::Private::captureBaseline(const QByteArray &served, QObject *guard, Done<QString> done)
{
    const QString file = "var/cutover/"_L1 + formats::baselineFileName(ports.now());
    using Answer = ledger::AsyncLedger::Result<Result<QString>>;
    const auto capture = [=, path = workspace, pointers = metrics::placesOf(view.profile), at = ports.now(),
                          who = actor()](ledger::Ledger &log) -> Answer {
        const auto refused = [](const QString &name, const QStringList &data) -> Answer {
            return Result<QString>(tl::unexpected(Failure{Failure::Kind::Refused, name, data, {}}));
        };
        constexpr qint64 largestEvidence = 64 * 1024 * 1024;
        auto evidence = tl::expected<QByteArray, formats::FileError>(served);
        if (served.isEmpty())
            evidence = formats::readBounded(u"%1/%2"_s.arg(path, evidencePath), largestEvidence);
        if (!evidence)
            return refused(formats::codeName(evidence.error().code), {evidence.error().path});
        const auto bytes = formats::captureBaseline(*evidence, file, pointers, at);
        if (!bytes) {
            const auto &error = bytes.error().first();
            return refused(formats::codeName(error.code),
                           QStringList{error.file, error.pointer, QString::number(error.line)} + error.data);
        }
        if (const auto failure = placeFailure(file, path))
            return Result<QString>(tl::unexpected(*failure));
        if (const auto written = formats::writeAtomically(u"%1/%2"_s.arg(path, file), *bytes); !written)
            return refused(formats::codeName(written.error().code), {written.error().path, written.error().system});
        std::ignore = log.append(kind::baseline, who, {{u"file"_s, file}}, {*bytes});
        return Result<QString>(file);
    };
    ledger.run(guard, capture, [this, done](const Answer &answer) {
        done(answer ? *answer : Result<QString>(tl::unexpected(failureOf(answer.error()))));
        requestLook();
    });
}

void Session::appendExport(const QString &what, const QString &file, QObject *guard, Done<qint64> done)
{
    d->append(
        kind::exported, d->actor(), {{u"what"_s, what}, {u"file"_s, file}}, guard ? guard : this,
        done ? std::move(done) : [](const auto &) {});
}

void Session::exportBundle(const QString &id, const QString &folder, QObject *guard, Done<BundleSummary> done)
{
    using Answer = ledger::AsyncLedger::Result<Result<BundleSummary>>;
    const auto write = [id, folder](ledger::Ledger &log) -> Answer {
        std::ignore = log.refresh();
        return writeBundle(log, id, folder);
    };
    d->ledger.run(guard, write, [done](const Answer &answer) {
        done(answer ? *answer : Result<BundleSummary>(tl::unexpected(failureOf(answer.error()))));
    });
}

void Session::exportLedger(const QString &file, QObject *guard, Done<qint64> done)
{
    using Answer = ledger::AsyncLedger::Result<qint64>;
    d->ledger.run(
        guard,
        [file](ledger::Ledger &log) -> Answer {
            if (const auto written = log.exportJsonLines(file); !written)
                return tl::unexpected(written.error());
            return log.size();
        },
        [done](const Answer &answer) {
            done(answer ? Result<qint64>(*answer) : Result<qint64>(tl::unexpected(failureOf(answer.error()))));
        });
}

} // namespace cutover::session
