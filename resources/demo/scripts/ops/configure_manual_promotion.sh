#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# --status: exit 0 only when the rollout's configuration leaves every promotion to a person.
# --enforce: switches auto-promotion off.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

config=configs/rollout/promotion.json

status() {
  case $(jq -c '.auto_promotion' "$config") in
    false) printf '✓ Status: MANUAL PROMOTION ENABLED\n' ;;
    true)
      printf '✗ Status: AUTO-PROMOTION ENABLED\n'
      printf '✗ %s: auto_promotion is true\n' "$config" >&2
      return 1
      ;;
    *)
      printf '✗ %s: auto_promotion is neither true nor false\n' "$config" >&2
      return 1
      ;;
  esac
}

enforce() {
  jq '.auto_promotion = false' "$config" >"$config.$$"
  mv -f "$config.$$" "$config"
  status
}

case ${1:-} in
  --status) status ;;
  --enforce) enforce ;;
  *)
    printf 'usage: %s --status|--enforce\n' "${0##*/}" >&2
    exit 2
    ;;
esac
