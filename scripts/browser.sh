#!/bin/sh
# See to it that what the tests need beside Python is there: a Chromium, Chinese fonts, Pango (PDF
# briefs) and a LibreOffice without windows (opens the DOCX briefs).
set -eu
missing=""
has_browser() {
  [ -n "${QINGCE_CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 ||
    command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1
}
has_pango() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }
has_office() { [ -n "${QINGCE_SOFFICE:-}" ] || command -v soffice >/dev/null 2>&1; }
has_font() { command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh family 2>/dev/null)" ]; }
has_browser || missing="chromium"
has_font || missing="$missing fontconfig fonts-noto-cjk"
has_pango || missing="$missing libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
has_office || missing="$missing libreoffice-writer-nogui"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "set-up: installing $missing"
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
if ! has_browser || ! has_font || ! has_pango || ! has_office; then
  echo "set-up: the tests need: sudo apt-get install $missing"
  exit 1
fi
