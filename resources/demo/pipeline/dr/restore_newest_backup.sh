#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# restore_newest_backup.sh FOLDER: unpacks the newest backup of the service's data into FOLDER.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

backups=var/backups
target=${1:?usage: restore_newest_backup.sh FOLDER}

shopt -s nullglob
all=("$backups"/service-data-*.tar)
((${#all[@]})) || { printf '✗ no backup in %s\n' "$backups" >&2 && exit 1; }
newest=${all[-1]} # names carry the date, so the last one is the newest

printf 'Restoring %s …\n' "$newest"
tar -xf "$newest" -C "$target" || { printf '✗ %s cannot be restored\n' "$newest" >&2 && exit 1; }
