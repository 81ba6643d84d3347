// SPDX-FileCopyrightText: 2026 Cutover Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that goes wrong around a check, one thing at a time: none gives Go, none crashes, each names its cause.
#include "checks/world.h"
#include "metrics/cannedserver.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace cutover;
using namespace cutover::tests;
using domain::Cause;
using domain::Status;

namespace {

struct Case
{
    const char *name;
    CriterionId id;
    std::function<void(World &)> spoil;
    Status status;
    Cause cause;
    QStringList data; // of the reason, as far as it is given
};

constexpr auto integrity = CriterionId::EvidenceIntegrity;
constexpr auto recovery = CriterionId::DrRecovery;
constexpr auto rotation = CriterionId::KeyRotation;
constexpr auto policies = CriterionId::PolicySignatures;
constexpr auto breaker = CriterionId::PiiBreaker;
constexpr auto promotion = CriterionId::ManualPromotion;
constexpr auto canary = CriterionId::CanaryHealth;
constexpr auto readyz = CriterionId::Readyz;
constexpr auto baselines = CriterionId::Baselines;
constexpr auto alerts = CriterionId::Alerts;
constexpr auto team = CriterionId::TeamReady;

const QByteArray s_valid = "✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓";
const QString s_evidence = u"var/evidence/latest.json"_s;

std::function<void(World &)> prints(CriterionId id, const QByteArray &words, int code = 0)
{
    return [=](World &w) { w.prints(id, words, code); };
}

std::function<void(World &)> runs(CriterionId id, const QByteArray &body)
{
    return [=](World &w) { w.script(id, body); };
}

std::function<void(World &)> evidenceIs(const QByteArray &bytes)
{
    return [=](World &w) { w.writeEvidence(bytes); };
}

// The probe over that evidence; the command over it is tried elsewhere.
std::function<void(World &)> probed(const QByteArray &bytes)
{
    return [=](World &w) {
        w.plan(canary).source = domain::CheckSource::Probe;
        w.writeEvidence(bytes);
    };
}

// A command in place of jq, which prints these bytes.
std::function<void(World &)> jqPrints(const QByteArray &bytes, int code = 0)
{
    return [=](World &w) {
        w.write(u"scripts/fakejq.sh"_s, "cat scripts/out\nexit " + QByteArray::number(code) + "\n");
        w.write(u"scripts/out"_s, bytes);
        w.plan(canary).command = {{u"bash"_s, u"scripts/fakejq.sh"_s}, {}};
    };
}

std::function<void(World &)> shell(CriterionId id, const QString &line)
{
    return [=](World &w) { w.plan(id).command = {{}, line}; };
}

std::function<void(World &)> baselinesAre(const QByteArray &bytes)
{
    return [=](World &w) { w.write(u"var/cutover/baselines-20260301.json"_s, bytes); };
}

QList<Case> scriptCases()
{
    return {
        {"script missing",
         integrity,
         [](World &w) { w.remove(World::scriptOf(integrity)); },
         Status::Error,
         Cause::ScriptMissing,
         {u"scripts/ci/validate_evidence_integrity.sh"_s}},
        {"python script missing",
         rotation,
         [](World &w) { w.remove(World::scriptOf(rotation)); },
         Status::Error,
         Cause::ScriptMissing,
         {u"scripts/ops/check_key_rotation_countdown.py"_s}},
        {"module missing",
         breaker,
         [](World &w) { w.remove(World::scriptOf(breaker)); },
         Status::Error,
         Cause::ScriptMissing,
         {u"jobs/pii_circuit_breaker_monitor.py"_s}},
        {"module's folder missing",
         breaker,
         [](World &w) { QDir(w.path() + u"/jobs"_s).removeRecursively(); },
         Status::Error,
         Cause::ScriptMissing,
         {u"jobs.pii_circuit_breaker_monitor"_s}},
        {"script of a shell string missing",
         policies,
         [](World &w) { w.remove(World::scriptOf(policies)); },
         Status::Error,
         Cause::ScriptMissing,
         {u"scripts/policy/verify.py"_s}},
        {"program missing",
         readyz,
         [](World &w) {
             w.plan(readyz).command = {{u"no-such-program-here"_s, u"--once"_s}, {}};
         },
         Status::Error,
         Cause::FailedToStart,
         {}},
        {"no command", readyz, [](World &w) { w.plan(readyz).command = {}; }, Status::Error, Cause::FailedToStart, {}},
        {"script is a folder",
         integrity,
         [](World &w) {
             w.remove(World::scriptOf(integrity));
             QDir(w.path()).mkpath(World::scriptOf(integrity));
         },
         Status::Error,
         Cause::ScriptMissing,
         {}},
        {"input missing",
         integrity,
         [](World &w) { w.plan(integrity).inputs = {u"configs/absent.yaml"_s}; },
         Status::Error,
         Cause::ScriptMissing,
         {u"configs/absent.yaml"_s}},
        {"script linked out of the workspace",
         integrity,
         [](World &w) {
             w.remove(World::scriptOf(integrity));
             World::writeAbsolute(w.outside() + u"/evil.sh"_s, "echo '" + s_valid + "'\n");
             QFile::link(w.outside() + u"/evil.sh"_s, w.path() + u'/' + World::scriptOf(integrity));
         },
         Status::Error,
         Cause::PathOutside,
         {u"scripts/ci/validate_evidence_integrity.sh"_s}},
        {"folder linked out of the workspace",
         integrity,
         [](World &w) {
             World::writeAbsolute(w.outside() + u"/x.sh"_s, "echo '" + s_valid + "'\n");
             QFile::link(w.outside(), w.path() + u"/linked"_s);
             w.plan(integrity).command = {{u"bash"_s, u"linked/x.sh"_s}, {}};
         },
         Status::Error,
         Cause::PathOutside,
         {u"linked/x.sh"_s}},
        {"script above the workspace",
         integrity,
         [](World &w) {
             w.plan(integrity).command = {{u"bash"_s, u"../x.sh"_s}, {}};
         },
         Status::Error,
         Cause::PathOutside,
         {u"../x.sh"_s}},
        {"data above the workspace",
         integrity,
         [](World &w) {
             w.plan(integrity).command = {{u"bash"_s, World::scriptOf(integrity), u"var/../../secret"_s}, {}};
         },
         Status::Error,
         Cause::PathOutside,
         {}},
        {"absolute script elsewhere",
         integrity,
         [](World &w) {
             World::writeAbsolute(w.outside() + u"/x.sh"_s, "echo '" + s_valid + "'\n");
             w.plan(integrity).command = {{u"bash"_s, w.outside() + u"/x.sh"_s}, {}};
         },
         Status::Error,
         Cause::PathOutside,
         {}},
        {"glob unmatched",
         policies,
         [](World &w) { w.remove(u"configs/policy/a.json"_s); },
         Status::Error,
         Cause::GlobUnmatched,
         {u"configs/policy/*.json"_s}},
        {"glob that climbs out",
         policies,
         shell(policies, u"cat ../*/nothing-here* ; echo All signatures valid"_s),
         Status::Error,
         Cause::GlobUnmatched,
         {}},
        {"changed while it ran",
         integrity,
         runs(integrity, "echo '# more' >> \"$0\"\necho '" + s_valid + "'\nexit 0\n"),
         Status::Error,
         Cause::ScriptChanged,
         {u"scripts/ci/validate_evidence_integrity.sh"_s}},
        {"removes itself",
         integrity,
         runs(integrity, "rm \"$0\"\necho '" + s_valid + "'\nexit 0\n"),
         Status::Error,
         Cause::ScriptChanged,
         {u"scripts/ci/validate_evidence_integrity.sh"_s}},
        {"input changed while it ran",
         integrity,
         [](World &w) {
             w.write(u"configs/seal.txt"_s, "1");
             w.plan(integrity).inputs = {u"configs/seal.txt"_s};
             w.script(integrity, "echo 2 > configs/seal.txt\necho '" + s_valid + "'\n");
         },
         Status::Error,
         Cause::ScriptChanged,
         {u"configs/seal.txt"_s}},
        {"hangs",
         integrity,
         [](World &w) {
             w.script(integrity, "echo '" + s_valid + "'\nsleep 100\n");
             w.plan(integrity).deadlineS = 1;
         },
         Status::TimedOut,
         Cause::DeadlinePassed,
         {u"1"_s}},
        {"hangs and ignores SIGTERM",
         integrity,
         [](World &w) {
             w.script(integrity, "trap '' TERM\necho '" + s_valid + "'\nwhile :; do sleep 0.1; done\n");
             w.plan(integrity).deadlineS = 1;
         },
         Status::TimedOut,
         Cause::DeadlinePassed,
         {u"1"_s}},
        {"forks, and only the child says so",
         integrity,
         runs(integrity, "( sleep 0.3; echo '" + s_valid + "' ) &\nexit 0\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"forks out of its group, and only the child says so",
         integrity,
         runs(integrity, "setsid bash -c 'sleep 0.3; echo \"" + s_valid + "\"' &\nexit 0\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"forks many that hang",
         integrity,
         [](World &w) {
             w.script(integrity, "echo '" + s_valid + "'\nfor i in $(seq 50); do sleep 100 & done\nwait\n");
             w.plan(integrity).deadlineS = 1;
         },
         Status::TimedOut,
         Cause::DeadlinePassed,
         {u"1"_s}},
        {"killed",
         integrity,
         runs(integrity, "echo '" + s_valid + "'\nkill -9 $$\n"),
         Status::Error,
         Cause::Signalled,
         {u"9"_s}},
        {"syntax error", integrity, runs(integrity, "if then fi (\n"), Status::NoGo, Cause::ExitCode, {u"2"_s}},
        {"environment would give it away",
         integrity,
         [](World &w) {
             w.session.insert(u"BASH_ENV"_s, w.path() + u"/env.sh"_s);
             w.write(u"env.sh"_s, "echo '" + s_valid + "'\nexit 0\n");
             w.script(integrity, "exit 1\n");
         },
         Status::NoGo,
         Cause::ExitCode,
         {u"1"_s}},
    };
}

QList<Case> outputCases()
{
    return {
        {"prints nothing and exits 0",
         integrity,
         prints(integrity, ""),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {QString::fromUtf8(s_valid)}},
        {"readyz exits 1", readyz, prints(readyz, "", 1), Status::NoGo, Cause::ExitCode, {u"1"_s}},
        {"Not All signatures valid",
         policies,
         prints(policies, "Not All signatures valid\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {u"All signatures valid"_s}},
        {"text behind the line",
         integrity,
         prints(integrity, s_valid + " (2 skipped)\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"text before the line",
         integrity,
         prints(integrity, "would be " + s_valid + "\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"line in two",
         integrity,
         prints(integrity, "✓✓✓ EVIDENCE INTEGRITY:\\nVALID ✓✓✓\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"line in other case",
         breaker,
         prints(breaker, "circuit breaker state: ENABLED\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"breaker disabled",
         breaker,
         prints(breaker, "Circuit breaker state: disabled\\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"line on standard error only",
         integrity,
         runs(integrity, "echo '" + s_valid + "' >&2\n"),
         Status::NoGo,
         Cause::ExpectedLineMissing,
         {}},
        {"right line, exit 3",
         integrity,
         prints(integrity, s_valid + "\\n", 3),
         Status::NoGo,
         Cause::ExitCode,
         {u"3"_s}},
        {"pipe fails behind the line",
         policies,
         shell(policies, u"echo All signatures valid; false | cat"_s),
         Status::NoGo,
         Cause::ExitCode,
         {u"1"_s}},
        {"refused line",
         promotion,
         [](World &w) {
             w.plan(promotion).refuse = {u"^WARN.*override"_s};
             w.prints(promotion, "WARN: manual override pending\\n✓ Status: MANUAL PROMOTION ENABLED\\n");
         },
         Status::NoGo,
         Cause::RefusedLine,
         {u"^WARN.*override"_s, u"WARN: manual override pending"_s}},
        {"refused line on standard error",
         promotion,
         [](World &w) {
             w.plan(promotion).refuse = {u"auto-promotion"_s};
             w.script(promotion, "echo 'auto-promotion is on' >&2\necho '✓ Status: MANUAL PROMOTION ENABLED'\n");
         },
         Status::NoGo,
         Cause::RefusedLine,
         {}},
        {"refuse pattern broken",
         promotion,
         [](World &w) { w.plan(promotion).refuse = {u"("_s}; },
         Status::Error,
         Cause::ProfileUnreadable,
         {u"("_s}},
        {"floods",
         integrity,
         runs(integrity, "yes lots-of-words | head -c 20000000\necho '" + s_valid + "'\n"),
         Status::NoData,
         Cause::OutputUnreadable,
         {u"too_large"_s}},
        {"floods without end",
         integrity,
         [](World &w) {
             w.script(integrity, "yes\n");
             w.plan(integrity).deadlineS = 1;
         },
         Status::TimedOut,
         Cause::DeadlinePassed,
         {}},
        {"floods behind the line, refusals unknown",
         promotion,
         [](World &w) {
             w.plan(promotion).refuse = {u"override"_s};
             w.script(promotion, "echo '✓ Status: MANUAL PROMOTION ENABLED'\nyes | head -c 9000000\necho override\n");
         },
         Status::NoData,
         Cause::OutputUnreadable,
         {u"too_large"_s}},
        {"not UTF-8",
         integrity,
         runs(integrity, "printf '\\xff\\xfe\\n'\necho '" + s_valid + "'\n"),
         Status::NoData,
         Cause::OutputUnreadable,
         {u"invalid_utf8"_s}},
        {"RTO=17m12s",
         recovery,
         prints(recovery, "RTO=17m12s, RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoGo,
         Cause::OverLimit,
         {u"RTO"_s}},
        {"RTO=15m01s",
         recovery,
         prints(recovery, "RTO=15m01s, RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoGo,
         Cause::OverLimit,
         {u"RTO"_s}},
        {"RTO missing",
         recovery,
         prints(recovery, "RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoData,
         Cause::NumberMissing,
         {u"RTO"_s}},
        {"RTO in words",
         recovery,
         prints(recovery, "RTO=fine, RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoData,
         Cause::NumberMissing,
         {u"RTO"_s}},
        {"RPO=2",
         recovery,
         prints(recovery, "RTO=12m, RPO=2\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoGo,
         Cause::OverLimit,
         {u"RPO"_s}},
        {"RPO negative",
         recovery,
         prints(recovery, "RTO=12m, RPO=-1\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoData,
         Cause::OutputUnreadable,
         {u"negative"_s, u"RPO"_s}},
        {"RTO twice, once too long",
         recovery,
         prints(recovery, "RTO=12m RPO=0\\nRTO=40m RPO=0\\n✓✓✓ DR RECOVERY: PASS ✓✓✓\\n"),
         Status::NoGo,
         Cause::OverLimit,
         {u"RTO"_s}},
        {"days below the least",
         rotation,
         [](World &w) {
             w.plan(rotation).extract = {{u"days"_s, u"(\\d+) days"_s, domain::Unit::Days, std::nullopt, 7.0}};
             w.prints(rotation, "signing key: 6 days\\n✓✓✓ All keys healthy ✓✓✓\\n");
         },
         Status::NoGo,
         Cause::OverLimit,
         {u"days"_s}},
        {"number past all bounds",
         rotation,
         [](World &w) {
             w.plan(rotation).extract = {{u"days"_s, u"([0-9e]+) days"_s, domain::Unit::Days, std::nullopt, 7.0}};
             w.prints(rotation, "9e999 days\\n✓✓✓ All keys healthy ✓✓✓\\n");
         },
         Status::NoData,
         Cause::OutputUnreadable,
         {}},
    };
}

QList<Case> jqCases()
{
    const auto list = [](const QByteArray &last) {
        return R"([{"pass": true, "burst": 0.8}, {"pass": true, "burst": 0.9}, )" + last + "]";
    };
    const auto unreadable = [](const char *name, const QByteArray &bytes, const QString &code,
                               const QString &pointer = {}) {
        return Case{name, canary, jqPrints(bytes), Status::NoData, Cause::OutputUnreadable, {code, pointer}};
    };
    return {
        unreadable("jq truncated", list(R"({"pass": true, "burst": 0.8})").chopped(8), u"truncated"_s, u"/2"_s),
        unreadable("jq prints nothing", {}, u"empty"_s),
        unreadable("jq burst in quotes", list(R"({"pass": true, "burst": "0.8"})"), u"wrong_type"_s, u"/2/burst"_s),
        unreadable("jq burst null", list(R"({"pass": true, "burst": null})"), u"absent"_s, u"/2/burst"_s),
        unreadable("jq pass null", list(R"({"pass": null, "burst": 0.8})"), u"absent"_s, u"/2/pass"_s),
        unreadable("jq pass is 1", list(R"({"pass": 1, "burst": 0.8})"), u"wrong_type"_s, u"/2/pass"_s),
        unreadable("jq pass in quotes", list(R"({"pass": "true", "burst": 0.8})"), u"wrong_type"_s, u"/2/pass"_s),
        unreadable("jq window null", list("null"), u"absent"_s, u"/2"_s),
        unreadable("jq burst negative", list(R"({"pass": true, "burst": -0.8})"), u"negative"_s, u"/2/burst"_s),
        unreadable("jq burst NaN", list(R"({"pass": true, "burst": NaN})"), u"not_finite"_s, u"/2/burst"_s),
        unreadable("jq burst overflows", list(R"({"pass": true, "burst": 1e999})"), u"number_overflow"_s,
                   u"/2/burst"_s),
        unreadable("jq burst twice", list(R"({"pass": true, "burst": 9, "burst": 0.8})"), u"duplicate_key"_s,
                   u"/2/burst"_s),
        unreadable("jq null", "null\n", u"absent"_s),
        unreadable("jq object", R"({"pass": true, "burst": 0.8})", u"wrong_type"_s),
        unreadable("jq two documents", "[] []", u"trailing_garbage"_s),
        {"jq empty list", canary, jqPrints("[]\n"), Status::NoData, Cause::NoWindows, {}},
        {"jq two windows",
         canary,
         jqPrints(R"([{"pass": true, "burst": 0.8}, {"pass": true, "burst": 0.8}])"),
         Status::NoGo,
         Cause::TooFewWindows,
         {u"2"_s, u"3"_s}},
        {"jq burst 1.504",
         canary,
         jqPrints(list(R"({"pass": true, "burst": 1.504})")),
         Status::NoGo,
         Cause::WindowNotGreen,
         {u"/2"_s, u"burst"_s}},
        {"jq burst just above",
         canary,
         jqPrints(list(R"({"pass": true, "burst": 1.5000000000000002})")),
         Status::NoGo,
         Cause::WindowNotGreen,
         {}},
        {"jq pass false",
         canary,
         jqPrints(list(R"({"pass": false, "burst": 0.8})")),
         Status::NoGo,
         Cause::WindowNotGreen,
         {u"/2"_s, u"pass"_s}},
        {"jq green but exit 4",
         canary,
         jqPrints(list(R"({"pass": true, "burst": 0.8})"), 4),
         Status::NoGo,
         Cause::ExitCode,
         {u"4"_s}},
    };
}

QList<Case> evidenceCases()
{
    const QByteArray good = World::evidence(World::goodWindows());
    const auto windows = [](const QByteArray &last) {
        return World::evidence("[" + World::window(0.8) + ", " + World::window(0.9) + ", " + last + "]");
    };
    const auto replaced = [good](const char *what, const char *by) { return QByteArray(good).replace(what, by); };
    const QString lastWindow = u"/canary/windows/2"_s;
    return {
        {"evidence absent",
         canary,
         [](World &w) { w.remove(s_evidence); },
         Status::NoData,
         Cause::EvidenceAbsent,
         {s_evidence}},
        {"evidence absent, script says valid",
         integrity,
         [](World &w) { w.remove(s_evidence); },
         Status::NoData,
         Cause::EvidenceAbsent,
         {s_evidence}},
        {"evidence truncated",
         canary,
         evidenceIs(good.chopped(30)),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"truncated"_s}},
        {"evidence truncated, script says valid",
         integrity,
         evidenceIs(good.chopped(30)),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"truncated"_s}},
        {"evidence with duplicate keys",
         canary,
         evidenceIs(replaced("\"tampered\": false", "\"tampered\": true, \"tampered\": false")),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"duplicate_key"_s, u"/tampered"_s}},
        {"evidence with NaN",
         canary,
         evidenceIs(replaced("0.9", "NaN")),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"not_finite"_s}},
        {"evidence is empty",
         canary,
         evidenceIs({}),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"empty"_s}},
        {"evidence is a folder",
         canary,
         [](World &w) {
             w.remove(s_evidence);
             QDir(w.path()).mkpath(s_evidence);
         },
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"not_regular"_s}},
        {"evidence with a byte order mark",
         canary,
         evidenceIs("\xef\xbb\xbf" + good),
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"byte_order_mark"_s}},
        {"probe: burst in quotes",
         canary,
         probed(replaced("0.7", "\"0.7\"")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, lastWindow + u"/burst"_s, u"wrong_type"_s}},
        {"probe: burst absent",
         canary,
         probed(windows(R"({"pass": true})")),
         Status::NoData,
         Cause::FieldAbsent,
         {s_evidence, lastWindow + u"/burst"_s}},
        {"probe: negative burst",
         canary,
         probed(replaced("0.7", "-0.7")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, lastWindow + u"/burst"_s, u"negative"_s}},
        {"probe: negative error rate",
         canary,
         probed(replaced("0.0003", "-0.0003")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/perf/error_rate"_s, u"negative"_s}},
        {"probe: P99 zero",
         canary,
         probed(replaced("180.4", "0")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/perf/p99_ms"_s, u"not_positive"_s}},
        {"probe: window ends in the future",
         canary,
         probed(windows(World::window(0.7).replace("10:10:00", "10:21:01"))),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, lastWindow + u"/ended_at"_s, u"future_time"_s}},
        {"probe: windows of yesterday",
         canary,
         probed(replaced("02T10:10:00", "01T10:10:00")),
         Status::Stale,
         Cause::TooOld,
         {u"87000"_s, u"86400"_s, s_evidence}},
        {"command over windows of yesterday",
         canary,
         evidenceIs(replaced("02T10:10:00", "01T10:10:00")),
         Status::Stale,
         Cause::TooOld,
         {u"87000"_s, u"86400"_s, s_evidence}},
        {"probe: windows of yesterday, none of whose followers saw a request",
         canary,
         probed(QByteArray(good)
                    .replace("02T10:10:00", "01T10:10:00")
                    .replace("]}", ", " + World::window(0.1, "true", R"(, "requests": 0)") + "]}")),
         Status::Stale,
         Cause::TooOld,
         {u"87000"_s, u"86400"_s, s_evidence}},
        {"probe: windows without an end in a file of yesterday",
         canary,
         probed(QByteArray(good)
                    .replace(R"("ended_at": "2026-03-02T10:10:00Z", )", "")
                    .replace("02T10:15:00", "01T10:15:00")),
         Status::Stale,
         Cause::TooOld,
         {u"86700"_s, u"86400"_s, s_evidence}},
        {"probe: windows that saw no request",
         canary,
         probed(replaced(R"("pass": true)", R"("pass": true, "requests": 0)")),
         Status::NoGo,
         Cause::TooFewWindows,
         {u"0"_s, u"3"_s}},
        {"evidence linked out of the workspace",
         canary,
         [good](World &w) {
             w.plan(canary).source = domain::CheckSource::Probe;
             w.remove(s_evidence);
             World::writeAbsolute(w.outside() + u"/latest.json"_s, good);
             QFile::link(w.outside() + u"/latest.json"_s, w.path() + u'/' + s_evidence);
         },
         Status::NoData,
         Cause::EvidenceUnreadable,
         {s_evidence, u"path_outside"_s}},
        {"made in the future",
         canary,
         evidenceIs(replaced("10:15:00", "10:21:01")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/generated_at"_s, u"future_time"_s}},
        {"made at no time",
         canary,
         evidenceIs(replaced("2026-03-02T10:15:00Z", "yesterday")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/generated_at"_s, u"bad_time"_s}},
        {"probe: window list empty",
         canary,
         probed(World::evidence("[]")),
         Status::NoData,
         Cause::NoWindows,
         {s_evidence, u"/canary/windows"_s}},
        {"window list empty",
         canary,
         evidenceIs(World::evidence("[]")),
         Status::NoData,
         Cause::NoWindows,
         {s_evidence, u"/canary/windows"_s}},
        {"window list absent",
         canary,
         evidenceIs(replaced("\"windows\"", "\"panes\"")),
         Status::NoData,
         Cause::NoWindows,
         {s_evidence, u"/canary/windows"_s}},
        {"window list null",
         canary,
         evidenceIs(World::evidence("null")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/canary/windows"_s, u"wrong_type"_s}},
        {"probe: window list is a number",
         canary,
         probed(World::evidence("3")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/canary/windows"_s, u"wrong_type"_s}},
        {"probe: two windows",
         canary,
         probed(World::evidence("[" + World::window(0.8) + "," + World::window(0.8) + "]")),
         Status::NoGo,
         Cause::TooFewWindows,
         {u"2"_s, u"3"_s}},
        {"probe: burst 1.504",
         canary,
         probed(windows(World::window(1.504))),
         Status::NoGo,
         Cause::WindowNotGreen,
         {lastWindow, u"burst"_s}},
        {"burst 1.504 through jq",
         canary,
         evidenceIs(windows(World::window(1.504))),
         Status::NoGo,
         Cause::WindowNotGreen,
         {u"/2"_s, u"burst"_s}},
        {"probe: red window",
         canary,
         probed(windows(World::window(0.8, "false"))),
         Status::NoGo,
         Cause::WindowNotGreen,
         {lastWindow, u"pass"_s}},
        {"past rewritten",
         canary,
         [](World &w) { w.pastRewritten = true; },
         Status::NoGo,
         Cause::EvidenceRewritten,
         {s_evidence}},
        {"probe: past rewritten",
         canary,
         [](World &w) {
             w.plan(canary).source = domain::CheckSource::Probe;
             w.pastRewritten = true;
         },
         Status::NoGo,
         Cause::EvidenceRewritten,
         {s_evidence}},
        {"past rewritten and emptied",
         canary,
         [](World &w) {
             w.pastRewritten = true;
             w.writeEvidence(World::evidence("[]"));
         },
         Status::NoData,
         Cause::NoWindows,
         {s_evidence}},
        {"error rate absent",
         canary,
         evidenceIs(replaced(", \"error_rate\": 0.0003", "")),
         Status::NoData,
         Cause::FieldAbsent,
         {s_evidence, u"/perf/error_rate"_s}},
        {"P50 absent",
         canary,
         evidenceIs(replaced("\"p50_ms\": 41.2, ", "")),
         Status::NoData,
         Cause::FieldAbsent,
         {s_evidence, u"/perf/p50_ms"_s}},
        {"P99 in quotes",
         canary,
         evidenceIs(replaced("180.4", "\"180.4\"")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/perf/p99_ms"_s, u"wrong_type"_s}},
        {"perf absent",
         canary,
         evidenceIs(replaced("\"perf\"", "\"performance\"")),
         Status::NoData,
         Cause::FieldAbsent,
         {s_evidence, u"/perf/p50_ms"_s}},
        {"tampered absent",
         integrity,
         evidenceIs(World::evidence(World::goodWindows(), World::goodPerf(), "")),
         Status::NoData,
         Cause::FieldAbsent,
         {s_evidence, u"/tampered"_s}},
        {"tampered true, script says valid",
         integrity,
         evidenceIs(replaced("false", "true")),
         Status::NoGo,
         Cause::FieldInvalid,
         {s_evidence, u"/tampered"_s, u"true"_s}},
        {"tampered in quotes",
         integrity,
         evidenceIs(replaced("false", "\"false\"")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/tampered"_s, u"wrong_type"_s}},
        {"tampered null",
         integrity,
         evidenceIs(replaced("false", "null")),
         Status::NoData,
         Cause::FieldInvalid,
         {s_evidence, u"/tampered"_s, u"wrong_type"_s}},
        {"readyz URL unnamed",
         readyz,
         [](World &w) { w.profile.readyzUrl.clear(); },
         Status::NoData,
         Cause::FieldAbsent,
         {u"cutover.json"_s, u"/readyz_url"_s}},
    };
}

QList<Case> baselineCases()
{
    const QString file = u"var/cutover/baselines-20260301.json"_s;
    const auto invalid = [file](const char *name, const QByteArray &bytes, const QString &pointer,
                                const QString &code) {
        return Case{
            name, baselines, baselinesAre(bytes), Status::NoData, Cause::BaselineInvalid, {file, pointer, code}};
    };
    return {
        {"baselines absent",
         baselines,
         [file](World &w) { w.remove(file); },
         Status::NoData,
         Cause::BaselineAbsent,
         {u"var/cutover"_s}},
        {"named baselines absent",
         baselines,
         [](World &w) { w.profile.baselinesFile = u"var/b.json"_s; },
         Status::NoData,
         Cause::BaselineAbsent,
         {u"var/b.json"_s}},
        {"named baselines outside",
         baselines,
         [](World &w) { w.profile.baselinesFile = u"../b.json"_s; },
         Status::Error,
         Cause::PathOutside,
         {u"../b.json"_s}},
        {"baselines linked outside",
         baselines,
         [file](World &w) {
             w.remove(file);
             World::writeAbsolute(w.outside() + u"/b.json"_s, R"({"p50_ms": 1, "p99_ms": 2})");
             QFile::link(w.outside() + u"/b.json"_s, w.path() + u'/' + file);
         },
         Status::Error,
         Cause::PathOutside,
         {file}},
        invalid("baseline zero", R"({"p50_ms": 41.2, "p99_ms": 0})", u"/p99_ms"_s, u"out_of_range"_s),
        invalid("baseline P50 zero", R"({"p50_ms": 0, "p99_ms": 180.4})", u"/p50_ms"_s, u"out_of_range"_s),
        invalid("baseline NaN", R"({"p50_ms": 41.2, "p99_ms": NaN})", u"/p99_ms"_s, u"not_finite"_s),
        invalid("baseline twice", R"({"p50_ms": 41.2, "p99_ms": 180.4, "p99_ms": 900})", u"/p99_ms"_s,
                u"duplicate_key"_s),
        invalid("baseline negative", R"({"p50_ms": -41.2, "p99_ms": 180})", u"/p50_ms"_s, u"out_of_range"_s),
        invalid("baseline without P50", R"({"p99_ms": 180})", u"/p50_ms"_s, u"missing_key"_s),
        invalid("baseline null", R"({"p50_ms": null, "p99_ms": 180})", u"/p50_ms"_s, u"wrong_type"_s),
        invalid("baseline in quotes", R"({"p50_ms": "41.2", "p99_ms": 180})", u"/p50_ms"_s, u"number_in_quotes"_s),
        invalid("baselines truncated", R"({"p50_ms": 41.2, "p99_ms": 18)", {}, u"truncated"_s),
        invalid("baselines are a list", "[]", {}, u"wrong_type"_s),
        invalid("baselines null, as jq writes them", "null\n", {}, u"wrong_type"_s),
        invalid("baseline from the future", R"({"p50_ms": 41, "p99_ms": 180, "captured_at": "2026-03-02T10:21:01Z"})",
                u"/captured_at"_s, u"future_time"_s),
        {"baseline old",
         baselines,
         [file](World &w) {
             w.remove(file);
             w.write(u"var/cutover/baselines-20260226.json"_s, R"({"p50_ms": 41.2, "p99_ms": 180.4})");
         },
         Status::Stale,
         Cause::BaselineTooOld,
         {u"var/cutover/baselines-20260226.json"_s, u"382800"_s, u"259200"_s}},
        {"baseline 72 h and 1 s old",
         baselines,
         baselinesAre(R"({"p50_ms": 41, "p99_ms": 180, "captured_at": "2026-02-27T10:19:59Z"})"),
         Status::Stale,
         Cause::BaselineTooOld,
         {file, u"259201"_s, u"259200"_s}},
        {"baseline of a far date",
         baselines,
         [file](World &w) {
             w.remove(file);
             w.write(u"var/cutover/baselines-20991231.json"_s, R"({"p50_ms": 41.2, "p99_ms": 180.4})");
         },
         Status::NoData,
         Cause::BaselineInvalid,
         {}},
    };
}

QList<Case> peopleCases()
{
    const auto say = [](World &w, const QString &role, bool go, const QString &by, int hour = 10) {
        w.rollCall.append({role, go, by, QDateTime(QDate(2026, 3, 2), QTime(hour, 0), Qt::UTC)});
    };
    return {
        {"nobody asked",
         team,
         [](World &) {},
         Status::NotRun,
         Cause::StationsMissing,
         {u"Incident Commander"_s, u"Technical Lead"_s}},
        {"no contacts", team, [](World &w) { w.profile.contacts.clear(); }, Status::NoData, Cause::NoContacts, {}},
        {"one station missing",
         team,
         [say](World &w) { say(w, u"Incident Commander"_s, true, u"A"_s); },
         Status::NoData,
         Cause::StationsMissing,
         {u"Technical Lead"_s}},
        {"one station no-go",
         team,
         [say](World &w) {
             say(w, u"Incident Commander"_s, true, u"A"_s);
             say(w, u"Technical Lead"_s, false, u"B"_s);
         },
         Status::NoGo,
         Cause::StationNoGo,
         {u"Technical Lead"_s, u"B"_s}},
        {"go taken back",
         team,
         [say](World &w) {
             say(w, u"Incident Commander"_s, true, u"A"_s);
             say(w, u"Technical Lead"_s, false, u"B"_s, 10);
             say(w, u"Technical Lead"_s, true, u"B"_s, 9);
         },
         Status::NoGo,
         Cause::StationNoGo,
         {u"Technical Lead"_s, u"B"_s}},
        {"answered by nobody",
         team,
         [say](World &w) {
             say(w, u"Incident Commander"_s, true, u"A"_s);
             say(w, u"Technical Lead"_s, true, u"  "_s);
         },
         Status::NoData,
         Cause::StationsMissing,
         {u"Technical Lead"_s}},
        {"answered in the future",
         team,
         [say](World &w) {
             say(w, u"Incident Commander"_s, true, u"A"_s);
             say(w, u"Technical Lead"_s, true, u"B"_s, 11);
         },
         Status::NoData,
         Cause::StationsMissing,
         {u"Technical Lead"_s}},
    };
}

QList<Case> alertCases()
{
    return {
        {"webhook unset", alerts, [](World &) {}, Status::NoGo, Cause::SecretMissing, {u"SLACK_WEBHOOK_URL"_s}},
        {"webhook empty",
         alerts,
         [](World &w) { w.session.insert(u"SLACK_WEBHOOK_URL"_s, u"  "_s); },
         Status::NoGo,
         Cause::SecretMissing,
         {u"SLACK_WEBHOOK_URL"_s}},
        {"webhook is no URL",
         alerts,
         [](World &w) { w.session.insert(u"SLACK_WEBHOOK_URL"_s, u"yes"_s); },
         Status::Error,
         Cause::Unreachable,
         {QString(), u"bad_url"_s}},
        {"webhook in the clear",
         alerts,
         [](World &w) { w.session.insert(u"SLACK_WEBHOOK_URL"_s, u"http://hooks.example.com/x"_s); },
         Status::Error,
         Cause::Unreachable,
         {u"hooks.example.com"_s, u"insecure"_s}},
        {"webhook in the profile, not loopback",
         alerts,
         [](World &w) { w.profile.notifications.targets.first().loopbackUrl = u"https://hooks.example.com/x"_s; },
         Status::Error,
         Cause::SecretMissing,
         {}},
    };
}

QList<Case> allCases()
{
    return scriptCases() + outputCases() + jqCases() + evidenceCases() + baselineCases() + peopleCases() + alertCases();
}

const QList<Case> &cases()
{
    static const QList<Case> all = allCases();
    return all;
}

QByteArray told(const domain::Row &row)
{
    return "status " + domain::statusName(row.status).toUtf8() + ", cause " +
           QByteArray::number(static_cast<int>(row.reason.cause)) + ", data [" +
           row.reason.data.join(u" | "_s).toUtf8() + "], output: " + row.observed.toUtf8();
}

} // namespace

class BadWorldsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unspoiledWorldIsGo();
    void neverGo_data();
    void neverGo();
    void alertsNeverGo_data();
    void alertsNeverGo();
    void grandchildDoesNotOutliveItsCheck();
};

void BadWorldsTest::unspoiledWorldIsGo()
{
    World world;
    QVERIFY(cases().size() >= 40);
    QList<CriterionId> ids(domain::preflightSet().begin(), domain::preflightSet().end());
    ids.append(CriterionId::Baselines);
    const auto rows = world.run(ids);
    for (const CriterionId id : std::as_const(ids)) {
        const auto &row = rows[static_cast<std::size_t>(id)];
        QVERIFY2(row.isGo(), told(row).prepend(domain::criterion(id).key.toUtf8() + ": ").constData());
    }
}

void BadWorldsTest::neverGo_data()
{
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < cases().size(); ++i)
        QTest::newRow(cases().at(i).name) << i;
}

void BadWorldsTest::neverGo()
{
    QFETCH(qsizetype, index);
    const Case &bad = cases().at(index);
    World world;
    bad.spoil(world);
    const auto row = world.run(bad.id);
    QVERIFY(!row.isGo());
    QVERIFY2(row.status == bad.status, told(row).constData());
    QVERIFY2(row.reason.cause == bad.cause, told(row).constData());
    const QStringList data = row.reason.data.mid(0, bad.data.size());
    QVERIFY2(data == bad.data, told(row).constData());
    QCOMPARE(row.id, bad.id);
    QVERIFY(row.measuredAt.isValid() || bad.id == CriterionId::TeamReady);
}

void BadWorldsTest::alertsNeverGo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Cause>("cause");
    QTest::addColumn<QStringList>("data");
    const auto refused = [](int http, const QByteArray &body) {
        return QStringList{QString::number(http), QString::fromUtf8(body)};
    };
    QTest::newRow("HTTP 500") << CannedServer::http(500, "broken") << Cause::MessageRefused << refused(500, "broken");
    QTest::newRow("HTTP 500 ok") << CannedServer::http(500, "ok") << Cause::MessageRefused << refused(500, "ok");
    QTest::newRow("404") << CannedServer::http(404, "no_service") << Cause::MessageRefused
                         << refused(404, "no_service");
    QTest::newRow("200, other body") << CannedServer::http(200, "hello") << Cause::MessageRefused
                                     << refused(200, "hello");
    QTest::newRow("200, no body") << CannedServer::http(200, {}) << Cause::MessageRefused << refused(200, {});
    QTest::newRow("redirect") << CannedServer::http(302, "ok", "Location: http://127.0.0.1:1/\r\n")
                              << Cause::MessageRefused << refused(302, "ok");
    QTest::newRow("no HTTP at all") << QByteArray("SSH-2.0-x\r\n") << Cause::Unreachable << QStringList{u"127.0.0.1"_s};
}

void BadWorldsTest::alertsNeverGo()
{
    QFETCH(QByteArray, answer);
    QFETCH(Cause, cause);
    QFETCH(QStringList, data);
    CannedServer server(answer);
    World world;
    world.profile.notifications.targets.first().loopbackUrl = server.url(u"/hook"_s).toString();
    const auto row = world.run(CriterionId::Alerts);
    QVERIFY(!row.isGo());
    QVERIFY2(row.reason.cause == cause, told(row).constData());
    QVERIFY2(row.reason.data.mid(0, data.size()) == data, told(row).constData());
}

void BadWorldsTest::grandchildDoesNotOutliveItsCheck()
{
    World world;
    world.script(integrity, "( sleep 300; echo late ) &\necho $! > pid\necho '" + s_valid + "'\nexit 0\n");
    const auto row = world.run(integrity);
    QVERIFY2(row.isGo(), told(row).constData());
    QFile file(world.path() + u"/pid"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString process = u"/proc/%1"_s.arg(QString::fromLatin1(file.readAll().trimmed()));
    // A killed process may stay as a zombie where nobody reaps orphans.
    const auto isAlive = [&process] {
        QFile status(process + u"/stat"_s);
        return status.open(QIODevice::ReadOnly) && !status.readAll().contains(") Z ");
    };
    QTRY_VERIFY(!isAlive());
}

QTEST_GUILESS_MAIN(BadWorldsTest)

#include "tst_badworlds.moc"
