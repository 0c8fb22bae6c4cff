#!/usr/bin/env bash
# Measures router-cost beside other tools, as whole processes. docs/benchmarks.md says how and shows the results.
#
#   src/bench/compare.sh [--rows N] [--rounds N] [--docs] SECTION...
#
# Sections: machine csv jsonl dedupe gz zst threads cells year growth transcripts startup delimiters parts, or all. Tables go to target/bench/SECTION.md,
# the figures of each run to target/bench/SECTION.json; --docs puts the tables into docs/benchmarks.md as well.
# ROUTER_COST is the program to measure: ./router-cost if not set; none leaves it out.
# shellcheck disable=SC2086,SC2016,SC1091 # $router may have options; awk has its own variables
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/../.." && pwd)
cd "$root"
here=src/bench
out=target/bench
data=$out/data
rows=10m
rounds=5
docs=
sections=()
all=(machine csv jsonl dedupe gz zst threads cells year growth transcripts startup delimiters parts)

die() {
  printf 'compare.sh: %s\n' "$*" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
    --rows) rows=${2:?} && shift ;;
    --rounds) rounds=${2:?} && shift ;;
    --docs) docs=1 ;;
    all) sections=("${all[@]}") ;;
    *)
      [[ " ${all[*]} " == *" $1 "* ]] || die "$1: expected --rows N, --rounds N, --docs, or one of: all ${all[*]}"
      sections+=("$1")
      ;;
  esac
  shift
done
[ ${#sections[@]} -gt 0 ] || die "name a section: all ${all[*]}"

# ---- what has to be there

need() { # the package for each command that is missing, from Debian
  local missing=() pair
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local sudo=
  [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq "${missing[@]}" >/dev/null
}

find_java() { # the java of a JDK 25 or later
  local home release
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -x "$home/bin/java" ] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
    if [ "${release:-0}" -ge 25 ]; then
      printf '%s' "$home/bin/java"
      return 0
    fi
  done
  die 'needs a JDK 25 or later; set JAVA_HOME'
}

need mvn:maven python3:python3 hyperfine:hyperfine mawk:mawk pigz:pigz gzip:gzip zstd:zstd node:nodejs
java=$(find_java)
mkdir -p "$data"
if [ ! -d $out/build/lib ] || [ -n "$(find pom.xml $here/java src/jmh src/main -newer $out/build/lib -print -quit)" ]; then
  JAVA_HOME=${java%/bin/java} mvn -B -q -Pbench process-classes
  touch $out/build/lib
fi
readers=$out/build/classes
duckdb_jar=$(echo $out/build/lib/duckdb_jdbc-*.jar)
commons_csv_jar=$(echo $out/build/lib/commons-csv-*.jar)
commons_jars=$(echo $out/build/lib/commons-*.jar | tr ' ' :)
jackson_jar=$(echo $out/build/lib/jackson-core-*.jar)

# The jar of DuckDB unpacks its library into a temporary file at every start. Here it is unpacked once.
unpacked=$out/duckdb
if [ ! -f $unpacked/libduckdb_java.so ] || [ "$duckdb_jar" -nt $unpacked/libduckdb_java.so ]; then
  rm -rf $unpacked && mkdir -p $unpacked
  (cd $unpacked && "${java%java}jar" xf "$root/$duckdb_jar")
  mv "$unpacked/libduckdb_java.so_linux_$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')" $unpacked/keep
  rm -f $unpacked/libduckdb_java.so_*
  mv $unpacked/keep $unpacked/libduckdb_java.so && touch $unpacked/libduckdb_java.so
fi

router=${ROUTER_COST:-./router-cost}
can_thread=
if [ "$router" != none ]; then
  $router --version >/dev/null # builds it, if need be
  if $router audit --help | grep -q -- --threads; then
    can_thread=1
  fi
fi

# ---- logs

generate() { # NAME OPTIONS…: a log under $data, unless it is there already
  local name=$1
  shift
  [ -f "$data/$name.totals" ] && [ -f "$data/$name" ] && return 0
  echo "generating $name" >&2
  "$java" $here/Generate.java --out "$data/$name" "$@"
}

expected() { # all|unique NAME: the sums that are right
  sed -n "s/^$1: //p" "$data/$2.totals"
}

# ---- tools: each of these adds one command to the next measurement

commands=()

add() { # NAME COMMAND…
  commands+=(--run "$@")
}

add_router() { # NAME FILE THREADS DEDUPE
  [ "$router" != none ] || return 0
  local threads=()
  [ -z $can_thread ] || threads=(--threads "$3")
  add "$1" $router audit "$2" "${threads[@]}" --dedupe "$4" -q -f json
}

# DuckDB as a program: quick to start, allowed to load its library, and free to read rows in any order.
start=("$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED)

add_duckdb() { # NAME THREADS SQL
  add "$1" "${start[@]}" -cp "$readers:$duckdb_jar" routercost.bench.DuckDb "$2" "$3" preserve_insertion_order=false
}

add_unpacked() { # NAME THREADS SQL: the same with the library unpacked beforehand
  add "$1" "${start[@]}" -Djava.library.path=$unpacked -cp "$readers:$unpacked" \
    routercost.bench.DuckDb "$2" "$3" preserve_insertion_order=false
}

kept='timestamp, task, model, input_tokens, output_tokens, cache_read_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, service_tier, status, cost_usd'
prompt='input_tokens + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens'

audit_sql() { # DAY SOURCE: groups as the audit does, and adds the groups up
  echo "SELECT count(*) AS cells, sum(n) AS calls, sum(i) AS input, sum(o) AS output, sum(r) AS cache_read,
      sum(w5) AS cache_write_5m, sum(w1) AS cache_write_1h, sum(c) AS cost
    FROM (SELECT $1 AS day, task, model, service_tier, status,
        CASE WHEN $prompt > 200000 THEN 2 WHEN $prompt > 100000 THEN 1 ELSE 0 END AS band,
        count(*) AS n, sum(input_tokens) AS i, sum(output_tokens) AS o, sum(cache_read_tokens) AS r,
        sum(cache_write_5m_tokens) AS w5, sum(cache_write_1h_tokens) AS w1, sum(cost_usd) AS c
      FROM $2 GROUP BY ALL)"
}

csv_typed() { # FILE TYPE-OF-TIME
  echo "read_csv('$1', header=true, auto_detect=false, delim=',', quote='\"', escape='\"', columns={
    'timestamp': '$2', 'task': 'VARCHAR', 'model': 'VARCHAR', 'input_tokens': 'INTEGER', 'output_tokens': 'INTEGER',
    'cache_read_tokens': 'INTEGER', 'cache_write_5m_tokens': 'INTEGER', 'cache_write_1h_tokens': 'INTEGER',
    'service_tier': 'VARCHAR', 'status': 'VARCHAR', 'latency_ms': 'INTEGER', 'request_id': 'VARCHAR',
    'cost_usd': 'DECIMAL(18,10)', 'prompt': 'VARCHAR'})"
}

flat() { # SOURCE: the columns of a table, from the objects of JSON
  echo "(SELECT timestamp, task, model, usage.input_tokens AS input_tokens, usage.output_tokens AS output_tokens,
      coalesce(usage.cache_read_input_tokens, 0) AS cache_read_tokens,
      coalesce(usage.cache_creation.ephemeral_5m_input_tokens, 0) AS cache_write_5m_tokens,
      coalesce(usage.cache_creation.ephemeral_1h_input_tokens, 0) AS cache_write_1h_tokens,
      service_tier, status, request_id, cost_usd FROM $1)"
}

json_typed() { # FILE TYPE-OF-TIME
  flat "read_json('$1', format='newline_delimited', columns={timestamp: '$2', task: 'VARCHAR', model: 'VARCHAR',
    usage: 'STRUCT(input_tokens INTEGER, output_tokens INTEGER, cache_read_input_tokens INTEGER,
      cache_creation STRUCT(ephemeral_5m_input_tokens INTEGER, ephemeral_1h_input_tokens INTEGER))',
    service_tier: 'VARCHAR', status: 'VARCHAR', request_id: 'VARCHAR', cost_usd: 'DECIMAL(18,10)'})"
}

first_of_id() { # SOURCE: one row of each id; the fastest of the ways to say it that were tried
  local firsts
  firsts=$(echo "$kept" | tr -d '\n ' | sed 's/\([^,]*\)/first(\1) AS \1/g')
  echo "(SELECT $firsts FROM $1 GROUP BY request_id)"
}

whole_rows() { # SOURCE: every different row once, which is enough where copies are exact
  echo "(SELECT DISTINCT request_id, $kept FROM $1)"
}

mawk_program='NR > 1 {
  p = $4 + $6 + $7 + $8
  k = substr($1, 1, 10) SUBSEP $2 SUBSEP $3 SUBSEP $9 SUBSEP $10 SUBSEP (p > 200000 ? 2 : p > 100000 ? 1 : 0)
  n[k]++; i[k] += $4; o[k] += $5; r[k] += $6; w5[k] += $7; w1[k] += $8; c[k] += $13
}
END {
  for (k in n) { N += n[k]; I += i[k]; O += o[k]; R += r[k]; A += w5[k]; B += w1[k]; C += c[k] }
  printf "calls=%.0f input=%.0f output=%.0f cache_read=%.0f cache_write_5m=%.0f cache_write_1h=%.0f cost=%.10f\n",
    N, I, O, R, A, B, C
}'

# ---- measuring

measure() { # RESULT FILE PAIRS: runs what was added
  python3 -SE $here/measure.py run --out "$out/$1.json" --rounds "$rounds" --file "$2" --expect "$3" "${commands[@]}"
  commands=()
}

publish() { # SECTION: its table is in target/bench/SECTION.md
  cat "$out/$1.md"
  [ -z $docs ] || python3 -SE $here/measure.py insert docs/benchmarks.md "$1" "$out/$1.md"
}

tabulate() { # SECTION RESULT…: one table of these
  local section=$1 results=()
  shift
  local result
  for result in "$@"; do
    results+=("$out/$result.json")
  done
  python3 -SE $here/measure.py table --base router-cost "${results[@]}" >"$out/$section.md"
  publish "$section"
}

# ---- sections

csv() {
  local log=$data/calls-$rows.csv
  generate "calls-$rows.csv" --rows "$rows"
  add_router 'router-cost, 2 threads' "$log" 2 off
  add_router 'router-cost, 1 thread' "$log" 1 off
  add_duckdb 'DuckDB, typed, 2 threads' 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  add_unpacked 'the same, library unpacked beforehand' 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  add_duckdb 'DuckDB, typed, timestamp as TIMESTAMP' 2 "$(audit_sql timestamp::DATE "$(csv_typed "$log" TIMESTAMP)")"
  add_duckdb 'DuckDB, auto-detected, 2 threads' 2 "$(audit_sql timestamp::DATE "read_csv('$log')")"
  add 'commons-csv' "$java" -cp "$readers:$commons_jars" routercost.bench.CommonsCsv "$log"
  add 'mawk -F,' env LC_ALL=C mawk -F, "$mawk_program" "$log"
  add 'wc -l' wc -l "$log"
  measure csv "$log" "$(expected all "calls-$rows.csv")"
  tabulate csv csv
}

jsonl() {
  local log=$data/calls-$rows.jsonl
  generate "calls-$rows.jsonl" --format jsonl --rows "$rows"
  add_router 'router-cost, 2 threads' "$log" 2 off
  add_router 'router-cost, 1 thread' "$log" 1 off
  add_duckdb 'DuckDB, typed, 2 threads' 2 "$(audit_sql 'left(timestamp, 10)' "$(json_typed "$log" VARCHAR)")"
  add_unpacked 'the same, library unpacked beforehand' 2 "$(audit_sql 'left(timestamp, 10)' "$(json_typed "$log" VARCHAR)")"
  add_duckdb 'DuckDB, auto-detected, 2 threads' 2 "$(audit_sql timestamp::DATE "$(flat "read_json('$log')")")"
  add 'Jackson, streaming' "$java" -cp "$readers:$jackson_jar" routercost.bench.JacksonLines "$log"
  add 'wc -l' wc -l "$log"
  measure jsonl "$log" "$(expected all "calls-$rows.jsonl")"
  tabulate jsonl jsonl
}

dedupe() {
  local log=$data/calls-$rows.csv typed
  generate "calls-$rows.csv" --rows "$rows"
  typed=$(csv_typed "$log" DATE)
  add_router 'router-cost, CSV' "$log" 2 on
  add_duckdb 'DuckDB, CSV, first of each id' 2 "$(audit_sql timestamp "$(first_of_id "$typed")")"
  add_duckdb 'DuckDB, CSV, whole rows distinct' 2 "$(audit_sql timestamp "$(whole_rows "$typed")")"
  measure dedupe-csv "$log" "$(expected unique "calls-$rows.csv")"
  log=$data/calls-$rows.jsonl
  generate "calls-$rows.jsonl" --format jsonl --rows "$rows"
  typed=$(json_typed "$log" VARCHAR)
  add_router 'router-cost, JSONL' "$log" 2 on
  add_duckdb 'DuckDB, JSONL, first of each id' 2 "$(audit_sql 'left(timestamp, 10)' "$(first_of_id "$typed")")"
  add_duckdb 'DuckDB, JSONL, whole rows distinct' 2 "$(audit_sql 'left(timestamp, 10)' "$(whole_rows "$typed")")"
  measure dedupe-jsonl "$log" "$(expected unique "calls-$rows.jsonl")"
  tabulate dedupe-csv dedupe-csv
  tabulate dedupe-jsonl dedupe-jsonl
}

packed() { # SECTION SUFFIX PACK UNPACK: CSV that has been packed
  local section=$1 log=$data/calls-$rows.csv.$2
  generate "calls-$rows.csv" --rows "$rows"
  [ "$log" -nt "$data/calls-$rows.csv" ] || $3 <"$data/calls-$rows.csv" >"$log"
  add_router 'router-cost, 2 threads' "$log" 2 off
  add_duckdb 'DuckDB, typed, 2 threads' 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  add "$4" sh -c "$4 '$log' >/dev/null"
  measure "$section" "$log" "$(expected all "calls-$rows.csv")"
  tabulate "$section" "$section"
}

gz() { packed gz gz 'pigz -6 -c' 'gzip -dc'; }

zst() { packed zst zst 'zstd -q -3 -c' 'zstd -q -dc'; }

threads() {
  local log=$data/calls-$rows.csv unpack
  generate "calls-$rows.csv" --rows "$rows"
  add_router 'router-cost, CSV, 2 threads' "$log" 2 off
  add_router 'router-cost, CSV, 1 thread' "$log" 1 off
  add_duckdb 'DuckDB, CSV, 2 threads' 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  add_duckdb 'DuckDB, CSV, 1 thread' 1 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  head -c 200000000 "$log" | gzip -c >"$log.part.gz" # what two processors do that share nothing
  unpack="gzip -dc '$log.part.gz' >/dev/null"
  add 'gzip -dc, two at once' sh -c "$unpack & $unpack; wait"
  add 'gzip -dc, one after the other' sh -c "$unpack; $unpack"
  measure threads-csv "$log" "$(expected all "calls-$rows.csv")"
  log=$data/calls-$rows.jsonl
  generate "calls-$rows.jsonl" --format jsonl --rows "$rows"
  add_router 'router-cost, JSONL, 2 threads' "$log" 2 off
  add_router 'router-cost, JSONL, 1 thread' "$log" 1 off
  add_duckdb 'DuckDB, JSONL, 2 threads' 2 "$(audit_sql 'left(timestamp, 10)' "$(json_typed "$log" VARCHAR)")"
  add_duckdb 'DuckDB, JSONL, 1 thread' 1 "$(audit_sql 'left(timestamp, 10)' "$(json_typed "$log" VARCHAR)")"
  measure threads-jsonl "$log" "$(expected all "calls-$rows.jsonl")"
  tabulate threads-csv threads-csv
  tabulate threads-jsonl threads-jsonl
}

growth() { # files of several gigabytes, one at a time
  local size log name
  for size in 1 2 4 8; do
    name=growth-${size}g.csv
    log=$data/$name
    generate "$name" --bytes "${size}g"
    add_router "router-cost, $size GB, 2 threads" "$log" 2 off
    add_router "router-cost, $size GB, 1 thread" "$log" 1 off
    add_duckdb "DuckDB, $size GB, 2 threads" 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
    measure "growth-$size" "$log" "$(expected all "$name")"
    add_router "router-cost, $size GB, 2 threads, without duplicates" "$log" 2 on
    measure "growth-$size-unique" "$log" "$(expected unique "$name")"
    rm -f "$log" "$log.totals"
  done
  tabulate growth growth-{1,1-unique,2,2-unique,4,4-unique,8,8-unique}
}

cells() { # as many group keys as stated: in time order, and then with days in any order
  local count log name order results=()
  for order in time random; do
    for count in 1000 10000 100000 1000000; do
      name=cells-$count-$order-$rows.csv
      log=$data/$name
      generate "$name" --rows "$rows" --cells $count --order $order
      add_router "router-cost, $count cells, $order order" "$log" 2 off
      add_duckdb "DuckDB, $count cells, $order order" 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
      measure "cells-$count-$order" "$log" "$(expected all "$name")"
      results+=("cells-$count-$order")
      rm -f "$log" "$log.totals"
    done
  done
  tabulate cells "${results[@]}"
}

year() { # a company's year: 240,000 cells by day; what keeps days beside what does not
  local name=year.csv log=$data/year.csv cube=$data/year.cube.csv
  generate $name --rows 3000000 --cells 240000
  $router cube build "$log" --dedupe off -q >"$cube"
  add_router 'router-cost audit' "$log" 2 off
  add_duckdb 'DuckDB' 2 "$(audit_sql timestamp "$(csv_typed "$log" DATE)")"
  add 'router-cost audit --group-by day' $router audit "$log" --group-by day --dedupe off -q -f json
  add 'router-cost audit CUBE' $router audit "$cube" -q -f json
  measure year "$log" "$(expected all $name)"
  tabulate year year

  printf 'version: 1\ncurrency: USD\nbudgets:\n  - {id: month, metric: cost, period: month, limit: 1000000000}\n' \
    >"$data/year.budgets.yaml"
  hyperfine -N --warmup 1 --runs 3 --export-markdown "$out/year-commands.md" \
    --command-name audit "$router audit $log --dedupe off -q -f json" \
    --command-name what-if "$router what-if $log --move model=opus=sonnet --dedupe off -q -f json" \
    --command-name check "$router check $log --budgets $data/year.budgets.yaml --dedupe off -q -f json" \
    --command-name forecast "$router forecast $log --dedupe off -q -f json" \
    --command-name 'cube build' "$router cube build $log --dedupe off -q" >&2
  publish year-commands
}

ccusage() { # the native program that the npm package `ccusage` starts; it reads transcripts of Claude Code
  local version=20.0.24 folder=$out/ccusage
  need npm:npm >&2
  [ -d $folder/node_modules ] ||
    npm install --silent --prefix $folder "@ccusage/ccusage-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@$version" >&2
  local program
  program=$(echo "$root/$folder"/node_modules/@ccusage/ccusage-linux-*/bin/ccusage)
  chmod +x "$program"
  echo "$program"
}

tree() { # RESULT TITLE OPTIONS…: transcripts of one kind
  local name=$1 title=$2 folder=$data/$1 program
  shift 2
  [ -f "$folder.totals" ] || "$java" $here/Transcripts.java --out "$folder" "$@"
  program=$(ccusage)
  [ "$router" = none ] || add "router-cost, $title" $router audit "$folder/projects" -q -f json --threads 2
  add "ccusage, $title" env CLAUDE_CONFIG_DIR="$root/$folder" "$program" claude daily --offline --json
  measure "$name" "$folder" "$(sed 's/ /=/' "$folder.totals" | tr '\n' ' ')"
}

transcripts() {
  tree transcripts-long '2,000 files, 1 GB' --files 2000 --lines 230 --text 1250
  tree transcripts-short '200 files, 1 M short lines' --files 200 --lines 5000 --text 0
  tree transcripts-few '20 files, 10 MB' --files 20 --lines 230 --text 1090
  tabulate transcripts transcripts-long transcripts-short transcripts-few
}

startup() { # hyperfine takes off what its shell costs; small processes need many runs
  local turn commands=(--command-name 'node -e 0' 'node -e 0')
  if [ "$router" != none ]; then
    commands+=(--command-name 'router-cost audit samples/calls.csv' "$router audit samples/calls.csv")
    commands+=(--command-name 'router-cost --version' "$router --version")
  fi
  commands+=(--command-name 'DuckDB, SELECT 1' "${start[*]} -cp $readers:$duckdb_jar routercost.bench.DuckDb 2 'SELECT 1'")
  commands+=(--command-name 'the same, library unpacked beforehand'
    "${start[*]} -Djava.library.path=$unpacked -cp $readers:$unpacked routercost.bench.DuckDb 2 'SELECT 1'")
  rm -f "$out"/startup*.json
  for turn in 1 2 3 4 5; do # so that a busy moment meets all commands
    hyperfine -N --ignore-failure --warmup 1 --runs 5 --export-json "$out/startup-$turn.json" "${commands[@]}" >&2
  done
  python3 -SE $here/measure.py startup "$out"/startup-*.json >"$out/startup.md"
  publish startup
}

jmh() { # SECTION PATTERN OPTIONS…: benchmarks inside one process
  local section=$1 pattern=$2
  shift 2
  "$java" -cp "$readers:$out/build/lib/*" org.openjdk.jmh.Main "$pattern" "$@" -rf json -rff "$out/$section.json" >&2
  python3 -SE $here/measure.py jmh "$out/$section.json" >"$out/$section.md"
  publish "$section"
}

delimiters() { # warm, and then as a process sees it that has just started
  jmh delimiters Delimiters
  jmh delimiters-cold Delimiters -bm ss -wi 0 -i 1 -bs 400 -f 5
}

parts() { jmh parts 'Reading|Tallying|Pricing'; }

machine() {
  {
    echo "| | |"
    echo "|---|---|"
    echo "| day | $(date -u +%F) |"
    echo "| processor | $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores |"
    echo "| memory | $(awk '/^MemTotal/ {printf "%.0f GB", $2 / 1e6}' /proc/meminfo) |"
    echo "| system | $(. /etc/os-release && echo "$PRETTY_NAME"), Linux $(uname -r) |"
    echo "| Java | $("$java" -version 2>&1 | sed -n 2p) |"
    [ "$router" = none ] || echo "| router-cost | $(git rev-parse --short HEAD) |"
    echo "| DuckDB | $(basename "$duckdb_jar" .jar) |"
    echo "| commons-csv, Jackson | $(basename "$commons_csv_jar" .jar), $(basename "$jackson_jar" .jar) |"
    echo "| mawk | $(mawk -W version 2>&1 | head -n 1 | cut -d' ' -f1-3) |"
    echo "| gzip, zstd | $(gzip --version | head -n 1), $(zstd --version | grep -o 'v[0-9.]*') |"
    echo "| node | $(node --version) |"
    echo "| hyperfine | $(hyperfine --version) |"
  } >"$out/machine.md"
  publish machine
}

for section in "${sections[@]}"; do
  $section
done
