# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watches the circuit breaker that stops personal data from leaving the service.

`python -m jobs.pii_circuit_breaker_monitor --once` reads its state once: exit 0 only when it is enabled. Without
--once it goes on, and prints each change.
"""
import argparse
import json
import sys
import time
from pathlib import Path

STATE = Path(__file__).resolve().parents[1] / "var" / "pii" / "circuit_breaker.json"
STATES = ("enabled", "disabled", "tripped")


def read_state():
    state = json.loads(STATE.read_text(encoding="utf-8"))["state"]
    if state not in STATES:
        raise ValueError(f"unknown state {state!r}")
    return state


def report_once():
    try:
        state = read_state()
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"✗ Circuit breaker state cannot be read: {error}", file=sys.stderr)
        return 1
    print(f"Circuit breaker state: {state}")
    return 0 if state == "enabled" else 1


def watch():
    last = None
    while True:
        state = read_state()
        if state != last:
            print(f"Circuit breaker state: {state}", flush=True)
            last = state
        time.sleep(1)


def main():
    parser = argparse.ArgumentParser(description="Watches the PII circuit breaker.")
    parser.add_argument("--once", action="store_true", help="read the state once and exit")
    return report_once() if parser.parse_args().once else watch()


if __name__ == "__main__":
    sys.exit(main())
