#!/bin/sh
# Bring the smaller plotly.js (cartesian charts only, all that is drawn here) into assets/, which
# Dash then serves in place of its own. Without npm, or offline, Dash's own serves as well.
set -eu
target=assets/plotly.min.js
version=$(.venv/bin/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())')
if [ -f "$target" ] && head -c 400 "$target" | grep -q "v$version"; then exit 0; fi
rm -f "$target"
if ! command -v npm >/dev/null 2>&1; then
  echo "set-up: no npm here, so Dash's full plotly.js is used (1 MB more on the first visit)"
  exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
package="plotly.js-cartesian-dist-min@$version"
if (cd "$folder" && npm pack --silent "$package" >/dev/null 2>&1 && tar -xzf ./*.tgz) &&
  [ -s "$folder/package/plotly-cartesian.min.js" ]; then
  cp "$folder/package/plotly-cartesian.min.js" "$target"
  echo "set-up: the smaller plotly.js $version is in $target"
else
  echo "set-up: npm could not bring $package, so Dash's full plotly.js is used"
fi
