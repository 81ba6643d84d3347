# SPDX-FileCopyrightText: 2026 Cutover Console contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What the entry scripts share: packages, the release build, children that end with us, and the keyring.
# Sourced, never run. Functions return 0 when done; `fail` ends the script with the code given first.

# shellcheck disable=SC2034 # used by the scripts that source this file

CUTOVER_ROOT=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
CUTOVER_BUILD=$CUTOVER_ROOT/build/release

# Set in the environment, it stops every QtKeychain job for ever.
unset QT_NO_GLIB

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
fail() {
    local code=$1
    shift
    say "$*"
    exit "$code"
}

# --- packages ---------------------------------------------------------------------------------------------------------

listed_packages() {
    local list
    for list in "$@"; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$CUTOVER_ROOT/packaging/packages/$list.txt"
    done | sort -u
}

missing_packages() {
    local wanted
    mapfile -t wanted < <(listed_packages "$@")
    # dpkg-query complains of each package it has never heard of; those are just what we look for.
    comm -13 <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "${wanted[@]}" 2>/dev/null |
        sed -n 's/^installed //p' | sort -u) <(printf '%s\n' "${wanted[@]}")
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@"
    fi
}

# ensure_packages LIST…: installs what the lists name and this machine lacks; asks apt only then.
ensure_packages() {
    command -v dpkg-query >/dev/null ||
        fail 69 "this is no Debian system; packaging/packages/ lists by Debian's names what has to be installed"
    local missing
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -gt 0 ] || return 0
    say "missing ${#missing[@]} packages: ${missing[*]}"
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        fail 77 "installing them needs root or sudo, and neither is here; as root: apt-get install --no-install-recommends ${missing[*]}"
    # A third-party source that cannot be reached is no reason to stop: the install itself decides.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >&2 || say "apt-get update failed; trying with the lists at hand"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o=Dpkg::Use-Pty=0 --no-install-recommends \
        "${missing[@]}" </dev/null >&2 || fail 69 "apt-get could not install: ${missing[*]}"
}

# --- build ------------------------------------------------------------------------------------------------------------

# build_release [TARGET…]: configures and builds the release preset, everything or the targets named.
build_release() {
    local targets=() jobs=()
    [ $# -eq 0 ] || targets=(--target "$@")
    [ -z "${CUTOVER_JOBS:-}" ] || jobs=(--parallel "$CUTOVER_JOBS")
    if command -v ccache >/dev/null; then
        # A second clone finds what the first one compiled: paths count from the checkout.
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache CCACHE_BASEDIR=$CUTOVER_ROOT CCACHE_NOHASHDIR=1
    fi
    local log=$CUTOVER_BUILD/configure.log
    [ -f "$CUTOVER_BUILD/build.ninja" ] ||
        say "the first build takes a while: about 10 minutes on eight cores, half an hour or more on two"
    mkdir -p "$CUTOVER_BUILD"
    cd "$CUTOVER_ROOT"
    if ! cmake --preset release -DCUTOVER_BUILD_TESTS=ON >"$log" 2>&1; then
        cat "$log" >&2
        fail 70 "CMake could not configure the build; its messages are above"
    fi
    cmake --build --preset release "${jobs[@]}" "${targets[@]}" >&2 || fail 70 "the build failed; its messages are above"
    cd "$OLDPWD"
}

# --- children ---------------------------------------------------------------------------------------------------------

# stop_child PID: asks it to end, insists after five seconds, and waits until it is gone.
stop_child() {
    local pid=${1:-} tries=50
    [ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || return 0
    while [ $tries -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
        sleep 0.1
        tries=$((tries - 1))
    done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

# supervise CMD…: runs it so that a signal to this script is acted on at once. Its PID is in SUPERVISED meanwhile.
# bash starts such a child with SIGINT and SIGQUIT ignored, and all its descendants inherit that: a command of the user's
# goes through `env --default-signal=INT,QUIT --`.
supervise() {
    local code=0
    "$@" <&0 &
    SUPERVISED=$!
    wait "$SUPERVISED" || code=$?
    SUPERVISED=
    return "$code"
}

end_on_signals() {
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

# A second signal while we clean up would leave behind what is not ended yet.
ignore_signals() { trap '' HUP INT TERM; }

# until_true SECONDS CMD…: repeats the command until it succeeds.
until_true() {
    local tries=$(($1 * 20))
    shift
    until "$@"; do
        tries=$((tries - 1))
        [ $tries -gt 0 ] || return 1
        sleep 0.05
    done
}

# --- D-Bus and the keyring --------------------------------------------------------------------------------------------

ask_bus() { dbus-send --session --print-reply=literal --reply-timeout=5000 "$@" 2>/dev/null; }

has_session_bus() {
    [ -n "${DBUS_SESSION_BUS_ADDRESS:-}" ] || [ -S "${XDG_RUNTIME_DIR:-/nonexistent}/bus" ] || return 1
    ask_bus --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetId >/dev/null
}

bus_pid() {
    ask_bus --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetConnectionUnixProcessID \
        string:org.freedesktop.DBus | sed 's/.* //'
}

secret_service_owned() {
    ask_bus --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets |
        grep -q 'boolean true'
}

secret_service_activatable() {
    ask_bus --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListActivatableNames |
        grep -qw 'org.freedesktop.secrets'
}

default_keyring() {
    ask_bus --dest=org.freedesktop.secrets /org/freedesktop/secrets \
        org.freedesktop.Secret.Service.ReadAlias string:default | tr -d '[:space:]'
}

keyring_unlocked() {
    local path
    path=$(default_keyring) && [ "${path:-/}" != / ] || return 1
    ask_bus --dest=org.freedesktop.secrets "$path" org.freedesktop.DBus.Properties.Get \
        string:org.freedesktop.Secret.Collection string:Locked | grep -q 'boolean false'
}

# why_no_keyring: prints why this session cannot keep a secret; prints nothing when it can.
why_no_keyring() {
    if ! has_session_bus; then
        echo "there is no D-Bus session"
    elif ! secret_service_owned && ! secret_service_activatable; then
        echo "the session has no Secret Service"
    elif [ "$(default_keyring)" = / ]; then
        # gnome-keyring can be started by anybody once it is installed; it then has no keyring to put a key into.
        echo "the session's Secret Service has no default keyring"
    fi
}

# start_keyring DIR PASSWORD RUNTIME: a gnome-keyring of our own on the present bus, its files in DIR. Sets KEYRING_PID.
start_keyring() {
    local dir=$1 password=$2 runtime=$3
    mkdir -p "$dir" "$runtime"
    chmod 700 "$dir" "$runtime"
    env -u GNOME_KEYRING_CONTROL XDG_DATA_HOME="$dir" XDG_RUNTIME_DIR="$runtime" \
        gnome-keyring-daemon --foreground --unlock --components=secrets \
        < <(printf %s "$password") >"$runtime/keyring.log" 2>&1 &
    KEYRING_PID=$!
    # --unlock with a wrong password is no error to the daemon, so ask the keyring itself.
    if ! until_true 15 secret_service_owned || ! until_true 5 keyring_unlocked; then
        cat "$runtime/keyring.log" >&2
        fail 71 "gnome-keyring did not start with an unlocked keyring"
    fi
}
