#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run_preflight_checks.sh [--report FILE]: every pre-flight check in the checklist's order, the drills included, the
# dashboard last. Exit 0 only when all of them passed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

report=
case ${1:-} in
  '') ;;
  --report) report=${2:?--report needs a file} ;;
  *)
    printf 'usage: %s [--report FILE]\n' "${0##*/}" >&2
    exit 2
    ;;
esac

results='[]' verdict=GO

# check ID TITLE PATTERN TEMPLATE COMMAND: PATTERN (sed) takes the notable words out of the output, TEMPLATE shows them.
check() {
  local id=$1 title=$2 pattern=$3 template=$4 output code=0 words green=true mark=✓
  output=$(bash -o pipefail -c "$5" 2>&1) || code=$?
  if ((code == 0)); then
    words=$(sed -nE "s/$pattern/\\1/p" <<<"$output" | tail -n 1)
    words=${template//%/$words}
  else
    words=$(tail -n 1 < <(grep -E '^(✗ |jq: error)' <<<"$output"))
    words=${words:-exit code $code}
    words=${words#✗ } green=false mark=✗ verdict=NO-GO
  fi
  printf '%s %s: %s\n' "$mark" "$title" "$words"
  results=$(jq --arg id "$id" --arg title "$title" --argjson green "$green" --arg note "$words" --argjson code "$code" \
    '. + [{id: $id, title: $title, green: $green, exit_code: $code, note: $note}]' <<<"$results")
}

# The checklist judges the last three windows by eye; here jq does.
canary_health() {
  jq -er --argjson limit "$(jq '.limits.burst // 1.5' cutover.json)" '
    .canary.windows[-3:]
    | if length == 3 and all(.pass == true and (.burst | type) == "number" and .burst >= 0 and .burst <= $limit)
      then "\(length) green windows, burst=\(map(.burst) | max)x"
      else error("the last three windows are not all green") end' var/evidence/latest.json
}
export -f canary_health

check readyz "Readyz endpoint" '^x()$' healthy 'bash scripts/ci/check_readyz_blocking.sh'
check evidence-integrity "Evidence integrity" '^x()$' valid 'bash scripts/ci/validate_evidence_integrity.sh'
check dr-recovery "DR recovery" '^(RTO=.*)$' 'PASS (%)' 'bash pipeline/dr/measure_recovery_time.sh'
check key-rotation "Key rotation" '^Shortest: ([0-9]+) days.*' 'healthy (% days remaining)' \
  'python3 scripts/ops/check_key_rotation_countdown.py'
check policy-signatures "Policy signatures" '^x()$' 'all valid' 'python3 scripts/policy/verify.py configs/policy/*.json'
check pii-breaker "PII circuit breaker" '^x()$' enabled 'python3 -m jobs.pii_circuit_breaker_monitor --once'
check manual-promotion "Manual promotion" '^x()$' enforced 'bash scripts/ops/configure_manual_promotion.sh --status'
check canary-health "Canary health" '^(.*windows.*)$' % canary_health
check rehearsal "Rehearsal" '^x()$' passed 'bash pipeline/release/cutover_rehearsal.sh --steps "25,50" --abort-drill yes'
check dashboard "Ops dashboard" '^x()$' GO 'python3 scripts/ops/show_cutover_dashboard.py'

if [[ -n $report ]]; then
  mkdir -p "$(dirname "$report")"
  jq --arg verdict "$verdict" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    '{verdict: $verdict, generated_at: $at, checks: .}' <<<"$results" >"$report.$$"
  mv -f "$report.$$" "$report"
fi

line='========================================'
if [[ $verdict == GO ]]; then
  printf '\n%s\n  ✓✓✓ ALL PRE-FLIGHT CHECKS: PASS ✓✓✓\n%s\n' "$line" "$line"
else
  printf '\n%s\n  ✗✗✗ PRE-FLIGHT CHECKS: FAIL ✗✗✗\n%s\n' "$line" "$line"
fi
printf 'Go/No-Go: %s\n' "$verdict"
[[ $verdict == GO ]]
