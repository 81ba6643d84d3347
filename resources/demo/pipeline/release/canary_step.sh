#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# canary_step.sh [--rehearsal] PERCENT: asks for the stage and waits until the service has taken it over.
# A rehearsal asks through its own stage file and never touches production's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder=var/rollout field=stage
if [[ ${1:-} == --rehearsal ]]; then
  folder=var/rehearsal field=rehearsal
  shift
fi
stage=${1:-}
case $stage in
  10 | 25 | 50 | 100) ;;
  *)
    printf 'usage: %s [--rehearsal] 10|25|50|100\n' "${0##*/}" >&2
    exit 2
    ;;
esac
service=$(jq -er '.readyz_url | rtrimstr("/readyz")' cutover.json)
deadline=$((SECONDS + ${STAGE_DEADLINE_S:-10}))

# A rename, so that no reader ever sees half a file.
mkdir -p "$folder"
printf '%s\n' "$stage" >"$folder/.desired_stage.$$"
mv -f "$folder/.desired_stage.$$" "$folder/desired_stage.txt"
printf 'Asked for %s %% in %s\n' "$stage" "$folder/desired_stage.txt"

while true; do
  if answer=$(curl --silent --show-error --max-time 2 --noproxy '127.0.0.1,localhost' "$service/stage" 2>&1); then
    if [[ $(jq -r ".$field" <<<"$answer" 2>/dev/null) == "$stage" ]]; then
      printf '✓ The service serves %s %% of the traffic with the new version\n' "$stage"
      exit 0
    fi
  fi
  ((SECONDS < deadline)) || break
  sleep 0.1
done
printf '✗ The service did not take over %s %%; its last answer: %s\n' "$stage" "$answer" >&2
exit 1
