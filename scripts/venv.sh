#!/bin/sh
# Make .venv and install a requirements file into it; do nothing where that is done already.
# Usage: scripts/venv.sh requirements.txt
set -eu
wanted=$1
stamp=".venv/.installed-$(basename "$wanted")"
sum=$(cat requirements*.txt | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$sum" ]; then exit 0; fi

if [ ! -x .venv/bin/python ]; then
  python=""
  for name in python3 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null 2>&1 &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      python=$name
      break
    fi
  done
  [ -n "$python" ] || { echo "set-up: Python 3.11 or newer is needed: apt-get install python3"; exit 1; }
  if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    # Debian keeps a part of venv in a package of its own.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
      echo "set-up: installing python3-venv"
      apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
    fi
    "$python" -m venv .venv || { rm -rf .venv; echo "set-up: run 'sudo apt-get install python3-venv', then again"; exit 1; }
  fi
fi
echo "set-up: installing $wanted into .venv (some minutes the first time)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$wanted"
echo "$sum" >"$stamp"
