package routercost.cli.command;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.TaskNames;
import routercost.cli.run.QuietReading;
import routercost.read.text.AgentPlaces;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.Period;

/// The script by which a shell completes commands, options and their values. All three scripts ask
/// this command, with the line as it stands.
@Command(
    description = {
      "Print a script that completes lines in bash, zsh or fish.",
      "It knows commands, options and values, and the tasks of the logs that the line names."
    },
    footer = {
      "",
      "To load it: source <(router-cost completion)",
      "In zsh:     source <(router-cost completion zsh)",
      "In fish:    router-cost completion fish | source",
      "",
      "Examples:",
      "  router-cost completion",
      "  router-cost completion zsh",
      "  router-cost completion fish"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String BASH =
      """
      # Completion of router-cost for bash: source <(router-cost completion)
      # shellcheck shell=bash
      _router_cost() {
        local line=${COMP_LINE:0:COMP_POINT} breaks=${COMP_WORDBREAKS//[!=:]/} word before='' value found
        word=${line##*[[:space:]]}
        # bash completes what follows the last of its breaks only
        [[ -n $breaks && $word == *[$breaks]* ]] && before=${word%"${word##*["$breaks"]}"}
        COMPREPLY=()
        while IFS=$'\\t' read -r value _; do
          if [[ $value == :files* ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r found; do
              [[ -d $found || -z ${value#:files } || $found =~ \\.(${value#:files })$ ]] && COMPREPLY+=("$found")
            done < <(compgen -f -- "${word#"$before"}")
          else
            [[ $value == *[=:] ]] && compopt -o nospace 2>/dev/null
            printf -v value %q "${value#"$before"}"
            COMPREPLY+=("$value")
          fi
        done < <("${COMP_WORDS[0]}" completion --line "$line" 2>/dev/null)
      }
      complete -F _router_cost router-cost
      """;

  private static final String ZSH =
      """
      #compdef router-cost
      # Completion of router-cost for zsh: source <(router-cost completion zsh), or this file as
      # _router-cost in a folder of $fpath.
      _router_cost() {
        local -a values shown open
        local value text kinds
        while IFS=$'\\t' read -r value text; do
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
      """;

  private static final String FISH =
      """
      # Completion of router-cost for fish: router-cost completion fish | source
      function __router_cost_complete
          set -l before (string match -r -- '^--[^=]+=' (commandline -ct); or echo -n '' | string collect --allow-empty)
          for row in (router-cost completion --line (commandline -cp | string collect) 2>/dev/null)
              if string match -q -- ':files*' $row
                  set -l kinds (string replace -r '^:files ?' '' -- $row)
                  for found in (__fish_complete_path (string replace -- "$before" '' (commandline -ct)))
                      if test -z "$kinds"; or string match -qr -- "^[^\\t]*(/|\\\\.($kinds))(\\t|\\$)" $found
                          echo $before$found
                      end
                  end
              else
                  echo $row
              end
          end
      end
      complete -c router-cost -f -a '(__router_cost_complete)'
      """;

  /// Larger logs are not read for a completion.
  private static final long MOST_BYTES = 32L << 20;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SHELL",
      description = "Choose bash (default), zsh or fish.")
  Optional<String> shell = Optional.empty();

  @Option(
      names = "--line",
      paramLabel = "LINE",
      description = "Print what may come next in this command line, as the scripts ask.")
  Optional<String> line = Optional.empty();

  @Mixin Console console;
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    console.environment().out().print(line.map(this::candidates).orElseGet(this::script));
    console.environment().out().flush();
    return ExitCode.DONE.code();
  }

  private String script() {
    return switch (shell.orElse("bash")) {
      case "bash" -> BASH;
      case "zsh" -> ZSH;
      case "fish" -> FISH;
      default ->
          throw new ConfigurationProblem(
              "completion: there is no script for '%s'; expected bash, zsh or fish"
                  .formatted(shell.orElseThrow()));
    };
  }

  private String candidates(String typed) {
    return new Completions(spec.root().commandLine(), typed, this::tasks)
        .found().stream().map(found -> found + "\n").collect(Collectors.joining());
  }

  /// The tasks of logs; none if they cannot be read while somebody waits for a key.
  private Collection<String> tasks(List<String> logs) {
    var paths = logs.stream().map(Path::of).toList();
    if (paths.isEmpty() || AgentPlaces.size(paths) > MOST_BYTES) {
      return List.of();
    }
    try {
      var prices = new PriceOptions(console.environment());
      var read = new QuietReading(prices, ZoneOffset.UTC).of(logs, Period.ALWAYS);
      return TaskNames.of(read.used()).names();
    } catch (RuntimeException _) {
      return List.of();
    }
  }
}
