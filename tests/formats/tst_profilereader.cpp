// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/profilereader.h"
#include "formats/testdata.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::formats;
using namespace cutover::tests;

namespace {

const QByteArray smallest = R"({"workspace_id": "shop", "version": "v1", "target_at": "2026-03-02T14:00:00Z"})";

/// "code pointer line", one an error.
QStringList told(const DocumentErrors &errors)
{
    QStringList lines;
    for (const DocumentError &error : errors)
        lines.append(u"%1 %2 %3"_s.arg(codeName(error.code), error.pointer).arg(error.line));
    return lines;
}

ReadProfile readOrFail(const QByteArray &bytes)
{
    const auto read = readProfile(bytes, u"cutover.json"_s);
    if (!read)
        qWarning() << told(read.error());
    return read.value_or(ReadProfile());
}

QByteArray with(const QByteArray &members)
{
    return smallest.chopped(1) + ", " + members + '}';
}

} // namespace

class TestProfileReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fillsInTheChecklist();
    void readsEverything();
    void readsTheDemosProfile_data();
    void readsTheDemosProfile();
    void anEmptyCommandIsTheStageFile();
    void commandMayBeALine();
    void targetIsUtc();
    void refusesBrokenProfiles_data();
    void refusesBrokenProfiles();
    void everyBrokenProfileHasItsRow();
    void tellsAllProblemsAtOnce();
    void namesTheNearestKey();
    void namesTheMend();
    void tellsNoSecret();
    void loopbackWebhooks_data();
    void loopbackWebhooks();
    void decidingPartLeavesTheFreePartOut();
    void decidingPartIgnoresSpelling();
    void decidingPartSeesEveryOtherKey_data();
    void decidingPartSeesEveryOtherKey();
};

void TestProfileReader::fillsInTheChecklist()
{
    const auto profile = readOrFail(smallest).profile;
    QCOMPARE(profile.workspaceId, u"shop"_s);
    QCOMPARE(profile.environment, u"Production"_s);
    const auto checklist = domain::checklistProfile();
    QCOMPARE(profile.limits, checklist.limits);
    QCOMPARE(profile.stages, checklist.stages);
    QVERIFY(profile.criteria == checklist.criteria);
    QCOMPARE(profile.abortCommand, checklist.abortCommand);
    QCOMPARE(profile.pointers, checklist.pointers);
    QCOMPARE(profile.notifications.targets.first().secretName, u"SLACK_WEBHOOK_URL"_s);
    QVERIFY(domain::loosenedRules(profile).isEmpty());
}

void TestProfileReader::readsEverything()
{
    const auto profile = readOrFail(with(R"(
        "environment": "Staging", "change": "CHG-1", "opens_early_s": 900, "readyz_url": "https://shop.example/readyz",
        "artifacts": {"image": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"},
        "criteria": {
            "dr-recovery": {"source": "command", "command": ["bash", "dr.sh"], "expect": "PASS", "refuse": ["FAIL|ERR"],
                "extract": {"RTO": {"regex": "RTO=([0-9]+)m(?:([0-9]+)s)?", "unit": "min", "max": 20, "min": 0}},
                "restore": ["tar", "-C", "{target}"], "source_folder": "data", "max_rto_s": 60, "max_rpo_files": 0,
                "inputs": ["dr/plan.json"], "deadline_s": 120, "stale_s": 3600},
            "readyz": {"source": "probe", "url": "https://a.example/readyz", "ca_file": "ca.pem"},
            "evidence-integrity": {"folder": "evidence", "pipeline_key": "configs/pipeline.pem"},
            "key-rotation": {"files": ["tls/*.pem"], "inventory": "keys.json", "password_secret": "P12", "min_days": 14},
            "policy-signatures": {"files": ["policy/*.json"], "keys": "policy/keys"},
            "pii-breaker": {"file": "pii.json", "pointer": "/breaker/state", "heartbeat_pointer": "/at",
                "heartbeat_max_s": 60},
            "manual-promotion": {"file": "rollout.json", "pointer": "/mode", "manual": "manual"},
            "canary-health": {"source": "probe"}},
        "limits": {"burst": 1.6, "validation_p99_pct": 12.5, "abort_p99_pct": 25, "slo_error_rate": 0.002,
                   "abort_error_rate": 0.006, "baseline_age_s": 3600},
        "stages": [{"percent": 10, "hold_s": 1}, {"percent": 25, "hold_s": 2}, {"percent": 50, "hold_s": 3},
                   {"percent": 100, "hold_s": 0}],
        "commands": {"stage": ["step", "{stage}"], "abort": ["abort", "{reason}"], "smoke": "pytest -q | tail -1"},
        "rehearsal": {"stage": ["step", "{stage}"], "hold_s": 90},
        "metrics": {"prometheus": {"url": "https://p.example", "queries": {"burst": "b", "p99_ms": "p"},
                    "step_s": 30, "range_s": 900, "token_secret": "PROM", "ca_file": "ca.pem"}},
        "evidence_pointers": {"windows": "/w", "window_burst": "/ratio~1max", "perf_p99_ms": "/latency/p99"},
        "pass_environment": ["KUBECONFIG"], "baselines": "var/cutover/baselines-20260301.json",
        "contacts": [{"role": "Technical Lead", "name": "A", "phone": "1", "slack": "@a", "email": "a@b", "link": "x"}],
        "notifications": {"webhook_secret": "HOOK", "templates": {"go": "GO for {version}"},
            "targets": [{"service": "pagerduty", "secret": "PD", "events": ["abort", "not_recovered"]},
                        {"service": "webhook", "name": "audit", "url": "http://127.0.0.1:1/x"}]},
        "timestamp": {"url": "http://tsa.example/tsr", "policy": "1.3.6.1.4.1.99999.1"},
        "notes": {"readyz": "n", "baselines": "b"},
        "appearance": {"theme": "dark"})"))
                             .profile;
    QCOMPARE(profile.environment, u"Staging"_s);
    QCOMPARE(profile.opensEarlyS, 900);
    QCOMPARE(profile.artifacts.size(), 1);
    const auto &plan = profile.plan(domain::CriterionId::DrRecovery);
    QCOMPARE(plan.command, (domain::Command{{u"bash"_s, u"dr.sh"_s}, {}}));
    QCOMPARE(plan.expect, u"PASS"_s);
    QCOMPARE(plan.refuse, QStringList{u"FAIL|ERR"_s});
    QCOMPARE(plan.extract.value(0).unit, domain::Unit::Minutes);
    QCOMPARE(plan.extract.value(0).max, std::optional(20.0));
    QCOMPARE(plan.inputs, QStringList{u"dr/plan.json"_s});
    QCOMPARE(plan.deadlineS, 120);
    QCOMPARE(plan.staleS, 3600);
    QCOMPARE(profile.plan(domain::CriterionId::CanaryHealth).source, domain::CheckSource::Probe);
    QCOMPARE(profile.limits, (domain::Limits{1.6, 12.5, 25, 0.002, 0.006, 3600}));
    QCOMPARE(profile.stages.value(3), (domain::StagePlan{100, 0}));
    QCOMPARE(profile.smokeCommand.shell, u"pytest -q | tail -1"_s);
    QCOMPARE(profile.pointers.burst, u"/ratio~1max"_s);
    QCOMPARE(profile.pointers.p99, u"/latency/p99"_s);
    QCOMPARE(profile.passEnvironment, QStringList{u"KUBECONFIG"_s});
    QCOMPARE(profile.baselinesFile, u"var/cutover/baselines-20260301.json"_s);
    QCOMPARE(profile.contacts.value(0).email, u"a@b"_s);
    const auto &targets = profile.notifications.targets;
    QCOMPARE(targets.size(), 2);
    QCOMPARE(targets.first(),
             (domain::NotificationTarget{domain::NotificationService::PagerDuty,
                                         u"pagerduty"_s,
                                         u"PD"_s,
                                         {},
                                         {domain::NotificationEvent::Abort, domain::NotificationEvent::NotRecovered}}));
    QCOMPARE(targets.last().loopbackUrl, u"http://127.0.0.1:1/x"_s);
    QCOMPARE(profile.notifications.templates.value(u"go"_s), u"GO for {version}"_s);
    const auto &probes = profile.probes;
    QCOMPARE(probes.readyz, (domain::ReadyzOptions{u"https://a.example/readyz"_s, u"ca.pem"_s}));
    QCOMPARE(probes.evidence, (domain::EvidenceOptions{u"evidence"_s, u"configs/pipeline.pem"_s}));
    QCOMPARE(probes.recovery, (domain::RecoveryOptions{{u"tar"_s, u"-C"_s, u"{target}"_s}, u"data"_s, {}, 60, 0}));
    QCOMPARE(probes.rotation, (domain::RotationOptions{{u"tls/*.pem"_s}, u"keys.json"_s, u"P12"_s, 14}));
    QCOMPARE(probes.policies, (domain::PolicyOptions{{u"policy/*.json"_s}, u"policy/keys"_s}));
    QCOMPARE(probes.breaker, (domain::BreakerOptions{{}, u"pii.json"_s, {}, u"/breaker/state"_s, u"/at"_s, 60}));
    QCOMPARE(probes.promotionMode, (domain::PromotionModeOptions{u"rollout.json"_s, u"/mode"_s, u"manual"_s, {}}));
    QCOMPARE(profile.rehearsal, (domain::RehearsalPlan{{u"step"_s, u"{stage}"_s}, {}, 90}));
    QCOMPARE(
        profile.prometheus,
        (domain::PrometheusOptions{
            u"https://p.example"_s, {{u"burst"_s, u"b"_s}, {u"p99_ms"_s, u"p"_s}}, 30, 900, u"PROM"_s, u"ca.pem"_s}));
    QCOMPARE(profile.timestamp, (domain::TimestampService{u"http://tsa.example/tsr"_s, u"1.3.6.1.4.1.99999.1"_s}));
    QCOMPARE(profile.notes.value(u"readyz"_s), u"n"_s);
    QCOMPARE(profile.appearance.value("theme"_L1).toString(), u"dark"_s);
}

void TestProfileReader::readsTheDemosProfile_data()
{
    QTest::addColumn<QString>("criteria");
    QTest::newRow("scripts") << u"criteria-scripts.json"_s;
    QTest::newRow("built in") << u"criteria-builtin.json"_s;
}

void TestProfileReader::readsTheDemosProfile()
{
    QFETCH(QString, criteria);
    const QByteArray checks = fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/demo/") + criteria);
    QByteArray bytes = fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/resources/demo/cutover.json"));
    bytes.replace("@CRITERIA@", checks.trimmed());
    bytes.replace("@WORKSPACE_ID@", "demo").replace("@TARGET_AT@", "2026-03-02T14:00:00Z").replace("@PORT@", "8123");
    const auto profile = readOrFail(bytes).profile;
    QVERIFY(profile.isDemo());
    QVERIFY(!profile.contacts.isEmpty());
    QVERIFY(profile.notifications.targets.first().loopbackUrl.startsWith("http://127.0.0.1:8123/"_L1));
}

void TestProfileReader::anEmptyCommandIsTheStageFile()
{
    QVERIFY(readOrFail(with(R"("commands": {"stage": []})")).profile.stageCommand.isEmpty());
    const auto both = readOrFail(with(R"("commands": {"stage": [], "abort": []})")).profile;
    QVERIFY(both.stageCommand.isEmpty() && both.abortCommand.isEmpty());
    QVERIFY(!readOrFail(with(R"("commands": {"stage": []})")).profile.abortCommand.isEmpty());
}

void TestProfileReader::commandMayBeALine()
{
    const auto profile = readOrFail(with(R"("criteria": {"readyz": {"command": "curl -f x | grep ok"}})")).profile;
    const auto &plan = profile.plan(domain::CriterionId::Readyz);
    QCOMPARE(plan.command.shell, u"curl -f x | grep ok"_s);
    QVERIFY(plan.command.arguments.isEmpty());
}

void TestProfileReader::targetIsUtc()
{
    QByteArray bytes = smallest;
    bytes.replace("14:00:00Z", "16:00:00+02:00");
    const auto target = readOrFail(bytes).profile.targetAt;
    QCOMPARE(target.timeSpec(), Qt::UTC);
    QCOMPARE(target.toString(Qt::ISODate), u"2026-03-02T14:00:00Z"_s);
}

void TestProfileReader::refusesBrokenProfiles_data()
{
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *file, const char *expected) {
        QTest::newRow(file) << QString::fromLatin1(expected);
    };
    row("not_an_object", "wrong_type  1");
    row("truncated", "invalid_json /limits 3");
    row("duplicate_burst", "invalid_json /limits/burst 5");
    row("missing_required", "missing_key /workspace_id 1; missing_key /version 1; missing_key /target_at 1");
    row("empty_workspace_id", "empty /workspace_id 2");
    row("version_is_a_number", "wrong_type /version 3");
    row("version_with_newline", "bad_name /version 3");
    row("target_without_zone", "bad_time /target_at 4");
    row("target_on_30_february", "bad_time /target_at 4");
    row("target_is_a_date", "bad_time /target_at 4");
    row("unknown_key", "unknown_key /limit 5");
    row("mistyped_limit", "unknown_key /limits/brust 5");
    row("quoted_burst", "number_in_quotes /limits/burst 5");
    row("burst_in_words", "wrong_type /limits/burst 5");
    row("zero_burst", "out_of_range /limits/burst 5");
    row("negative_p99", "out_of_range /limits/validation_p99_pct 5");
    row("error_rate_in_per_cent", "out_of_range /limits/abort_error_rate 5");
    row("fractional_age", "wrong_type /limits/baseline_age_s 5");
    row("unknown_criterion", "unknown_criterion /criteria/redyz 5");
    row("baselines_are_no_criterion", "unknown_criterion /criteria/baselines 5");
    row("unknown_source", "unknown_word /criteria/readyz/source 5");
    row("command_for_people", "unknown_word /criteria/team-ready/source 5; unknown_key /criteria/team-ready/command 5");
    row("empty_command", "empty /criteria/readyz/command 5");
    row("blank_command_line", "empty /criteria/readyz/command 5");
    row("command_of_numbers", "wrong_type /criteria/readyz/command/1 5");
    row("empty_expect", "empty /criteria/dr-recovery/expect 5");
    row("invalid_regex", "invalid_regex /criteria/readyz/refuse/1 5");
    row("regex_without_group", "regex_without_group /criteria/dr-recovery/extract/RTO/regex 5");
    row("extract_without_limit", "missing_key /criteria/dr-recovery/extract/RTO/max 5");
    row("unknown_unit", "unknown_word /criteria/dr-recovery/extract/RTO/unit 5");
    row("input_outside", "path_outside /criteria/readyz/inputs/1 5");
    row("absolute_input", "path_outside /criteria/readyz/inputs/0 5");
    row("zero_deadline", "out_of_range /criteria/readyz/deadline_s 5");
    row("three_stages", "stages_incomplete /stages 5");
    row("stages_out_of_order", "stages_incomplete /stages 5");
    row("negative_hold", "out_of_range /stages/0/hold_s 5");
    row("stage_in_a_shell_line", "wrong_type /commands/stage 5");
    row("stage_without_placeholder", "placeholder_missing /commands/stage 5");
    row("abort_without_placeholder", "placeholder_missing /commands/abort 5");
    row("bad_pointer", "bad_pointer /evidence_pointers/windows 5");
    row("bash_env", "forbidden_variable /pass_environment/1 5");
    row("ld_preload", "forbidden_variable /pass_environment/0 5");
    row("environment_assignment", "bad_name /pass_environment/0 5");
    row("webhook_in_profile", "not_loopback /notifications/webhook_url 5");
    row("timestamp_without_url", "missing_key /timestamp/url 5");
    row("timestamp_by_file", "bad_url /timestamp/url 5");
    row("timestamp_with_password", "bad_url /timestamp/url 5");
    row("timestamp_policy_in_words", "bad_name /timestamp/policy 5");
    row("timestamp_with_anchors", "unknown_key /timestamp/anchors 5");
    row("webhook_of_a_lookalike", "not_loopback /notifications/webhook_url 5");
    row("readyz_of_a_file", "bad_url /readyz_url 5");
    row("two_contacts_of_one_role", "duplicate_value /contacts/1/role 5");
    row("contact_without_role", "missing_key /contacts/0/role 5");
    row("note_of_no_criterion", "unknown_criterion /notes/canary_health 5");
    row("baselines_outside", "path_outside /baselines 5");
    row("artifact_digest_in_capitals", "bad_digest /artifacts/image 5");
    row("prometheus_without_queries", "missing_key /metrics/prometheus/queries 5");
    row("prometheus_with_too_many_steps", "out_of_range /metrics/prometheus/range_s 5");
    row("prometheus_with_two_steps", "out_of_range /metrics/prometheus/range_s 5");
    row("prometheus_with_password", "bad_url /metrics/prometheus/url 5");
    row("probe_option_of_another", "unknown_key /criteria/readyz/keys 5");
    row("breaker_in_two_places", "duplicate_value /criteria/pii-breaker/url 5");
    row("promotion_mode_is_a_list", "wrong_type /criteria/manual-promotion/manual 5");
    row("restore_without_target", "placeholder_missing /criteria/dr-recovery/restore 5");
    row("probe_path_outside", "path_outside /criteria/key-rotation/files/1 5");
    row("target_without_secret", "missing_key /notifications/targets/0/secret 5");
    row("two_targets_of_one_name", "duplicate_value /notifications/targets/1/name 5");
    row("target_for_no_event", "unknown_word /notifications/targets/0/events/1 5");
    row("template_for_no_event", "unknown_key /notifications/templates/goo 5");
    row("template_with_unknown_placeholder", "unknown_word /notifications/templates/go 5");
    row("rehearsal_abort_without_reason", "placeholder_missing /rehearsal/abort 5");
    row("unsafe_integer", "unsafe_integer /appearance/seed 5");
    row("opens_an_hour_early", "out_of_range /opens_early_s 5");
}

void TestProfileReader::refusesBrokenProfiles()
{
    QFETCH(QString, expected);
    const auto read =
        readProfile(dataBytes(u"profile"_s, QString::fromLatin1(QTest::currentDataTag())), u"cutover.json"_s);
    QVERIFY(!read);
    QCOMPARE(told(read.error()).join(u"; "_s), expected);
    QCOMPARE(read.error().first().file, u"cutover.json"_s);
}

void TestProfileReader::everyBrokenProfileHasItsRow()
{
    const QByteArray source = fileBytes(QStringLiteral(CUTOVER_SOURCE_DIR "/tests/formats/tst_profilereader.cpp"));
    for (const QString &name : dataNames(u"profile"_s))
        QVERIFY2(source.contains("row(\"" + name.toUtf8() + "\""), qPrintable(name));
}

void TestProfileReader::tellsAllProblemsAtOnce()
{
    const auto read = readProfile("{\n\"workspace_id\": 7,\n\"limits\": {\"burst\": \"1.5\",\n\"brust\": 2},\n"
                                  "\"stages\": {},\n\"target_at\": \"soon\"\n}",
                                  u"cutover.json"_s);
    QVERIFY(!read);
    QCOMPARE(told(read.error()), QStringList({u"missing_key /version 1"_s, u"wrong_type /workspace_id 2"_s,
                                              u"number_in_quotes /limits/burst 3"_s, u"unknown_key /limits/brust 4"_s,
                                              u"wrong_type /stages 5"_s, u"bad_time /target_at 6"_s}));
}

void TestProfileReader::namesTheNearestKey()
{
    const auto read = readProfile(with(R"("enviroment": "Production", "zzz": 1)"), {});
    QVERIFY(!read);
    QCOMPARE(read.error().size(), 2);
    QCOMPARE(read.error().at(0).data, QStringList({u"enviroment"_s, u"environment"_s}));
    QCOMPARE(read.error().at(1).data, QStringList({u"zzz"_s, QString()}));
}

void TestProfileReader::namesTheMend()
{
    const auto quoted = readProfile(dataBytes(u"profile"_s, u"quoted_burst"_s), {});
    QCOMPARE(quoted.error().first().data, QStringList{u"1.5"_s});
    const auto range = readProfile(dataBytes(u"profile"_s, u"opens_an_hour_early"_s), {});
    QCOMPARE(range.error().first().data, QStringList({u"3600"_s, u"0"_s, u"900"_s}));
    const auto json = readProfile(dataBytes(u"profile"_s, u"duplicate_burst"_s), {});
    QCOMPARE(json.error().first().data, QStringList({u"duplicate_key"_s, u"burst"_s}));
}

void TestProfileReader::tellsNoSecret()
{
    const auto read = readProfile(dataBytes(u"profile"_s, u"webhook_in_profile"_s), u"cutover.json"_s);
    QVERIFY(!read);
    QVERIFY(read.error().first().data.isEmpty());
}

void TestProfileReader::loopbackWebhooks_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("127.0.0.1") << u"http://127.0.0.1:8080/hook"_s << true;
    QTest::newRow("127.1.2.3") << u"http://127.1.2.3/hook"_s << true;
    QTest::newRow("localhost") << u"http://localhost:1/"_s << true;
    QTest::newRow("::1") << u"http://[::1]:8080/hook"_s << true;
    QTest::newRow("user info") << u"http://127.0.0.1@evil.example/"_s << false;
    QTest::newRow("prefix") << u"http://127.0.0.1.evil.example/"_s << false;
    QTest::newRow("private") << u"http://192.168.0.1/"_s << false;
    QTest::newRow("localhost suffix") << u"http://localhost.evil.example/"_s << false;
}

void TestProfileReader::loopbackWebhooks()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    const auto read = readProfile(with("\"notifications\": {\"webhook_url\": \"" + url.toUtf8() + "\"}"), {});
    QCOMPARE(read.has_value(), allowed);
}

void TestProfileReader::decidingPartLeavesTheFreePartOut()
{
    const auto plain = readOrFail(smallest);
    const auto full = readOrFail(with(R"("contacts": [{"role": "A"}], "notes": {"readyz": "x"}, "appearance": {"a": 1},
                                          "notifications": {"webhook_secret": "HOOK"})"));
    QCOMPARE(full.deciding, plain.deciding);
    QCOMPARE(plain.deciding,
             QByteArray(R"({"target_at":"2026-03-02T14:00:00Z","version":"v1","workspace_id":"shop"})"));
}

void TestProfileReader::decidingPartIgnoresSpelling()
{
    QCOMPARE(
        readOrFail("{\"version\":\"v\\u0031\",\n\n\"target_at\":\"2026-03-02T14:00:00Z\",\"workspace_id\":\"shop\"}")
            .deciding,
        readOrFail(smallest).deciding);
}

void TestProfileReader::decidingPartSeesEveryOtherKey_data()
{
    QTest::addColumn<QString>("key");
    for (const QString &key : profileKeys().value(QString()))
        QTest::newRow(qPrintable(key)) << key;
}

void TestProfileReader::decidingPartSeesEveryOtherKey()
{
    QFETCH(QString, key);
    const bool isFree =
        QStringList({u"contacts"_s, u"notifications"_s, u"timestamp"_s, u"notes"_s, u"appearance"_s}).contains(key);
    const auto without = decidingPart({});
    const auto withKey = decidingPart({{key, u"x"_s}});
    QCOMPARE(*without == *withKey, isFree);
}

QTEST_GUILESS_MAIN(TestProfileReader)
#include "tst_profilereader.moc"
