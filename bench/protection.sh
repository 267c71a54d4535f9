#!/usr/bin/env bash
# Protection at full size: national tables (94 x 24) beside Gaussian elimination, then random tables by the thousand, attacked.
# Takes some minutes and prints figures.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo test --locked --lib national_tables_beside -- --ignored --nocapture
NOEGLETAL_ATTACKS="${1:-3000}" cargo test --locked --lib disclosure::field::properties -- --nocapture
