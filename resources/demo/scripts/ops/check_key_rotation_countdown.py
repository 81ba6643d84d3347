#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the days until each certificate expires and each listed key must be rotated; 7 days must be left.

Certificates are every configs/tls/*.pem; keys without a certificate are listed in configs/tls/rotation.json.
"""
import json
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TLS = ROOT / "configs" / "tls"
LEAST = timedelta(days=7)


def certificate_end(path):
    command = ["openssl", "x509", "-noout", "-enddate", "-in", str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    end = datetime.strptime(answer.removeprefix("notAfter="), "%b %d %H:%M:%S %Y GMT")
    return end.replace(tzinfo=timezone.utc)


def listed_ends():
    for key in json.loads((TLS / "rotation.json").read_text(encoding="utf-8"))["keys"]:
        if not (ROOT / key["file"]).is_file():
            raise FileNotFoundError(f"{key['file']} is listed for rotation and missing")
        yield key["file"], datetime.fromisoformat(key["rotate_by"].replace("Z", "+00:00"))


def all_ends():
    for path in sorted(TLS.glob("*.pem")):
        yield str(path.relative_to(ROOT)), certificate_end(path)
    yield from listed_ends()


def main():
    now = datetime.now(timezone.utc)
    left = {name: end - now for name, end in all_ends()}
    if not left:
        print(f"✗ no certificate under {TLS.relative_to(ROOT)}", file=sys.stderr)
        return 1
    for name, remaining in left.items():
        print(f"{'✓' if remaining >= LEAST else '✗'} {name}: {remaining.days} days remaining")
    shortest = min(left, key=left.get)
    print(f"Shortest: {left[shortest].days} days remaining")
    if left[shortest] < LEAST:
        print(f"✗ {shortest} expires within {LEAST.days} days", file=sys.stderr)
        return 1
    print("✓✓✓ All keys healthy ✓✓✓")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        print(f"✗ {error.cmd[-1]}: {error.stderr.strip()}", file=sys.stderr)
        sys.exit(1)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"✗ {error}", file=sys.stderr)
        sys.exit(1)
