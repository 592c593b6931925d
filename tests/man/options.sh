#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Crosstalk authors
# SPDX-License-Identifier: MIT
#
# usage: options.sh MANPAGE PROGRAM [COMMAND]…
# The options that PROGRAM --help lists (and PROGRAM COMMAND --help) are those of the manual page: none more, none less.
set -u
page=$1 program=$2
shift 2
export QT_QPA_PLATFORM=offscreen # so that a program with windows says its help without a display

helped() {
    local text command
    for command in "" "$@"; do
        # shellcheck disable=SC2086 # no command is no argument
        text=$("$program" $command --help) || { echo "$program $command --help failed" >&2; exit 1; }
        printf '%s\n' "$text"
    done
}
# In a list of options, a line starts with them; elsewhere a text may speak of them.
in_help() { grep -oE '^ +(-[A-Za-z?], )*--[a-z][a-z-]*' | grep -oE -- '--[a-z][a-z-]*' | sort -u; }
in_page() { sed -nE 's/^\.It .*Fl (Fl |-)([a-z][a-z-]*).*/--\2/p' "$page" | sort -u; }

help=$(helped "$@") || exit 1
from_help=$(in_help <<<"$help")
[ -n "$from_help" ] || { echo "$program --help lists no options" >&2; exit 1; }
diff --label "$program --help" --label "$page" -u <(echo "$from_help") <(in_page)
