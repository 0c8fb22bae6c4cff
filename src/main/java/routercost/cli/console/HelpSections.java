package routercost.cli.console;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The sections of the help. They are parsed only when help is shown.
final class HelpSections {
  /// Options by purpose, in the order of the page. Those with a star are on the first page, as
  /// are those that a command requires. An option that is not listed is a command's own.
  static final List<Section> OPTIONS =
      sections(
          """
          Input: --claude-code* --agents* --usage --from-log* --against* --log-runs --format-in --map \
            --task-from --label --owners --labels* --cache-tokens --date-order --timezone
          Specific options: --head --claims* --sensitivity --draws --write* \
            --fiscal-year --fiscal-period --close* --against-close* --history* --dialect* --schema* \
            --provider* --assign* --in-use* --sample* --ask* --folder --in-place* --follow* \
            --tolerance* --workspace --key --terms --journal --focus-version --focus-billed --focus-account
          Calls: --filter* --last* --month* --from* --to* --base-period* --head-period* --task*
          What if: --move* --compact --scenario* --routing* --models --matrix --best* --floor --budget \
            --headroom --evidence* --failure-limit --without --pad-prefixes --input-ratio \
            --output-ratio --effort --hourly
          Prices: --prices* --tier --as-of
          Report: --group-by* --sort --top* --per --method --joint --new-lines --volume --format* \
            --output* --watch --report --color --verbose* --quiet
          Budgets: --budgets* --base --exit-zero --breach-exit-code --comment-id
          Rarely needed: --strict --rejects --max-rejects --dedupe --now --threads --no-config --debug
          Help: --help --version
          """);

  static final Section OWN = OPTIONS.get(1);

  static final List<Section> COMMANDS =
      sections(
          """
          See what was spent: audit explain compare forecast report reconcile statusline
          Plan a change: what-if explore estimate route
          Set a limit: check
          Prices, data, settings: prices cube config init doctor mcp
          Help: help completion
          """);

  private static List<Section> sections(String table) {
    return table.lines().map(HelpSections::section).toList();
  }

  private static Section section(String line) {
    int colon = line.indexOf(':');
    var words = List.of(line.substring(colon + 1).strip().split("\\s+"));
    return new Section(
        line.substring(0, colon),
        words.stream().map(word -> word.replace("*", "")).toList(),
        words.stream()
            .filter(word -> word.endsWith("*"))
            .map(word -> word.replace("*", ""))
            .collect(Collectors.toSet()));
  }

  private HelpSections() {}

  /// A title and the names under it.
  ///
  /// @param first those on the first page
  record Section(String title, List<String> names, Set<String> first) {}
}
