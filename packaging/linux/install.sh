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
# An older version goes first, so that nothing of it stays.
if [ -f "$list" ]; then
    "$prefix/lib/tallyfy-inspector/uninstall.sh" --prefix "$prefix" --quietly
fi
mkdir -p "$prefix/bin" "$prefix/lib" "$prefix/share"
# The list is written first: what is broken off can be taken away too.
(cd "$here/files" && find . \( -type f -o -type l \) -print) | sed 's|^\./||' >"$list"
echo lib/tallyfy-inspector/uninstall.sh >>"$list"
cp -RP "$here/files/." "$prefix/"
cp "$here/uninstall.sh" "$prefix/lib/tallyfy-inspector/uninstall.sh"
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
