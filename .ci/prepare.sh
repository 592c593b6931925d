# shellcheck shell=bash
# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
#
# What ./run, ./test and .ci/run share: the packages they need, and a build tree that is ready.
# To be sourced with the root of the checkout as the current directory.

# The one list of packages; the names hold for Debian 12 and 13.
# shellcheck disable=SC2034 # used by those who source this
{
    build_packages=(cmake ninja-build g++ ccache pkgconf qt6-base-dev qt6-websockets-dev qt6-svg-dev qt6-l10n-tools
        libhiredis-dev libyaml-cpp-dev libexpected-dev)
    run_packages=(redis-server fonts-dejavu-core ca-certificates qt6-translations-l10n)
    test_packages=(python3 python3-jsonschema python3-redis python3-websockets python3-yaml)
}

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "$*"; exit 3; }

# Which of the named packages are not installed, one a line. Takes milliseconds and touches no network.
missing_packages() {
    local installed package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null | sed -n 's/^installed //p')
    for package in "$@"; do
        case $'\n'$installed$'\n' in *$'\n'"$package"$'\n'*) continue ;; esac
        # A broker from elsewhere will do: the tests and the desktop take what is in PATH.
        [ "$package" = redis-server ] && { command -v redis-server || command -v valkey-server; } >/dev/null && continue
        echo "$package"
    done
}

# Qt keeps some plugins in packages of their own: SVG icons since 6.7, and Wayland, which only a Wayland desktop needs.
plugin_packages() {
    local id version
    # shellcheck source=/dev/null
    read -r id version < <(. /etc/os-release && echo "$ID ${VERSION_ID:-}")
    case $id-$version in
        debian-12 | ubuntu-24.04) ;;
        *) echo qt6-svg-plugins ;;
    esac
    [ -z "${WAYLAND_DISPLAY:-}" ] || echo qt6-wayland
}

# install_packages <package>…: installs those that are missing; without apt, says what is needed and lets CMake look.
install_packages() {
    local missing as_root=()
    if ! { command -v apt-get && command -v dpkg-query; } >/dev/null; then
        say "no apt here, so nothing is installed; needed are CMake 3.25, Ninja, g++ 12, pkg-config," \
            "Qt 6.4 (Base, WebSockets, Svg), hiredis 0.14, yaml-cpp 0.7, tl-expected, and redis-server or valkey-server" \
            "(for the tests also Python 3 with websockets, redis, jsonschema and PyYAML)"
        return
    fi
    # shellcheck disable=SC2046 # package names have no spaces
    mapfile -t missing < <(missing_packages "$@" $(plugin_packages))
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$EUID" -ne 0 ]; then
        command -v sudo >/dev/null || die "missing, and neither root nor sudo to install them: ${missing[*]}"
        as_root=(sudo)
    fi
    say "installing ${missing[*]}"
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)
    if ! { "${as_root[@]}" update && "${as_root[@]}" install -y --no-install-recommends "${missing[@]}"; }; then
        die "apt could not install: ${missing[*]}"
    fi
}

# As many jobs as there are cores, but no more than one per GiB of memory at hand: g++ on Qt takes up to that much.
jobs() {
    local cores gib
    cores=$(nproc)
    gib=$(awk '/^MemAvailable:/ {print int($2 / 1048576)}' /proc/meminfo)
    echo $((gib < 1 ? 1 : gib < cores ? gib : cores))
}

# configure_tree <preset> <ON|OFF: with the tests>: does nothing where Ninja finds the tree in order (and lets Ninja run
# CMake again where a CMakeLists.txt has changed); whatever else it finds there is configured afresh. A tree with tests
# serves those who need none, too.
configure_tree() {
    local cache=build/$1/CMakeCache.txt
    if grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "$cache" &&
        { [ "$2" = OFF ] || grep -qx 'CROSSTALK_TESTS:BOOL=ON' "$cache"; } &&
        ninja -C "build/$1" build.ninja >/dev/null 2>&1; then
        return
    fi
    cmake --fresh --preset "$1" -DCROSSTALK_TESTS="$2" || die "CMake could not configure build/$1"
}

# build_tree <preset> [<target>…]
build_tree() {
    local tree=build/$1
    shift
    cmake --build "$tree" --parallel "$(jobs)" ${1:+--target "$@"} || die "the build in $tree failed"
}
