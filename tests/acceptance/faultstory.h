// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/cutoverctl.h"

namespace cutover::cli::test {

using namespace Qt::StringLiterals;

/// A cutover of the demo whose service fails at a stage, told through cutoverctl alone; the watcher is the process that
/// a promotion starts. Its service belongs to the thread that starts it.
class FaultStory
{
public:
    /// Lays the workspace out and serves it; empty, or what went wrong. `fault` is KIND@STAGE.
    [[nodiscard]] QString layOut(const QString &fault, qint64 holdAt25S = 1)
    {
        const auto laidOut = m_demo.init();
        if (!laidOut.succeeded() || !setHolds(holdAt25S))
            return laidOut.text();
        const bool serves = m_demo.serve({u"--speed"_s, u"20"_s, u"--fault"_s, fault});
        return serves ? QString() : m_demo.serviceOutput();
    }

    /// From nothing to the first promotion's hour.
    [[nodiscard]] QString decide()
    {
        const QByteArray passphrase = "a passphrase of the test\n";
        const auto key =
            m_ctl({u"keys"_s, u"enrol"_s, u"--name"_s, u"Demo release manager"_s, u"--passphrase-file"_s, u"-"_s},
                  passphrase)
                .json()[u"fingerprint"_s]
                .toString();
        const QStringList what{u"sign"_s, u"go"_s, u"--key"_s, key, u"--reason"_s, u"All twelve criteria are Go."_s};
        QList<QStringList> steps{{u"signers"_s, u"found"_s, u"--key"_s, key, u"--passphrase-file"_s, u"-"_s},
                                 {u"preflight"_s},
                                 {u"confirm"_s, u"team-ready"_s, u"--by"_s, u"Demo lead"_s},
                                 what};
        for (const auto &confirmed : {u"freeze"_s, u"stakeholders"_s, u"war-room"_s, u"team-ready"_s})
            steps.append({u"confirm"_s, confirmed, u"--by"_s, u"Demo lead"_s});
        for (auto step : steps) {
            if (step == what) {
                const auto draft = m_ctl(step + QStringList{u"--dry-run"_s}).json();
                step +=
                    {u"--statement-sha256"_s, draft[u"statement_sha256"_s].toString(), u"--passphrase-file"_s, u"-"_s};
            }
            const auto called = m_ctl(step, step.last() == u"-"_s ? passphrase : QByteArray());
            if (called.exitCode != 0)
                return step.join(u' ') + u": "_s + QString::fromUtf8(called.text());
        }
        return {};
    }

    /// Each stage up to that one, as soon as it may be; the abort may come before the answer.
    [[nodiscard]] QString promote(int last)
    {
        for (const int percent : {10, 25, 50, 100}) {
            if (percent > last)
                break;
            Called called;
            const bool isDone = QTest::qWaitFor(
                [&] {
                    called = m_ctl({u"promote"_s, QString::number(percent)});
                    return called.exitCode == 0 || !entries(u"abort_intent"_s).isEmpty();
                },
                60'000);
            if (!isDone)
                return u"promote %1: "_s.arg(percent) + QString::fromUtf8(called.text());
        }
        return {};
    }

    /// Whether `status` says so before long. It is asked whenever the ledger was written, as by each heartbeat: a
    /// machine kept busy by looking would keep the watcher from its polls.
    template <typename Condition>
    [[nodiscard]] bool becomes(Condition condition, int patienceMs = 90'000)
    {
        QDateTime seen;
        return QTest::qWaitFor(
            [&] {
                const auto written = QFileInfo(m_demo.path(u"var/cutover/ledger.sqlite"_s)).lastModified();
                return std::exchange(seen, written) != written && condition(status());
            },
            patienceMs);
    }
    [[nodiscard]] QJsonObject status() const { return m_ctl({u"status"_s}).json(); }

    /// The payloads of the ledger's entries of a kind, as an export tells them.
    [[nodiscard]] QList<QJsonObject> entries(const QString &kind) const
    {
        QList<QJsonObject> found;
        const QString name = m_ctl.file(u"ledger.jsonl"_s);
        QFile file(name);
        if (m_ctl({u"ledger"_s, u"export"_s, name}).exitCode != 0 || !file.open(QIODevice::ReadOnly))
            return found;
        for (const auto &line : file.readAll().split('\n')) {
            const auto entry = QJsonDocument::fromJson(line).object()[u"entry"_s].toObject();
            if (entry[u"kind"_s].toString() == kind)
                found.append(entry[u"payload"_s].toObject());
        }
        return found;
    }
    [[nodiscard]] bool hasWatched(const QString &event) const
    {
        const auto told = entries(u"watch"_s);
        return std::any_of(told.begin(), told.end(),
                           [&event](const QJsonObject &one) { return one[u"event"_s].toString() == event; });
    }

    /// What a pipeline that stood still five minutes ago left behind: nobody waits for them.
    [[nodiscard]] bool ageEvidence() const
    {
        const auto file = u"var/evidence/latest.json"_s;
        auto evidence = m_demo.json(file);
        const auto at = QDateTime::currentDateTimeUtc().addSecs(-310);
        evidence[u"generated_at"_s] = at.toString(Qt::ISODate);
        return m_demo.write(file, QJsonDocument(evidence).toJson());
    }

    [[nodiscard]] const DemoWorkspace &demo() const { return m_demo; }
    [[nodiscard]] const Cutoverctl &ctl() const { return m_ctl; }

private:
    [[nodiscard]] bool setHolds(qint64 holdAt25S) const
    {
        auto profile = m_demo.json(u"cutover.json"_s);
        QJsonArray stages;
        for (const int percent : {10, 25, 50, 100})
            stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, percent == 25 ? holdAt25S : 1}});
        profile[u"stages"_s] = stages;
        return m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }

    DemoWorkspace m_demo;
    Cutoverctl m_ctl{m_demo.path()};
};

} // namespace cutover::cli::test
