# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the smoke tests share: the workspace, its profile, and a way to ask the service."""
import json
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def workspace():
    return ROOT


@pytest.fixture(scope="session")
def ask():
    """ask(path) asks the service named in cutover.json and gives (HTTP status, text)."""
    profile = json.loads((ROOT / "cutover.json").read_text(encoding="utf-8"))
    base = profile["readyz_url"].removesuffix("/readyz")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a loopback address needs no proxy

    def get(path):
        with opener.open(base + path, timeout=5) as answer:
            return answer.status, answer.read().decode("utf-8")

    return get
