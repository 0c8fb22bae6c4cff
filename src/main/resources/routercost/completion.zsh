#compdef router-cost
# Completion of router-cost for zsh: source <(router-cost completion zsh), or this file as
# _router-cost in a folder of $fpath.
_router_cost() {
  local -a values shown open
  local value text kinds
  while IFS=$'\t' read -r value text; do
    if [[ $value == :files* ]]; then
      kinds=${value#:files }
      [[ $PREFIX == --*=* ]] && compset -P '*='
      if [[ -n ${kinds# } && $kinds != :files ]]; then _files -g "*.($kinds)(-.)"; else _files; fi
    elif [[ $value == *[=:] ]]; then
      open+=("$value")
    else
      values+=("$value")
      shown+=("$value${text:+  -- $text}")
    fi
  done < <("${words[1]}" completion --line "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)
  (( $#open )) && compadd -S '' -a open
  (( $#values )) && compadd -l -d shown -a values
  (( $#open + $#values )) || [[ -n $kinds ]]
}
if [[ $funcstack[1] == _router-cost ]]; then
  _router_cost "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
  compdef _router_cost router-cost
fi
