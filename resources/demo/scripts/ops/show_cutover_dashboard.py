#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rolls up the nine automatic checks and the live metrics into one Go/No-Go.

Live checks are run now, all at once. The two drills (recovery, rehearsal) are not run again: their last outcome is
read from var/drills/, and counts for 72 hours and for the version it was made with. --json prints one document.
"""
import argparse
import json
import math
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EVIDENCE = ROOT / "var" / "evidence" / "latest.json"
DRILL_AGE = timedelta(hours=72)
GREEN_WINDOWS = 3

LIVE = (
    ("readyz", "Readyz healthy", "bash scripts/ci/check_readyz_blocking.sh"),
    ("evidence-integrity", "Evidence integrity", "bash scripts/ci/validate_evidence_integrity.sh"),
    ("key-rotation", "Keys healthy (7+ days)", "python3 scripts/ops/check_key_rotation_countdown.py"),
    ("policy-signatures", "All policies signed", "python3 scripts/policy/verify.py configs/policy/*.json"),
    ("pii-breaker", "PII breaker operational", "python3 -m jobs.pii_circuit_breaker_monitor --once"),
    ("manual-promotion", "Manual promotion enforced", "bash scripts/ops/configure_manual_promotion.sh --status"),
)
DRILLS = (
    ("dr-recovery", "DR recovery validated", "dr-recovery.json"),
    ("rehearsal", "Rehearsal passed", "rehearsal.json"),
)
ORDER = ("readyz", "evidence-integrity", "dr-recovery", "key-rotation", "policy-signatures", "pii-breaker",
         "manual-promotion", "canary-health", "rehearsal", "metrics")


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def number(value):
    """A finite JSON number that is not negative; anything else is an error, never a zero."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        raise ValueError(f"{value!r} is not a usable number")
    return value


def check(identifier, title, green, note):
    return {"id": identifier, "title": title, "green": green, "note": note}


def run_live(entry):
    identifier, title, command = entry
    environment = {**os.environ, "READYZ_DEADLINE_S": "2"}
    try:
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=environment,
                              capture_output=True, text=True, timeout=30, check=False)
    except subprocess.TimeoutExpired:
        return check(identifier, title, False, "no answer within 30 s")
    said = (done.stderr if done.returncode else done.stdout).strip().splitlines()
    return check(identifier, title, done.returncode == 0, said[-1] if said else f"exit {done.returncode}")


def read_drill(entry, version, now):
    identifier, title, name = entry
    try:
        record = read_json(ROOT / "var" / "drills" / name)
        age = now - datetime.fromisoformat(record["finished_at"].replace("Z", "+00:00"))
        if record["passed"] is not True:
            return check(identifier, title, False, f"the last drill failed: {record['cause']}")
        if record["version"] != version:
            return check(identifier, title, False, f"the last drill was made with {record['version']}")
        if not timedelta(0) <= age + timedelta(minutes=1) <= DRILL_AGE:
            return check(identifier, title, False, f"the last drill is {age.days * 24 + age.seconds // 3600} h old")
        return check(identifier, title, True, f"passed at {record['finished_at']}")
    except FileNotFoundError:
        return check(identifier, title, False, "the drill has not been run")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return check(identifier, title, False, f"the drill's record cannot be read: {error}")


def judge_canary(evidence, limit):
    last = evidence["canary"]["windows"][-GREEN_WINDOWS:]
    bursts = [number(window["burst"]) for window in last]
    green = sum(window["pass"] is True and burst <= limit for window, burst in zip(last, bursts))
    worst = f", highest burst {max(bursts)}x" if bursts else ""
    return green == GREEN_WINDOWS, f"{green} of the last {GREEN_WINDOWS} windows green{worst}"


def newest_baseline():
    found = sorted((ROOT / "var" / "cutover").glob("baselines-*.json"))
    return read_json(found[-1]) if found else None


def judge_metrics(evidence):
    perf = {name: number(evidence["perf"][name]) for name in ("p50_ms", "p99_ms", "error_rate")}
    note = f"P50 {perf['p50_ms']} ms, P99 {perf['p99_ms']} ms, errors {perf['error_rate'] * 100:.3f} %"
    baseline = newest_baseline()
    if baseline is None:
        return perf["error_rate"] < 0.001, f"{note}; latency not compared: no baseline"
    within = all(perf[name] <= number(baseline[name]) * 1.10 for name in ("p50_ms", "p99_ms"))
    return within and perf["error_rate"] < 0.001, f"{note}; baseline P99 {baseline['p99_ms']} ms"


def judge(identifier, title, function, *arguments):
    try:
        return check(identifier, title, *function(*arguments))
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        return check(identifier, title, False, f"{EVIDENCE.relative_to(ROOT)}: {type(error).__name__} {error}")


def read_evidence():
    try:
        return read_json(EVIDENCE)
    except (OSError, ValueError):
        return None


def roll_up(now):
    profile = read_json(ROOT / "cutover.json")
    with ThreadPoolExecutor(len(LIVE)) as pool:
        checks = list(pool.map(run_live, LIVE))
    checks += [read_drill(entry, profile["version"], now) for entry in DRILLS]
    evidence = read_evidence()
    burst_limit = profile.get("limits", {}).get("burst", 1.5)
    checks.append(judge("canary-health", "3+ green windows", judge_canary, evidence, burst_limit))
    checks.append(judge("metrics", "Live metrics", judge_metrics, evidence))
    checks.sort(key=lambda entry: ORDER.index(entry["id"]))
    return {
        "verdict": "GO" if all(entry["green"] for entry in checks) else "NO-GO",
        "environment": profile["environment"],
        "version": profile["version"],
        "generated_at": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "checks": checks,
    }


def main():
    parser = argparse.ArgumentParser(description="The cutover's health checks at a glance.")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    arguments = parser.parse_args()
    dashboard = roll_up(datetime.now(timezone.utc))
    if arguments.json:
        print(json.dumps(dashboard, indent=2, ensure_ascii=False))
    else:
        print(f"{dashboard['environment']} {dashboard['version']} at {dashboard['generated_at']}")
        for entry in dashboard["checks"]:
            print(f"{'✓' if entry['green'] else '✗'} {entry['title']:<26} {entry['note']}")
        print(f"Go/No-Go: {dashboard['verdict']}")
    return 0 if dashboard["verdict"] == "GO" else 1


if __name__ == "__main__":
    sys.exit(main())
