#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Draws HTML pages of our samples and uses them in a headless Chromium (page_chromium.mjs).
#   tests/viz/page_chromium.sh build/release/hoego
# Exit code 77 (skipped) where there is no node or no Chromium.
set -euo pipefail
hoego=$1
here=$(cd "$(dirname "$0")" && pwd)
command -v node >/dev/null || {
  echo "no node is installed (nodejs): skipped"
  exit 77
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
posts=$here/../../samples/posts
"$hoego" timeline "$posts" --person 한결 --link-base https://example.org/ -o "$work/timeline.html"
"$hoego" timeline "$posts" --everybody --dark --lang en -o "$work/everybody.html" 2>/dev/null
"$hoego" map "$posts" --of leaving -o "$work/map.html"
for page in timeline everybody map; do
  echo "== $page"
  node "$here/page_chromium.mjs" "$work/$page.html"
done
