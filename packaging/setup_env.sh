#!/bin/sh
# Finds a Python that can run the project and hands over to setup_env.py, which does the work.
# Usage: setup_env.sh run|test|bench|package|check        The variable PYTHON names another one.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

fits() {
    # A name may stand on the path and still not work, as a version manager's stand-ins do.
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    if fits "$PYTHON"; then
        exec "$PYTHON" -I "$here/setup_env.py" "$@"
    fi
    echo "$PYTHON is not a Python from 3.11 to 3.13. Name another one, or leave PYTHON out." >&2
    exit 1
fi

for candidate in python3.13 python3.12 python3.11 python3; do
    if fits "$candidate"; then
        exec "$candidate" -I "$here/setup_env.py" "$@"
    fi
done
echo "No Python from 3.11 to 3.13 was found. Install one (on Debian 12: apt-get install python3)," >&2
echo "or name it: make demo PYTHON=/path/to/python3.12" >&2
exit 1
