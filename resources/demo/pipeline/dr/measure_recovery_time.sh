#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Restores the newest backup into a scratch folder, times it (RTO, minutes), and compares it with the service's data
# file by file (RPO: files that are missing or differ). The outcome is kept in var/drills/ for the dashboard.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

data=var/service/data
record=var/drills/dr-recovery.json
rto_limit_s=$((15 * 60))
rpo_limit=1

passed=false rto_s=null rpo=null cause="the drill did not finish"
scratch=$(mktemp -d)

finish() {
  rm -rf -- "$scratch"
  mkdir -p "$(dirname "$record")"
  jq -n --argjson passed "$passed" --argjson rto_s "$rto_s" --argjson rpo "$rpo" --arg cause "$cause" \
    --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --arg version "$(jq -r '.version' cutover.json)" \
    '{passed: $passed, finished_at: $at, version: $version, rto_s: $rto_s, rpo_files: $rpo, cause: $cause}' \
    >"$record.$$" && mv -f "$record.$$" "$record"
}
trap finish EXIT
trap 'exit 1' INT TERM

fail() {
  cause=$*
  printf '✗ %s\n' "$cause" >&2
  printf '✗✗✗ DR RECOVERY: FAIL ✗✗✗\n'
  exit 1
}

count_lost_files() {
  local file lost=0
  while IFS= read -r -d '' file; do
    if ! cmp -s "$data/$file" "$scratch/$file"; then
      printf '  lost or different: %s\n' "$file" >&2
      lost=$((lost + 1))
    fi
  done < <(cd "$data" && find . -type f -print0 | sort -z)
  printf '%d' "$lost"
}

files=$(find "$data" -type f | wc -l)
((files > 0)) || fail "$data holds no files to compare with"

printf '%d files expected\n' "$files"
begin=$(date +%s%N)
bash pipeline/dr/restore_newest_backup.sh "$scratch" || fail "the newest backup cannot be restored"
rpo=$(count_lost_files)
elapsed_ms=$((($(date +%s%N) - begin) / 1000000))
rto_s=$(printf '%d.%03d' $((elapsed_ms / 1000)) $((elapsed_ms % 1000)))

printf 'RTO=%sm, RPO=%s\n' "$(awk -v ms="$elapsed_ms" 'BEGIN { printf "%.3f", ms / 60000 }')" "$rpo"
((elapsed_ms <= rto_limit_s * 1000)) || fail "recovery took ${rto_s} s, limit ${rto_limit_s} s"
((rpo <= rpo_limit)) || fail "$rpo files lost, limit $rpo_limit"
passed=true cause=""
printf '✓✓✓ DR RECOVERY: PASS ✓✓✓\n'
