#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Exit 0 once /readyz answers 200 with status "ok"; exit 1 with the last answer when the deadline passes first.
# READYZ_URL (default: readyz_url of cutover.json) and READYZ_DEADLINE_S (default: 5) may be set.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

url=${READYZ_URL:-$(jq -er '.readyz_url' cutover.json)}
deadline=$((SECONDS + ${READYZ_DEADLINE_S:-5}))

# Prints "HTTP-CODE STATUS"; fails when nothing readable came back.
ask() {
  local answer code
  answer=$(curl --silent --show-error --max-time 2 --noproxy '127.0.0.1,localhost' --write-out '\n%{http_code}' "$url") || return 1
  code=${answer##*$'\n'}
  printf '%s ' "$code"
  jq -er '.status | strings' <<<"${answer%$'\n'*}"
}

last="no answer"
while true; do
  if last=$(ask 2>&1) && [[ $last == "200 ok" ]]; then
    printf '✓ Readyz: %s answered status=ok\n' "$url"
    exit 0
  fi
  ((SECONDS < deadline)) || break
  sleep 0.2
done
printf '✗ Readyz: %s, last answer: %s\n' "$url" "$last" >&2
exit 1
