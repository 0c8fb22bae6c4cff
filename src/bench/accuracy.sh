#!/usr/bin/env bash
# Puts the questions of docs/accuracy.md to router-cost and to three other tools, and shows who answers which.
#
#   src/bench/accuracy.sh [--docs]
#
# Fetches the other tools with npm into target/bench/peers, then asks every tool in a home folder of its own, without a
# network. The table goes to target/bench/accuracy.md, and with --docs into docs/accuracy.md as well. ROUTER_COST is the
# program to ask: ./router-cost if not set.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
cd "$root"
peers=target/bench/peers

mkdir -p "$peers"
[ -f "$peers/package.json" ] || printf '{"private": true}\n' >"$peers/package.json"
npm install --silent --no-audit --no-fund --prefix "$peers" \
  ccusage@20.0.24 @tokscale/cli-linux-x64-gnu@4.17.0 codeburn@0.9.15 node@22.23.3
chmod +x "$peers"/node_modules/@ccusage/ccusage-linux-x64/bin/ccusage
exec python3 src/bench/accuracy.py "$peers/node_modules" "$@"
