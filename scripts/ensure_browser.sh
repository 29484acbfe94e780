#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests. Installs Debian's or Ubuntu's package
# where it may; otherwise says what to do. Without a browser the browser tests are skipped, or fail
# with THREELINE_REQUIRE_BROWSER=1.
set -euo pipefail

if [ -n "${THREELINE_BROWSER:-}" ]; then
    [ -x "$THREELINE_BROWSER" ] && exit 0
    echo "THREELINE_BROWSER names $THREELINE_BROWSER, which is no program" >&2
    exit 1
fi
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
case "$(uname -s)" in
    Darwin) [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] && exit 0 ;;
esac

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root=(sudo -n); else as_root=(no); fi
fi
if command -v apt-get >/dev/null 2>&1 && [ "${as_root[0]:-}" != no ]; then
    echo "installing chromium for the browser tests" >&2
    export DEBIAN_FRONTEND=noninteractive
    if { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core; } >/dev/null \
        && command -v chromium >/dev/null 2>&1; then
        exit 0
    fi
fi

echo "No Chromium or Chrome was found, and it could not be installed from here." >&2
echo "Install one, or name it: THREELINE_BROWSER=/path/to/chromium make test" >&2
if [ "${THREELINE_REQUIRE_BROWSER:-}" = 1 ]; then exit 1; fi
echo "The browser tests will be skipped." >&2
