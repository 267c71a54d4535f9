#!/usr/bin/env bash
# Prints the time that a build and its publication are for: that of the next release when it comes within MINUTES, else now.
#    ci/release-time.sh [MINUTES]     default 75; NOW=<time> in place of the clock
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:-75}
now=${NOW:-$(date -u +%Y-%m-%dT%H:%M:%S+00:00)}
from=$(date -d "$now" +%s)
next=$now
until=$((from + minutes * 60 + 1))
for file in data/*/v*/release.toml; do
    published=$(sed -n 's/^published *= *"\([^"]*\)".*/\1/p' "$file" | sed -n 1p)
    # What cannot be read is told by `noegletal check`.
    at=$(date -d "${published:-none}" +%s 2>/dev/null) || continue
    if [ "$at" -gt "$from" ] && [ "$at" -lt "$until" ]; then
        next=$published
        until=$at
    fi
done
echo "$next"
