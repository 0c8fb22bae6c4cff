#!/bin/sh
# The gate as a step of GitHub Actions. What to check stands in INPUT_ variables; lists have one entry a line. Findings
# become annotations, the summary of the step and its outputs; the exit code is that of router-cost.
set -u
here=$(dirname -- "$0")/../..

wanted() { # says what is missing, where the runner shows it
  printf '::error title=router-cost::%s\n' "$1" >&2
  [ -z "${GITHUB_OUTPUT:-}" ] || printf 'status=error\n' >> "$GITHUB_OUTPUT"
  exit 2
}

[ -n "${INPUT_LOGS:-}" ] || wanted "the input 'logs' is empty; it names the logs to check, one a line"
[ -n "${INPUT_BUDGETS:-}" ] || wanted "the input 'budgets' is empty; it names the budgets file"

set -- check --budgets "$INPUT_BUDGETS" --report github
[ -z "${INPUT_BASE:-}" ] || set -- "$@" --base "$INPUT_BASE"
[ -z "${INPUT_JUNIT:-}" ] || set -- "$@" --report "junit:$INPUT_JUNIT"
[ -z "${INPUT_COMMENT:-}" ] || set -- "$@" --report "comment:$INPUT_COMMENT"
[ -z "${INPUT_JSON:-}" ] || set -- "$@" --report "json:$INPUT_JSON"

trimmed() { # a line without blanks and carriage returns at its ends
  printf '%s' "$1" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//'
}

while IFS= read -r argument; do
  argument=$(trimmed "$argument")
  case "$argument" in
    -h | --help | -V | --version) wanted "the input 'arguments' has '$argument', which judges nothing; remove it" ;;
  esac
  [ -z "$argument" ] || set -- "$@" "$argument"
done <<EOF
${INPUT_ARGUMENTS:-}
EOF

set -- "$@" --
while IFS= read -r log; do
  log=$(trimmed "$log")
  [ -z "$log" ] || set -- "$@" "$log"
done <<EOF
$INPUT_LOGS
EOF

exec "$here/router-cost" "$@"
