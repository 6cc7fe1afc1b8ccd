#!/bin/sh
# Hands its arguments to the first Python 3.11 or newer it finds. PYTHON=/path/to/python overrides the search.

for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$candidate" "$@"
    fi
done

echo "IntegrHabitat Desktop needs Python 3.11 or newer, and none was found." >&2
if command -v "${PYTHON:-python3}" >/dev/null 2>&1; then
    echo "Found instead: $("${PYTHON:-python3}" --version 2>&1 | tail -n 1)." >&2
fi
echo "Install it (https://www.python.org/downloads/), or name it: make run PYTHON=/path/to/python3.12" >&2
exit 1
