#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# abort.sh [--rehearsal] --reason TEXT: takes the canary back, at once. It asks nobody and waits for nothing: the stage
# file is the order, and the journal comes after it, so that a full disk cannot stop an abort that still fits.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder=var/rollout reason=
while (($#)); do
  case $1 in
    --rehearsal) folder=var/rehearsal ;;
    --reason)
      reason=${2:-}
      shift
      ;;
    *) reason= && break ;;
  esac
  shift || break
done
if [[ -z $reason ]]; then
  printf 'usage: %s [--rehearsal] --reason TEXT\n' "${0##*/}" >&2
  exit 2
fi

mkdir -p "$folder"
printf 'abort\n' >"$folder/.desired_stage.$$"
mv -f "$folder/.desired_stage.$$" "$folder/desired_stage.txt"
printf '✓ %s: abort\n' "$folder/desired_stage.txt"

# One line an abort, whatever the reason holds.
printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "${reason//[[:cntrl:]]/ }" >>"$folder/abort.log" ||
  printf '! %s was not written\n' "$folder/abort.log" >&2
