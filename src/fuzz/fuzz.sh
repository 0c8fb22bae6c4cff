#!/usr/bin/env bash
# fuzz.sh SECONDS [TARGET...]: fuzzes each target (a method of ReadersFuzzTest) for so many seconds.
#
# The corpus is in .cifuzz-corpus, which git ignores; it begins with small samples. What makes a target
# fail is saved in target/fuzz/found, and the script ends with 1.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=$1
shift
all=(csv jsonLines jsonValue eventStream cube yaml commandLine workbook parquet sqlite)
targets=("${@:-${all[@]}}")
corpus=.cifuzz-corpus/routercost.cli.ReadersFuzzTest
tests=src/test/resources

mvn -q -B -ntp -Pfuzz test-compile dependency:build-classpath -Dmdep.includeScope=test \
  -Dmdep.outputFile=target/fuzz.txt

seed() { # seed TARGET FILE...: files as the beginning of a corpus
  mkdir -p "$corpus/$1"
  for file in "${@:2}"; do
    cp -n "$file" "$corpus/$1/$(md5sum < "$file" | cut -c1-12)"
  done
}
small() { # small TARGET FIND...: the small files that find finds
  mapfile -t files < <(find "${@:2}" -type f -size -8k)
  seed "$1" "${files[@]}"
}
small csv "$tests/calls-csv"
small jsonLines "$tests/exports" -name '*.jsonl'
small jsonValue "$tests/exports" -name '*.json'
mapfile -t streams < <(grep -rlE '^(event|data): ' "$tests/exports" | head -20)
seed eventStream "${streams[@]}"
seed cube samples/warehouse.cube.csv
seed workbook "$tests"/tables/*.xlsx
seed parquet "$tests"/tables/*.parquet
seed sqlite "$tests"/tables/*.db
mkdir -p "$corpus/commandLine" "$corpus/yaml" target/fuzz
printf 'audit\nsamples/calls.csv\n--group-by\nday,task' > "$corpus/commandLine/audit"
printf 'what-if\nsamples/calls.csv\n--move\nplan=haiku' > "$corpus/commandLine/what-if"
kind=0
for file in samples/budgets.yaml samples/pipelines/support.yaml samples/routing.yaml \
  samples/scenarios/*.yaml samples/prices/*.yaml samples/mapping.yaml; do
  case $file in
    *budgets*) kind=0 ;; *pipelines*) kind=1 ;; *routing*) kind=2 ;;
    *scenarios*) kind=3 ;; *prices*) kind=4 ;; *) kind=5 ;;
  esac
  { printf '%b' "\\x0$kind"; cat "$file"; } > "$corpus/yaml/$kind-$(basename "$file")"
done

failed=0
for target in "${targets[@]}"; do
  log=target/fuzz/$target.log
  JAZZER_FUZZ=1 "${JAVA_HOME:?}/bin/java" -Xmx600m -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "target/test-classes:target/classes:$(cat target/fuzz.txt)" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors \
    -m "routercost.cli.ReadersFuzzTest#$target(byte[])" --config=jazzer.max_duration="${seconds}s" \
    --config=jazzer.instrumentation_includes='routercost.**' > "$log" 2>&1 || failed=1
  echo "$target: $(grep -a '^Done' "$log" || echo failed, see "$log")"
done
if [ $failed = 1 ]; then
  mkdir -p target/fuzz/found
  find . -maxdepth 1 -name 'crash-*' -exec mv {} target/fuzz/found/ \;
fi
exit $failed
