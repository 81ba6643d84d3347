#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rehearses the cutover with the cutover's own scripts on the rehearsal's stage file: each step must bring green
# windows at that stage, and the abort drill must bring the service back to 0. Production's stage is never touched.
# The outcome is kept in var/drills/ for the dashboard.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

steps="25,50" abort_drill=yes windows=2
usage() {
  printf 'usage: %s [--steps 25,50] [--abort-drill yes|no] [--windows N]\n' "${0##*/}" >&2
  exit 2
}
while (($#)); do
  (($# > 1)) || usage
  case $1 in
    --steps) steps=$2 ;;
    --abort-drill) abort_drill=$2 ;;
    --windows) windows=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ $steps =~ ^(10|25|50|100)(,(10|25|50|100))*$ && $abort_drill =~ ^(yes|no)$ && $windows =~ ^[1-9][0-9]*$ ]] || usage

evidence=var/evidence/latest.json
stage_file=var/rehearsal/desired_stage.txt
record=var/drills/rehearsal.json
burst_limit=$(jq -r '.limits.burst // 1.5' cutover.json)
service=$(jq -er '.readyz_url | rtrimstr("/readyz")' cutover.json)

fail() {
  cause=$*
  printf '✗ %s\n' "$cause" >&2
  printf '✗✗✗ REHEARSAL FAILED ✗✗✗\n'
  exit 1
}

case $(cat var/rollout/desired_stage.txt 2>/dev/null || true) in
  10 | 25 | 50) printf '✗ A rollout is under way: no rehearsal beside it\n' >&2 && exit 1 ;;
esac
mkdir -p var/rehearsal var/drills
exec 9>var/rehearsal/.lock
flock --nonblock 9 || { printf '✗ Another rehearsal is under way\n' >&2 && exit 1; }

passed=false cause="the rehearsal did not finish"
finish() {
  # Whatever happened, the service is left where it was.
  printf '0\n' >"$stage_file.$$" && mv -f "$stage_file.$$" "$stage_file"
  jq -n --argjson passed "$passed" --arg cause "$cause" --arg at "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    --arg version "$(jq -r '.version' cutover.json)" --arg steps "$steps" --arg abort_drill "$abort_drill" \
    '{passed: $passed, finished_at: $at, version: $version, steps: $steps, abort_drill: $abort_drill, cause: $cause}' \
    >"$record.$$" && mv -f "$record.$$" "$record"
}
trap finish EXIT
trap 'exit 1' INT TERM

# wait_green STAGE FROM: until enough windows of that stage stand behind the first FROM ones, all of them green.
wait_green() {
  local stage=$1 from=$2 deadline=$((SECONDS + ${REHEARSAL_DEADLINE_S:-40})) seen green shown=0
  while true; do
    read -r seen green < <(jq -r --argjson stage "$stage" --argjson from "$from" --argjson limit "$burst_limit" '
      [.canary.windows[$from:][] | select(.stage == $stage)]
      | "\(length) \(map(select(.pass == true and (.burst | type) == "number" and .burst >= 0 and .burst <= $limit)) | length)"
    ' "$evidence") || fail "$evidence cannot be read"
    ((seen == green)) || fail "a window at $stage % is not green"
    ((seen > shown)) && printf '  %d of %d windows green at %s %%\n' "$seen" "$windows" "$stage" && shown=$seen
    ((seen >= windows)) && return
    ((SECONDS < deadline)) || fail "only $seen of $windows windows at $stage % before the deadline"
    sleep 0.1
  done
}

rehearse_step() {
  local from
  from=$(jq -er '.canary.windows | length' "$evidence") || fail "$evidence cannot be read"
  bash pipeline/release/canary_step.sh --rehearsal "$1" || fail "the step to $1 % failed"
  wait_green "$1" "$from"
  printf '✓ Step %s %%\n' "$1"
}

rehearse_abort() {
  local deadline=$((SECONDS + 10)) answer=
  bash pipeline/release/abort.sh --rehearsal --reason "rehearsal-abort-drill" || fail "the abort script failed"
  [[ $(cat "$stage_file") == abort ]] || fail "$stage_file does not say abort"
  until answer=$(curl --silent --max-time 2 --noproxy '127.0.0.1,localhost' "$service/stage") &&
    [[ $(jq -r '.rehearsal' <<<"$answer" 2>/dev/null) == 0 ]]; do
    ((SECONDS < deadline)) || fail "the service did not go back to 0 %; its last answer: $answer"
    sleep 0.1
  done
  printf '✓ Abort drill\n'
}

IFS=, read -ra wanted <<<"$steps"
for step in "${wanted[@]}"; do
  rehearse_step "$step"
done
[[ $abort_drill == no ]] || rehearse_abort
passed=true cause=""
printf '✓✓✓ ALL REHEARSALS PASSED ✓✓✓\n'
