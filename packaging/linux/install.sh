#!/bin/sh
# Installs Tallyfy Inspector for one person, without any right over the computer, or below another folder.
# Usage: ./install.sh [--prefix FOLDER]        (~/.local unless told otherwise)
# What it puts there is listed in lib/tallyfy-inspector-files, by which uninstall.sh takes it away again.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
prefix=${HOME:+$HOME/.local}

while [ $# -gt 0 ]; do
    case $1 in
    --prefix) prefix=${2:?"--prefix wants a folder"} && shift 2 ;;
    --prefix=*) prefix=${1#--prefix=} && shift ;;
    *) echo "usage: install.sh [--prefix FOLDER]" >&2 && exit 2 ;;
    esac
done
case $prefix in
/*) ;;
"") echo "Name a folder: install.sh --prefix FOLDER" >&2 && exit 2 ;;
*) prefix=$(pwd)/$prefix ;;
esac
# These would end a line of the menu entry, or mean something in it.
case $prefix in
*[\"\`\$\\%\|\&]* | *"
"*) echo "The folder's name holds a sign that a menu entry cannot name. Choose another." >&2 && exit 2 ;;
esac

list=$prefix/lib/tallyfy-inspector-files
# What breaks off leaves nothing half: neither files nor the folders that were made for them. An older version
# stays until the new one is begun.
made=
begun=
[ -d "$prefix" ] || made=yes
finish() {
    code=$?
    trap - EXIT
    [ "$code" -ne 0 ] || exit 0
    if [ -n "$begun" ] && [ -f "$list" ]; then
        "$here/uninstall.sh" --prefix "$prefix" --quietly || true
    fi
    rm -f -- "$prefix"/share/applications/tallyfy-inspector*.desktop.new
    rmdir -- "$prefix/bin" "$prefix/lib" "$prefix/share" 2>/dev/null || true
    [ -z "$made" ] || rmdir -- "$prefix" 2>/dev/null || true
    left="nothing of it is left there"
    [ -n "$begun" ] || left="nothing was changed"
    echo "It could not be installed below $prefix, for the reason above, and $left." >&2
    exit "$code"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM
mkdir -p "$prefix/bin" "$prefix/lib" "$prefix/share"
begun=yes
# An older version goes first, so that nothing of it stays. By this script's own twin: of an installation that
# broke off the other may be missing.
if [ -f "$list" ]; then
    "$here/uninstall.sh" --prefix "$prefix" --quietly
    mkdir -p "$prefix/bin" "$prefix/lib" "$prefix/share"
fi
# The list is written first: what is broken off can be taken away too.
(cd "$here/files" && find . \( -type f -o -type l \) -print) | sed 's|^\./||' >"$list"
# One by one into folders that may be links, as ~/.local/bin often is.
(cd "$here/files" && find . -type d -print) | while IFS= read -r folder; do
    mkdir -p -- "$prefix/$folder"
done
while IFS= read -r place; do
    rm -f -- "$prefix/$place"
    cp -P -- "$here/files/$place" "$prefix/$place"
done <"$list"
# By its whole path, for the same reason.
for name in "$here"/files/bin/*; do
    name=${name##*/}
    rm -f -- "$prefix/bin/$name"
    ln -s -- "$prefix/lib/tallyfy-inspector/$name" "$prefix/bin/$name"
done
echo lib/tallyfy-inspector/uninstall.sh >>"$list"
cp -- "$here/uninstall.sh" "$prefix/lib/tallyfy-inspector/uninstall.sh"
for entry in "$prefix"/share/applications/tallyfy-inspector*.desktop; do
    sed -e "s|^Exec=tallyfy-inspector|Exec=\"$prefix/bin/tallyfy-inspector\"|" \
        -e "s|^TryExec=.*|TryExec=$prefix/bin/tallyfy-inspector|" "$entry" >"$entry.new"
    mv "$entry.new" "$entry"
done
if command -v update-desktop-database >/dev/null 2>&1; then
    update-desktop-database -q "$prefix/share/applications" || true
fi
echo "Installed. Start it from the menu, or as $prefix/bin/tallyfy-inspector"
echo "To take it away: $prefix/lib/tallyfy-inspector/uninstall.sh"
