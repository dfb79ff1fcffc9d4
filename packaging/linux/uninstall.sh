#!/bin/sh
# Takes away what install.sh put below a folder, and nothing else. Settings and the token stay: the last line says
# where they are.
# Usage: uninstall.sh [--prefix FOLDER] [--quietly]
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=$(CDPATH='' cd -- "$here/../.." && pwd)
quietly=
while [ $# -gt 0 ]; do
    case $1 in
    --prefix) prefix=${2:?"--prefix wants a folder"} && shift 2 ;;
    --quietly) quietly=yes && shift ;;
    *) echo "usage: uninstall.sh [--prefix FOLDER] [--quietly]" >&2 && exit 2 ;;
    esac
done
list=$prefix/lib/tallyfy-inspector-files
if [ ! -f "$list" ]; then
    echo "There is no Tallyfy Inspector below $prefix." >&2
    exit 1
fi
while IFS= read -r place; do
    case $place in
    /* | *..*) ;; # not written by install.sh
    *) rm -f -- "$prefix/$place" ;;
    esac
done <"$list"
# Folders that were the program's alone, the innermost first; others only when they are left empty.
if [ -d "$prefix/lib/tallyfy-inspector" ]; then
    find "$prefix/lib/tallyfy-inspector" -depth -type d -exec rmdir -- {} \; 2>/dev/null || true
fi
# What a desktop's index of menu entries says of the program goes with it.
if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$prefix/share/applications" ]; then
    update-desktop-database -q "$prefix/share/applications" || true
    if [ ! -s "$prefix/share/applications/mimeinfo.cache" ] ||
        [ "$(cat "$prefix/share/applications/mimeinfo.cache")" = "[MIME Cache]" ]; then
        rm -f -- "$prefix/share/applications/mimeinfo.cache"
    fi
fi
sed 's|/[^/]*$||' "$list" | sort -ru | while IFS= read -r folder; do
    while [ -n "$folder" ] && [ "$folder" != . ]; do
        rmdir -- "$prefix/$folder" 2>/dev/null || break
        case $folder in
        */*) folder=${folder%/*} ;;
        *) folder= ;;
        esac
    done
done
rm -f -- "$list"
rmdir -- "$prefix/lib" 2>/dev/null || true
if [ -z "$quietly" ]; then
    echo "Taken away. Your settings and logs stay in ~/.config/tallyfy-inspector and"
    echo "~/.local/state/tallyfy-inspector, and the token in the keyring, until you remove them."
fi
