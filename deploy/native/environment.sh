#!/bin/sh
# Makes .venv hold exactly what a lock file lists: environment.sh native|dev
# Does nothing, and needs no network, where it already does. PYTHON chooses the interpreter.
set -eu
cd "$(dirname "$0")/../.."

lock=requirements-$1.txt
python=.venv/bin/python

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    fail "Llwybr needs Python 3.11 or newer, and found none as: ${PYTHON:-python3}" \
        "Install one, or name it: make PYTHON=/path/to/python3.12 demo"
}

installed() {
    [ -f ".venv/$1.lock" ] && cmp -s "requirements-$1.txt" ".venv/$1.lock" && new_enough "$python"
}

# All that a demo needs is also in the lock of the tests.
if installed "$1" || { [ "$1" = native ] && installed dev; }; then
    exit 0
fi

if ! new_enough "$python" || ! "$python" -m pip --version >/dev/null 2>&1; then
    found=$(find_python)
    echo "Building .venv with $("$found" --version) …"
    rm -rf .venv
    "$found" -m venv .venv >/dev/null 2>&1 || {
        rm -rf .venv
        fail "$found cannot make a virtual environment: its venv or ensurepip module is missing." \
            "On Debian and Ubuntu: apt install python3-venv" \
            "Or name another Python: make PYTHON=/path/to/python3.12 demo"
    }
fi

echo "Installing $lock …"
rm -f ".venv/$1.lock"
"$python" -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes \
    --requirement "$lock" || fail "" "Installing $lock failed; the lines above say why." \
    "Is there a network, and room on the disk? What is done so far is kept: try again."
cp "$lock" ".venv/$1.lock"
