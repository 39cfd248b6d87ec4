#!/bin/sh
# Prints the path of a Python 3.11 or newer, or says in one sentence what is missing.
for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        printf '%s\n' "$path"
        exit 0
    fi
done
found=$(python3 -V 2>/dev/null) || found="no Python"
case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
fr*) echo "Scola a besoin de Python 3.11 ou plus récent (trouvé : $found) : installez-le, ou indiquez-le avec PYTHON=/chemin/de/python3." >&2 ;;
*) echo "Scola needs Python 3.11 or newer (found: $found): install it, or name it with PYTHON=/path/of/python3." >&2 ;;
esac
exit 1
