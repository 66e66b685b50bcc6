#!/bin/sh
# Runs the built program once, for a moment, and has the JVM keep what it loaded and linked in an ahead-of-time cache
# (JEP 483, 514): later starts take half the time. Called by the build of `app` with the folder it builds into.
#
# A cache is a convenience: where it cannot be made the program runs without it, so a failure here is told, not fatal.
# Leaves `built` behind, the mark by which ./millrace sees whether sources are newer than what was built.
set -eu
target=$1
home=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd)
cache="$target/millrace.aot"
mark="$target/built"

# ./millrace leaves `started` behind before it builds: what is edited while the build runs counts as newer.
mark_built() {
  if [ -f "$target/started" ]; then mv "$target/started" "$mark"; else touch "$mark"; fi
}

if [ -f "$cache" ] && [ -z "$(find "$target/millrace-app.jar" "$target/lib" "$home/app/src/build/run.options" -newer "$cache" -print | head -n 1)" ]; then
  mark_built
  exit 0
fi

data=$(mktemp -d)
trap 'rm -rf "$data"' EXIT
rm -f "$cache"
limit=''
if command -v timeout >/dev/null; then limit='timeout 120'; fi
# Only what is loaded and linked is kept. With the second compiler the run would take half as long again, and the
# profiles it needs come soon enough by themselves.
# shellcheck disable=SC2046,SC2086 # options, one a word
if ! $limit "$JAVA_HOME/bin/java" $(cat "$home/app/src/build/run.options") -Xmx1g "-XX:ErrorFile=$target/hs_err_pid%p.log" -XX:AOTCacheOutput="$cache" -XX:TieredStopAtLevel=1 -Dmillrace.home="$home" \
  -cp "$target/millrace-app.jar:$target/lib/*" dev.millrace.app.Main \
  up -f "$home/examples/web-shop.yaml" --data "$data" --port 0 --for 1s >"$target/train.log" 2>&1; then
  echo "No ahead-of-time cache was made, so starts take longer; what was printed is in $target/train.log" >&2
fi
mark_built
