# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Smoke tests after a cutover: does the service that production now runs do what it is there for?"""
import json
import time


def test_readyz_is_ok(ask):
    status, text = ask("/readyz")
    assert status == 200
    assert json.loads(text)["status"] == "ok"


def test_stage_is_the_one_asked_for(ask, workspace):
    stage_file = workspace / "var" / "rollout" / "desired_stage.txt"
    asked = stage_file.read_text(encoding="utf-8").strip() if stage_file.exists() else "0"
    served = json.loads(ask("/stage")[1])["stage"]
    assert str(served) == ("0" if asked in ("", "abort") else asked)


def test_metrics_count_requests(ask):
    status, text = ask("/metrics")
    assert status == 200
    samples = [line for line in text.splitlines() if line.startswith("demo_requests_total")]
    assert samples and float(samples[0].split()[-1]) >= 0


def test_evidence_is_written(workspace):
    evidence = workspace / "var" / "evidence" / "latest.json"

    def windows():
        return len(json.loads(evidence.read_text(encoding="utf-8"))["canary"]["windows"])

    before, deadline = windows(), time.monotonic() + 15
    while windows() == before:
        assert time.monotonic() < deadline, "no new window within 15 s"
        time.sleep(0.1)
