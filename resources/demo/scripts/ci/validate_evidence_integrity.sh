#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Compares every sealed evidence file with the signed manifest, and reads the "tampered" mark of the live evidence.
# The manifest is a DSSE envelope over an in-toto statement whose subjects are the files with their SHA-256.
# Files newer than the manifest are not sealed yet and only counted; an older one that it does not list fails.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

evidence=var/evidence
live=$evidence/latest.json
manifest=$evidence/manifest.dsse.json
key=configs/cutover/keys/evidence.pem

fail() {
  printf '✗ %s\n' "$*" >&2
  printf '✗✗✗ EVIDENCE INTEGRITY: INVALID ✗✗✗\n'
  exit 1
}

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT

# The signature covers DSSE's pre-authentication encoding of payload type and payload.
verify_manifest() {
  local type count i
  [[ -r $manifest ]] || fail "$manifest cannot be read"
  type=$(jq -er '.payloadType | strings' "$manifest") || fail "$manifest has no payloadType"
  { jq -er '.payload | strings' "$manifest" | base64 -d >"$scratch/payload"; } || fail "$manifest has no readable payload"
  {
    printf 'DSSEv1 %d %s %d ' "${#type}" "$type" "$(stat -c %s "$scratch/payload")"
    cat "$scratch/payload"
  } >"$scratch/signed"
  count=$(jq -er '.signatures | length' "$manifest") || fail "$manifest has no signatures"
  for ((i = 0; i < count; i++)); do
    jq -er ".signatures[$i].sig | strings" "$manifest" | base64 -d >"$scratch/sig" || continue
    if openssl dgst -sha256 -verify "$key" -signature "$scratch/sig" "$scratch/signed" >/dev/null 2>&1; then
      printf '✓ %s is signed by %s\n' "$manifest" "$key"
      return
    fi
  done
  fail "$manifest: no signature verifies with $key"
}

verify_files() {
  jq -er '.subject[] | "\(.digest.sha256)  \(.name)"' "$scratch/payload" >"$scratch/sums" || fail "$manifest lists no files"
  sha256sum --check --strict --quiet "$scratch/sums" 2>&1 || fail "a sealed file differs from $manifest"
  printf '✓ %d sealed files match\n' "$(wc -l <"$scratch/sums")"
}

verify_nothing_unlisted() {
  local file unsealed=0
  # The manifest's own date can be set back; the signed time of the seal cannot.
  touch -d "$(jq -er '.predicate.sealed_at | strings' "$scratch/payload")" "$scratch/sealed" ||
    fail "$manifest does not say when it was sealed"
  while IFS= read -r -d '' file; do
    [[ $file == "$live" || $file == "$manifest" ]] && continue
    cut -c67- "$scratch/sums" | grep -Fxq -- "$file" && continue
    [[ $file -nt $manifest && $file -nt $scratch/sealed ]] || fail "$file is older than $manifest, which does not list it"
    unsealed=$((unsealed + 1))
  done < <(find "$evidence" -type f ! \( -path "$live.*" ! -path "$live.*/*" \) -print0)
  printf '✓ %d files not sealed yet\n' "$unsealed"
}

verify_live() {
  jq -e '.tampered == false' "$live" >/dev/null || fail "$live does not say tampered=false"
  printf '✓ %s: tampered=false\n' "$live"
}

verify_manifest
verify_files
verify_nothing_unlisted
verify_live
printf '✓✓✓ EVIDENCE INTEGRITY: VALID ✓✓✓\n'
