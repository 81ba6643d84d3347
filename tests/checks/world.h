// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Promises a small workspace on disk in which every criterion is Go, to be spoiled one thing at a time, and a way to
// run criteria in it for real.
#pragma once

#include "checks/checkrunner.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace cutover::tests {

using namespace Qt::StringLiterals;
using domain::CriterionId;

class World
{
public:
    World()
    {
        profile = domain::checklistProfile();
        profile.readyzUrl = u"http://127.0.0.1:1/readyz"_s;
        profile.version = u"v0.5.11v"_s;
        profile.contacts = {{u"Incident Commander"_s, u"A"_s, {}, {}, {}, {}},
                            {u"Technical Lead"_s, u"B"_s, {}, {}, {}, {}}};
        session.insert(u"PATH"_s, qEnvironmentVariable("PATH"));
        session.insert(u"HOME"_s, path());
        for (auto &plan : profile.criteria)
            plan.deadlineS = 30;
        plan(CriterionId::DrRecovery).extract = {
            {u"RTO"_s, u"RTO=(-?\\d+)m(?:(\\d+)s)?"_s, domain::Unit::Minutes, 15.0, std::nullopt},
            {u"RPO"_s, u"RPO=(-?\\d+)"_s, domain::Unit::Files, 1.0, std::nullopt}};
        writeScripts();
        writeEvidence();
        write(u"configs/policy/a.json"_s, "{}");
        write(u"var/cutover/baselines-20260301.json"_s, R"({"p50_ms": 41.2, "p99_ms": 180.4, "error_rate": 0.0003})");
    }

    QString path() const { return m_folder.path(); }
    QString outside() const { return m_outside.path(); }
    domain::CriterionPlan &plan(CriterionId id) { return profile.criteria[static_cast<std::size_t>(id)]; }

    void write(const QString &file, const QByteArray &bytes) const { writeAbsolute(path() + u'/' + file, bytes); }

    static void writeAbsolute(const QString &file, const QByteArray &bytes)
    {
        QDir().mkpath(QFileInfo(file).absolutePath());
        QFile out(file);
        if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file));
    }

    void remove(const QString &file) const
    {
        if (!QFile::remove(path() + u'/' + file))
            qFatal("cannot remove %s", qPrintable(file));
    }

    // The script of a criterion, in the language that its command runs.
    void script(CriterionId id, const QByteArray &body) const { write(scriptOf(id), body); }

    // A script that prints what a bash $'…' word can say, and ends with that code.
    void prints(CriterionId id, const QByteArray &words, int code = 0) const
    {
        if (scriptOf(id).endsWith(".py"_L1))
            script(id, "import sys\nsys.stdout.write('" + words + "')\nsys.exit(" + QByteArray::number(code) + ")\n");
        else
            script(id, "printf '%b' $'" + words + "'\nexit " + QByteArray::number(code) + "\n");
    }

    static QString scriptOf(CriterionId id)
    {
        const auto &command = domain::criterion(id).command;
        if (id == CriterionId::PolicySignatures)
            return u"scripts/policy/verify.py"_s;
        if (id == CriterionId::PiiBreaker)
            return u"jobs/pii_circuit_breaker_monitor.py"_s;
        return command.arguments.value(1);
    }

    static QByteArray window(double burst, const QByteArray &pass = "true", const QByteArray &more = {})
    {
        return R"({"ended_at": "2026-03-02T10:10:00Z", "pass": )" + pass + R"(, "burst": )" +
               QByteArray::number(burst) + more + "}";
    }

    static QByteArray evidence(const QByteArray &windows, const QByteArray &perf = goodPerf(),
                               const QByteArray &tampered = R"("tampered": false, )")
    {
        return R"({"generated_at": "2026-03-02T10:15:00Z", )" + tampered + R"("canary": {"windows": )" + windows +
               "}, " + perf + "}";
    }

    static QByteArray goodPerf() { return R"("perf": {"p50_ms": 41.2, "p99_ms": 180.4, "error_rate": 0.0003})"; }
    static QByteArray goodWindows() { return "[" + window(0.8) + ", " + window(0.9) + ", " + window(0.7) + "]"; }

    void writeEvidence(const QByteArray &bytes = evidence(goodWindows())) const
    {
        write(u"var/evidence/latest.json"_s, bytes);
    }

    checks::RunInputs inputs() const
    {
        checks::RunInputs inputs;
        inputs.profile = profile;
        inputs.workspace = path();
        inputs.session = session;
        inputs.previous = previous;
        inputs.rollCall = rollCall;
        inputs.secrets = secrets;
        inputs.now = [this] { return now; };
        inputs.evidenceRewritten = [this] { return pastRewritten; };
        return inputs;
    }

    // Runs these criteria, drills too, and hands back all thirteen rows; `outputs` holds the raw ones.
    std::array<domain::Row, domain::rowCount> run(const QList<CriterionId> &ids)
    {
        checks::CheckRunner runner(inputs(), {ids, true, false});
        QSignalSpy finished(&runner, &checks::CheckRunner::finished);
        QObject::connect(&runner, &checks::CheckRunner::rowFinished, &runner,
                         [this](const domain::Row &row, const QByteArray &output) { outputs[row.id] = output; });
        runner.start();
        if (finished.isEmpty() && !finished.wait(60'000))
            qFatal("a run of checks never ended");
        return runner.rows();
    }

    domain::Row run(CriterionId id) { return run(QList<CriterionId>{id})[static_cast<std::size_t>(id)]; }

    domain::Profile profile;
    QProcessEnvironment session;
    std::array<domain::Row, domain::rowCount> previous;
    QList<checks::StationAnswer> rollCall;
    keychain::SecretStore *secrets = nullptr;
    bool pastRewritten = false;
    QDateTime now{QDate(2026, 3, 2), QTime(10, 20), Qt::UTC};
    QMap<CriterionId, QByteArray> outputs;

private:
    void writeScripts() const
    {
        for (const CriterionId id : domain::preflightSet())
            if (id != CriterionId::CanaryHealth)
                prints(id, domain::criterion(id).expect.toUtf8() + "\\n");
        prints(CriterionId::DrRecovery, "RTO=12m, RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n");
    }

    QTemporaryDir m_folder;
    QTemporaryDir m_outside;
};

} // namespace cutover::tests
