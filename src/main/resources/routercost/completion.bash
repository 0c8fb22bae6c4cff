# Completion of router-cost for bash: source <(router-cost completion)
# shellcheck shell=bash
_router_cost() {
  local line=${COMP_LINE:0:COMP_POINT} breaks=${COMP_WORDBREAKS//[!=:]/} word before='' value found
  word=${line##*[[:space:]]}
  # bash completes what follows the last of its breaks only
  [[ -n $breaks && $word == *[$breaks]* ]] && before=${word%"${word##*["$breaks"]}"}
  COMPREPLY=()
  while IFS=$'\t' read -r value _; do
    if [[ $value == :files* ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r found; do
        [[ -d $found || -z ${value#:files } || $found =~ \.(${value#:files })$ ]] && COMPREPLY+=("$found")
      done < <(compgen -f -- "${word#"$before"}")
    else
      [[ $value == *[=:] ]] && compopt -o nospace 2>/dev/null
      printf -v value %q "${value#"$before"}"
      COMPREPLY+=("$value")
    fi
  done < <("${COMP_WORDS[0]}" completion --line "$line" 2>/dev/null)
}
complete -F _router_cost router-cost
