// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "acceptance/decidedworld.h"

namespace cutover::cli::test {

/// A cutover of the demo whose service fails at a stage, told through cutoverctl alone; the watcher is the process that
/// a promotion starts. Its service belongs to the thread that starts it.
class FaultStory : public DecidedWorld
{
public:
    /// Lays the workspace out and serves it; empty, or what went wrong.
    [[nodiscard]] QString layOut(const QString &fault = {}, qint64 holdAt25S = 1)
    {
        const auto laidOut = m_demo.init();
        if (!laidOut.succeeded() || !setHolds(holdAt25S))
            return laidOut.text();
        return serve(fault);
    }
    /// From now on the service fails so: KIND@STAGE, or not at all.
    [[nodiscard]] QString serve(const QString &fault)
    {
        return m_demo.serve(serviceWith(fault)) ? QString() : m_demo.serviceOutput();
    }
    /// The hour of the first promotion again, over a service that will fail so.
    [[nodiscard]] QString begin(const QString &fault = {}) { return restore(serviceWith(fault)); }

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

    /// Whether desired_stage.txt reads so before long. Nothing is started for it.
    [[nodiscard]] bool reads(const QByteArray &wanted, int patienceMs = 90'000) const
    {
        return QTest::qWaitFor([&] { return m_demo.read(stageFile).trimmed() == wanted; }, patienceMs);
    }
    /// Whether the watchers leave before long.
    [[nodiscard]] bool isAlone(int patienceMs = 90'000) const
    {
        const auto isLeft = [](qint64 pid) { return QFileInfo::exists(u"/proc/%1"_s.arg(pid)); };
        return QTest::qWaitFor([&, pids = watchers()] { return std::ranges::none_of(pids, isLeft); }, patienceMs);
    }

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

private:
    [[nodiscard]] static QStringList serviceWith(const QString &fault)
    {
        QStringList options{u"--speed"_s, u"20"_s};
        return fault.isEmpty() ? options : options << u"--fault"_s << fault;
    }
    [[nodiscard]] bool setHolds(qint64 holdAt25S) const
    {
        auto profile = m_demo.json(u"cutover.json"_s);
        QJsonArray stages;
        for (const int percent : {10, 25, 50, 100})
            stages.append(QJsonObject{{u"percent"_s, percent}, {u"hold_s"_s, percent == 25 ? holdAt25S : 1}});
        profile[u"stages"_s] = stages;
        return m_demo.write(u"cutover.json"_s, QJsonDocument(profile).toJson());
    }
};

} // namespace cutover::cli::test
