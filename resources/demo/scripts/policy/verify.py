#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifies the detached signature of every policy named on the command line.

POLICY.sig holds, in base64, what `openssl dgst -sha256 -sign` made over the policy's bytes; it must verify with one
of the public keys under configs/policy/keys/.
"""
import base64
import binascii
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEYS = ROOT / "configs" / "policy" / "keys"


def verifies(policy, signature, key):
    command = ["openssl", "dgst", "-sha256", "-verify", str(key), "-signature", str(signature), str(policy)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def problem_of(policy, keys):
    """What is wrong with the policy's signature, or None."""
    detached = Path(f"{policy}.sig")
    if not policy.is_file():
        return "no such file"
    if not detached.is_file():
        return "not signed"
    try:
        raw = base64.b64decode(detached.read_bytes(), validate=False)
    except binascii.Error:
        return f"{detached.name} is not base64"
    with tempfile.NamedTemporaryFile() as signature:
        signature.write(raw)
        signature.flush()
        if any(verifies(policy, signature.name, key) for key in keys):
            return None
    return "signature does not verify with any key under configs/policy/keys"


def main(policies):
    if not policies:
        print("usage: verify.py POLICY.json…", file=sys.stderr)
        return 2
    keys = sorted(KEYS.glob("*.pem"))
    invalid = 0
    for policy in map(Path, policies):
        problem = problem_of(policy, keys)
        print(f"✗ {policy}: {problem}" if problem else f"✓ {policy}")
        invalid += problem is not None
    if invalid:
        print(f"✗ {invalid} of {len(policies)} policies without a valid signature", file=sys.stderr)
        return 1
    print("All signatures valid")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
