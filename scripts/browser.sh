#!/bin/sh
# See to it that a Chromium and a Chinese font are there for the browser tests.
set -eu
missing=""
has_browser() {
  [ -n "${QINGCE_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 ||
    command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}
has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]; }
has_browser || missing="chromium"
has_font || missing="$missing fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "set-up: installing $missing"
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
if ! has_browser || ! has_font; then
  echo "set-up: the browser tests need: sudo apt-get install $missing"
  exit 1
fi
