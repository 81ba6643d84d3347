// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"

#include "checks/evidencefolder.h"
#include "checks/plandigest.h"
#include "formats/rowjson.h"
#include "metrics/prometheusround.h"
#include "process/environment.h"
#include "rollout/ledgerevents.h"
#include "session/session_p.h"

#include <QProcessEnvironment>

namespace cutover::session {

using namespace Qt::StringLiterals;
using domain::CriterionId;
namespace kind = rollout::kind;

checks::RunInputs Session::Private::runInputs() const
{
    checks::RunInputs inputs;
    inputs.profile = view.profile;
    inputs.workspace = workspace;
    inputs.session = QProcessEnvironment::systemEnvironment();
    inputs.passedValues = passedValues;
    inputs.previous = view.rows;
    if (source && view.profile.prometheus)
        inputs.evidence = [this](QObject *context, checks::EvidenceSource::Use use) {
            source->ask(context, std::move(use));
        };
    inputs.evidenceRewritten = [this] {
        return series.isRewritten() || look.records.series.value(metrics::seriesSource(view.profile)).isRewritten;
    };
    inputs.rollCall = look.records.rollCall;
    inputs.rehearsal = look.records.rehearsal;
    inputs.signers = trustedSigners();
    inputs.lastSeal = lastSeal();
    inputs.secrets = ports.secrets;
    inputs.testMessage = notifier->text(notifier->facts(domain::NotificationEvent::Test));
    inputs.now = ports.now;
    return inputs;
}

std::optional<domain::SignersList> Session::Private::trustedSigners() const
{
    const auto &signers = look.signers.view;
    return signers.pinned ? std::optional(signers.list) : std::nullopt;
}

std::optional<checks::LastSeal> Session::Private::lastSeal() const
{
    const auto &seals = look.records.seals;
    const auto seal = seals.find(checks::manifestOf(view.profile.probes.evidence.folder));
    return seal != seals.end() ? std::optional(*seal) : std::nullopt;
}

QProcessEnvironment Session::Private::childEnvironment() const
{
    // What the session itself holds is there at once; an abort does not wait for the keychain's values.
    const auto own = QProcessEnvironment::systemEnvironment();
    auto passed = passedValues;
    for (const auto &name : view.profile.passEnvironment)
        if (own.contains(name))
            passed.insert(name, own.value(name));
    return process::childEnvironment(own, passed);
}

void Session::Private::resolvePassed(std::function<void(QMap<QString, QString>)> then)
{
    const auto session = QProcessEnvironment::systemEnvironment();
    auto values = std::make_shared<QMap<QString, QString>>();
    auto open = std::make_shared<int>(1);
    const auto settle = [values, open, then = std::move(then)] {
        if (--*open == 0)
            then(*values);
    };
    for (const auto &name : view.profile.passEnvironment) {
        if (session.contains(name)) {
            values->insert(name, session.value(name));
            continue;
        }
        if (!ports.secrets)
            continue;
        ++*open;
        ports.secrets->read(keychain::secretEntry(name), q)
            ->onFinished(q,
                         [name, values, settle](tl::expected<crypto::Secret, keychain::KeychainError> secret) {
                             if (secret)
                                 values->insert(name, QString::fromUtf8(secret->view()));
                             settle();
                         })
            ->start();
    }
    settle();
}

void Session::runChecks(const std::set<CriterionId> &ids)
{
    if (d->runner)
        return;
    d->resolvePassed([this, ids](const QMap<QString, QString> &values) {
        if (d->runner)
            return;
        d->passedValues = values;
        checks::RunRequest request;
        request.ids = QList<CriterionId>(ids.begin(), ids.end());
        request.withDrills = true; // the set says which; a face leaves drills out of it unless they are asked for
        request.rolloutUnderWay = d->view.rollout.isUnderWay();
        d->runner = new checks::CheckRunner(d->runInputs(), request, this);
        d->follow(d->runner);
        connect(d->runner, &checks::CheckRunner::finished, this, [this] {
            d->runner->deleteLater();
            d->runner = nullptr;
            d->behindEntries([this] { d->endChecks(); });
        });
        d->runner->start();
        d->refreshView();
    });
}

/// Whoever waits for the end of rows sees them in the ledger.
void Session::Private::behindEntries(std::function<void()> then)
{
    ledger.run(
        q, [](ledger::Ledger &) -> ledger::AsyncLedger::Result<bool> { return true; },
        [then = std::move(then)](const auto &) { then(); });
}

void Session::afterEntries(QObject *guard, std::function<void()> then)
{
    d->behindEntries([guard = QPointer(guard), then = std::move(then)] {
        if (guard)
            then();
    });
}

void Session::Private::endChecks()
{
    askLook([this](const LookAnswer &answer) {
        if (answer)
            applyLook(**answer);
        Q_EMIT q->checksFinished();
    });
}

void Session::Private::follow(checks::CheckRunner *fresh)
{
    QObject::connect(fresh, &checks::CheckRunner::rowStarted, q, [this](CriterionId id) {
        running.insert(id);
        outputs[static_cast<std::size_t>(id)].clear();
        refreshView();
        Q_EMIT q->rowChanged(id);
    });
    QObject::connect(fresh, &checks::CheckRunner::rowOutput, q, [this](CriterionId id, const QByteArray &chunk) {
        outputs[static_cast<std::size_t>(id)].append(chunk);
        Q_EMIT q->outputReceived(id, chunk);
    });
    QObject::connect(
        fresh, &checks::CheckRunner::rowFinished, q,
        [this, fresh](const domain::Row &row, const QByteArray &output, const checks::FileDigests &scripts) {
            onRowFinished(row, output, scripts, checks::planDigest(fresh->profile(), row.id));
        });
    QObject::connect(fresh, &checks::CheckRunner::progressChanged, q, [this] { refreshView(); });
}

void Session::Private::onRowFinished(const domain::Row &row, const QByteArray &output,
                                     const checks::FileDigests &scripts, const QByteArray &plan)
{
    const auto index = static_cast<std::size_t>(row.id);
    running.erase(row.id);
    outputs[index] = output;
    // Shown at once; what the ledger says replaces it at the next look.
    auto shown = row;
    shown.note = view.rows[index].note;
    look.rows[index] = shown;
    const bool isDerived = row.id == CriterionId::TeamReady || row.id == CriterionId::Baselines;
    if (!isDerived)
        ledger.append(kind::check.toString(), actor(), checkPayload(row, scripts, plan),
                      output.isEmpty() ? QList<QByteArray>{} : QList{output}, q, [](const auto &) {});
    refreshView();
    Q_EMIT q->rowChanged(row.id);
}

std::set<CriterionId> Session::liveRows()
{
    std::set<CriterionId> ids;
    for (const auto &fixed : domain::criteria())
        if (fixed.kind == domain::CriterionKind::Live)
            ids.insert(fixed.id);
    return ids;
}

std::set<CriterionId> Session::allRows()
{
    auto ids = liveRows();
    for (const auto &fixed : domain::criteria())
        if (fixed.kind == domain::CriterionKind::Drill)
            ids.insert(fixed.id);
    return ids;
}

void Session::cancelChecks()
{
    if (d->runner)
        d->runner->cancel();
}

void Session::cancelCheck(CriterionId id)
{
    if (d->runner)
        d->runner->cancel(id);
}

void Session::runProbe(CriterionId id, QObject *guard, Done<domain::Row> done)
{
    const bool isDrill = domain::criterion(id).kind == domain::CriterionKind::Drill;
    if (isDrill && d->view.rollout.isUnderWay())
        return done(tl::unexpected(Failure{Failure::Kind::Refused, u"rollout_under_way"_s, {}, {}}));
    d->resolvePassed([this, id, guard = QPointer(guard), done](const QMap<QString, QString> &values) {
        d->passedValues = values;
        auto inputs = d->runInputs();
        auto &plan = inputs.profile.criteria[static_cast<std::size_t>(id)];
        const bool isItsSource = std::exchange(plan.source, domain::CheckSource::Probe) == domain::CheckSource::Probe;
        auto *runner = new checks::CheckRunner(inputs, {{id}, true, false}, this);
        if (isItsSource)
            d->follow(runner);
        else
            connect(runner, &checks::CheckRunner::rowOutput, this, &Session::outputReceived);
        if (guard)
            connect(guard, &QObject::destroyed, runner, qOverload<>(&checks::CheckRunner::cancel));
        connect(runner, &checks::CheckRunner::finished, this, [this, runner, id, guard, done] {
            const auto row = runner->rows()[static_cast<std::size_t>(id)];
            runner->deleteLater();
            d->behindEntries([guard, done, row] {
                if (guard)
                    done(row);
            });
        });
        d->probes.removeAll(nullptr);
        d->probes.append(runner);
        runner->start();
    });
}

void Session::cancelProbes()
{
    for (const auto &runner : std::as_const(d->probes))
        if (runner)
            runner->cancel();
}

QByteArray Session::output(CriterionId id) const
{
    return d->outputs[static_cast<std::size_t>(id)];
}

void Session::earlierRuns(CriterionId id, int limit, QObject *guard, Done<QList<domain::Row>> done)
{
    using Answer = ledger::AsyncLedger::Result<QList<domain::Row>>;
    const auto find = [id, limit](ledger::Ledger &log) -> Answer {
        const auto entries = log.entries();
        if (!entries)
            return tl::unexpected(entries.error());
        QList<domain::Row> rows;
        for (auto it = entries->crbegin(); it != entries->crend() && rows.size() < limit; ++it) {
            if (it->kind != kind::check)
                continue;
            const auto row = formats::rowFromJson(it->payload[u"row"_s]);
            if (row && row->id == id)
                rows.append(*row);
        }
        return rows;
    };
    d->ledger.run(guard, find, [done](const Answer &answer) {
        done(answer ? Result<QList<domain::Row>>(*answer)
                    : Result<QList<domain::Row>>(tl::unexpected(failureOf(answer.error()))));
    });
}

} // namespace cutover::session
