// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks/pool.h"
#include "checks/targetsecret.h"
#include "checks/workspacefile.h"
#include "metrics/evidencewatch.h"
#include "metrics/httpget.h"
#include "metrics/prometheusround.h"
#include "metrics/prometheussource.h"
#include "rollout/ledgerevents.h"
#include "session/binding.h"
#include "session/session.h"
#include "session/session_p.h"

#include <QProcessEnvironment>

#include <algorithm>

namespace cutover::session {

using namespace Qt::StringLiterals;
namespace kind = rollout::kind;

metrics::MetricSource *Session::Private::makeSource()
{
    if (!view.profile.prometheus)
        return new metrics::EvidenceWatch(u"%1/%2"_s.arg(workspace, evidencePath), view.profile.pointers, ports.now, q);
    const auto token = [this, name = view.profile.prometheus->tokenSecret](
                           QObject *guard, std::function<void(std::optional<crypto::Secret>)> use) {
        checks::findSecret(name, QProcessEnvironment::systemEnvironment(), ports.secrets, guard,
                           [use = std::move(use)](tl::expected<crypto::Secret, keychain::KeychainError> secret) {
                               use(secret ? std::optional(std::move(*secret)) : std::nullopt);
                           });
    };
    return new metrics::PrometheusSource(view.profile, workspace, token, ports.now, q);
}

void Session::Private::watchEvidence()
{
    delete source;
    source = makeSource();
    QObject::connect(source, &metrics::MetricSource::changed, q,
                     [this](const metrics::EvidenceReading &fresh) { takeEvidence(fresh); });
    source->start();
}

/// A file is read by whoever judges; a server has to be asked before.
void Session::Private::askServer(std::function<void()> then)
{
    asked = {};
    if (!source || !view.profile.prometheus)
        return then();
    source->ask(q, [this, then = std::move(then)](const metrics::EvidenceReading &fresh) {
        asked = {fresh, QDeadlineTimer(AskedEvidence::holds)};
        then();
    });
}

void Session::Private::takeEvidence(const metrics::EvidenceReading &fresh)
{
    reading = fresh;
    metrics::takeReading(live, fresh);
    if (fresh.evidence && hasLook)
        takeWindows(*fresh.evidence, fresh.readAt);
    if (hasLook)
        requestLook();
    refreshView();
    Q_EMIT q->seriesChanged();
}

/// The series goes on from what the ledger kept of its source; the evidence then has to continue it. Never called in
/// the midst of a rollout for another source than the rollout's.
void Session::Private::adoptSeries(const QString &named)
{
    series = domain::Series(look.records.series.value(named).points);
    seriesIsOf = named;
    recordedPoints = series.points().size();
}

void Session::Private::takeWindows(const domain::Evidence &evidence, const QDateTime &at)
{
    std::ignore = series.take(evidence, at);
    recordPoints();
}

/// What the ledger does not have yet, one append at a time. What it refuses goes with the next points: a record with a
/// gap would count as another past.
void Session::Private::recordPoints()
{
    // In a rollout whose profile names another source by now, nothing of that one continues the record.
    const bool isOurs = seriesIsOf == metrics::seriesSource(view.profile);
    const auto end = series.points().size();
    if (ports.onlyLooks || isRecordingPoints || !isOurs || recordedPoints >= end)
        return;
    isRecordingPoints = true;
    // A first look at long evidence has thousands of points: they are written out where nobody waits.
    const auto record = [from = recordedPoints, points = series.points().sliced(recordedPoints), of = seriesIsOf,
                         who = actor()](ledger::Ledger &log) {
        return log.append(kind::windows, who, windowsPayload(from, points, of));
    };
    ledger.run(q, record,
               [this, end, sent = seriesIsOf](const ledger::AsyncLedger::Result<ledger::Appended> &appended) {
                   isRecordingPoints = false;
                   if (!appended)
                       return;
                   if (sent == seriesIsOf)
                       recordedPoints = std::max(recordedPoints, end);
                   recordPoints();
               });
}

void Session::Private::pollReadyz(std::function<void()> then)
{
    sincePoll.start();
    auto *fresh = new metrics::ReadyzPoll(QUrl(view.profile.readyzUrl), ports.now, q);
    poll = fresh;
    QObject::connect(fresh, &metrics::ReadyzPoll::finished, q,
                     [this, fresh, then = std::move(then)](const metrics::ReadyzReading &result) {
                         metrics::takeReading(live, result);
                         readyzBody = result.body;
                         readyzAsked = true;
                         fresh->deleteLater();
                         if (view.ledger.open)
                             requestLook(); // validations and triggers hear of readyz too
                         refreshView();
                         if (then)
                             then();
                     });
    if (view.profile.probes.readyz.caFile.isEmpty())
        return fresh->start();
    const auto read = [file = view.profile.probes.readyz.caFile, folder = workspace] {
        return checks::readInWorkspace(file, folder, metrics::HttpGet::maxAuthorityBytes);
    };
    checks::onPool(fresh, read, [fresh](const tl::expected<QByteArray, domain::Reason> &pem) {
        // Authorities that cannot be read make the poll unreadable; the system's alone are not what the profile says.
        fresh->setFurtherAuthorities(pem.value_or(QByteArray()));
        fresh->start();
    });
}

} // namespace cutover::session
