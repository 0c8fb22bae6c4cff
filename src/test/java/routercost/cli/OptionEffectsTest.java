package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;

/// Every option that a command accepts changes what a run prints, writes or ends with.
class OptionEffectsTest {
  private static final Map<String, String> VARIABLES =
      Map.of(
          "LC_ALL",
          "C.UTF-8",
          "CLAUDE_CONFIG_DIR",
          "src/test/resources/exports/claude-code-jsonl/synthetic");

  /// A run of each command.
  private static final Map<String, String> RUNS =
      table(
          """
          audit         | samples/calls.csv
          estimate      | samples/articles/000-onboarding.yaml
          compare       | samples/compare/calls-2026-08.csv samples/compare/calls-2026-09.csv
          check         | samples/calls.csv --budgets samples/limits.yaml
          explain       | samples/calls.csv --task plan_release
          forecast      | samples/calls.csv
          report        | samples/calls.csv --from 2026-10-01 --to 2026-10-31
          reconcile     | samples/calls.csv --against src/test/resources/bills/calls.csv
          what-if       | samples/calls.csv
          explore       | samples/calls.csv
          statusline    | --now 2026-08-03
          cube build    | samples/calls.csv
          cube merge    | samples/warehouse.cube.csv
          cube show     | samples/warehouse.cube.csv
          cube sql      | --dialect postgres --from calls
          prices import | litellm src/test/resources/feeds/litellm.json
          prices list   |
          prices show   | haiku
          prices diff   | builtin samples/prices/articles.yaml
          prices verify |
          completion    |
          route suggest | samples/calls.csv
          route score   | samples/articles/003-score.yaml
          route baselines | samples/answers.csv
          route export  | samples/routing.yaml --gateway litellm
          route verify  | samples/calls.csv --routing samples/routing.yaml --since 2026-10-15
          config        |
          init          | samples/calls.csv --folder target/option-effects
          doctor        |
          mcp           |
          """);

  /// The other runs, in which an option can have an effect.
  private static final Map<String, String> OTHER_RUNS =
      table(
          """
          audit --exit-zero | samples/calls.csv --budgets samples/limits.yaml
          audit --breach-exit-code | samples/calls.csv --budgets samples/limits.yaml --base samples/rush.csv
          audit --comment-id | samples/calls.csv --budgets samples/limits.yaml -f comment
          compare --exit-zero | samples/rush.csv samples/calls.csv --budgets samples/limits.yaml
          compare --breach-exit-code | samples/rush.csv samples/calls.csv --budgets samples/limits.yaml
          compare --comment-id | samples/rush.csv samples/calls.csv --budgets samples/limits.yaml -f comment
          check --exit-zero | samples/calls.csv --budgets samples/limits.yaml
          check --breach-exit-code | samples/calls.csv --budgets samples/budgets.yaml
          check --comment-id | samples/calls.csv --budgets samples/limits.yaml -f comment
          what-if --exit-zero | samples/calls.csv --move model=claude-sonnet-5-5=opus --budgets samples/limits.yaml --base samples/rush.csv
          what-if --breach-exit-code | samples/calls.csv --move model=claude-sonnet-5-5=opus --budgets samples/limits.yaml --base samples/rush.csv
          what-if --comment-id | samples/calls.csv --move plan_release=sonnet --budgets samples/limits.yaml -f comment
          audit --date-order | src/test/resources/either-day.csv
          compare --date-order | samples/rush.csv src/test/resources/either-day.csv
          check --date-order | src/test/resources/either-day.csv --budgets samples/limits.yaml
          explore --date-order | src/test/resources/either-day.csv
          explain --date-order | src/test/resources/either-day.csv --task plan_release --from 2026-09-05
          forecast --date-order | src/test/resources/either-day.csv
          what-if --date-order | src/test/resources/either-day.csv
          cube build --date-order | src/test/resources/either-day.csv
          route suggest --date-order | src/test/resources/either-day.csv
          route verify --date-order | src/test/resources/either-day.csv --routing samples/routing.yaml --since 2026-09-01
          compare --dedupe | samples/rush.csv samples/calls.csv
          compare --max-rejects | samples/rush.csv samples/calls.csv
          compare --strict | samples/rush.csv samples/calls.csv
          compare --quiet | samples/rush.csv samples/calls.csv
          compare --as-of | samples/rush.csv samples/calls.csv
          check --budgets | samples/calls.csv
          check --evidence | src/test/resources/evidence/calls.csv --budgets samples/limits.yaml --failure-limit 1
          check --failure-limit | src/test/resources/evidence/calls.csv --budgets samples/limits.yaml --evidence samples/evidence.csv
          audit --failure-limit | samples/calls.csv --evidence samples/evidence.csv
          what-if --failure-limit | samples/calls.csv --best --evidence samples/evidence.csv
          route baselines --tier | samples/answers.csv --in-use haiku
          route suggest --seed | samples/calls.csv --sample 3
          route suggest --grade-cost | samples/calls.csv --sample 3
          route verify --failure-limit | samples/calls.csv --routing samples/routing.yaml --since 2026-10-15 --evidence samples/evidence.csv
          route suggest --failure-limit | samples/calls.csv --evidence samples/evidence.csv
          audit --hourly | samples/calls.csv --effort 12
          what-if --per | samples/calls.csv --move review_code=haiku
          what-if --effort | samples/calls.csv --move review_code=haiku
          what-if --hourly | samples/calls.csv --move review_code=haiku
          what-if --matrix | samples/calls.csv --best
          explain --filter | samples/calls.csv --task review_code
          explain --timezone | samples/calls.csv --task classify_ticket --from 2026-10-15 --to 2026-10-15
          explain --as-of | samples/calls.csv --task route_intent
          forecast --map | samples/compare/days.csv
          forecast --task-from | samples/compare/days.csv
          route score --routing | --task route_intent
          estimate --strict | samples/articles/000-onboarding.yaml --against samples/calls.csv
          estimate --quiet | samples/articles/000-onboarding.yaml --against samples/calls.csv
          estimate --tier | samples/pipelines/support.yaml
          reconcile --claude-code | samples/calls.csv --against samples/bills/invoice.csv --terms samples/bills/terms.yaml
          reconcile --agents | samples/calls.csv --against samples/bills/invoice.csv --terms samples/bills/terms.yaml
          reconcile --date-order | src/test/resources/either-day.csv --against src/test/resources/bills/calls.csv
          reconcile --last | samples/calls.csv --against src/test/resources/bills/calls.csv --now 2026-11-03
          reconcile --month | samples/calls.csv samples/compare/days.csv --against src/test/resources/bills/calls.csv samples/bills/invoice.csv --terms samples/bills/terms.yaml
          report --focus-version | samples/calls.csv --month 2026-10 -f focus
          report --focus-billed | samples/calls.csv --month 2026-10 -f focus
          report --focus-account | samples/calls.csv --month 2026-10 -f focus
          report --month | samples/calls.csv --now 2026-11-03
          report --last | samples/calls.csv --now 2026-11-03
          report --from | samples/calls.csv --to 2026-10-31
          report --to | samples/calls.csv --from 2026-10-01
          report --fiscal-year | samples/calls.csv --fiscal-period 9
          report --exit-zero | samples/calls.csv --month 2026-10 --budgets samples/limits.yaml
          report --breach-exit-code | samples/calls.csv --month 2026-10 --budgets samples/limits.yaml --base samples/rush.csv
          report --failure-limit | samples/calls.csv --month 2026-10 --evidence samples/evidence.csv
          report --date-order | src/test/resources/either-day.csv --from 2026-01-01 --to 2026-12-31
          estimate --compact | samples/agents-and-loops/code-review.yaml
          route export --folder | samples/routing.yaml --gateway claude-agents
          """);

  /// A value of each option that has one.
  private static final Map<String, String> VALUES =
      table(
          """
          --against          | samples/calls.csv
          --tolerance        | 100
          --workspace        | team
          --key              | team
          --terms            | samples/bills/terms.yaml
          --journal          | FILE
          --focus-version    | 1.2
          --focus-billed     | estimate
          --focus-account    | org-1
          --folder           | samples/agents
          --dialect          | duckdb
          --schema           | litellm
          --as-of            | 2026-09-01
          --assign           | *=claude-opus-5-5
          --ask              | plan --questions yes,yes,no --scores 1,1,1
          --base             | samples/rush.csv
          --base-period      | 2026-08-10
          --breach-exit-code | 9
          --budget           | 5
          --budgets          | samples/limits.yaml
          --cache-tokens     | inclusive
          --color            | always
          --comment-id       | other
          --compact          | 30000
          --date-order       | mdy
          --dedupe           | off
          --effort           | 12
          --evidence         | samples/evidence.csv
          --failure-limit    | 1
          --filter           | team=support
          --floor            | plan_release=opus
          --format           | csv
          --format-in        | litellm
          --fiscal-year      | 2026-02-01
          --fiscal-period    | 9 --fiscal-year 2026-02-02:4-4-5
          --from             | 2026-10-15
          --from-log         | samples/calls.csv
          --grade-cost       | 0.50
          --group-by         | model
          --head-period      | 2026-09-10
          --in-use           | opus
          --hourly           | 5
          --head             | samples/calls.csv
          --close            | FILE
          --against-close    | src/test/resources/closed.json
          --joint            | separate
          --label            | room=x --filter room!=x
          --labels           | team
          --line             | router-cost au
          --last             | 40d
          --log-runs         | 3
          --map              | task=team
          --max-rejects      | 0
          --method           | shapley
          --models           | haiku
          --month            | 2026-09
          --move             | plan_release=haiku
          --new-lines        | bucket
          --input-ratio      | 1.4
          --now              | 2027-12-01
          --gateway          | portkey
          --output           | FILE
          --output-ratio     | 2
          --owners           | samples/owners.csv --filter cost_center!=100
          --per              | team
          --prices           | samples/prices/articles.yaml
          --provider         | openai
          --feature          | synthesis,yes,no,yes,no
          --questions        | no,no,no
          --rejects          | FILE
          --report           | markdown:FILE
          --routing          | samples/routing.yaml
          --sample           | 3
          --draws            | 100
          --scenario         | samples/scenarios/bold.yaml
          --scores           | 3,3,3
          --specifiable      | no
          --seed             | 7
          --since            | 2026-10-20
          --sort             | name:desc
          --task             | classify_ticket
          --task-from        | team
          --tier             | haiku=claude-haiku-4-5
          --timezone         | Pacific/Auckland
          --to               | 2026-10-15
          --top              | 2
          --usage            | samples/calls.csv
          --volume           | calls
          --without          | tokenizer
          --write            | FILE
          """);

  /// Options without an effect on what is printed, and why.
  private static final Map<String, String> EXCEPTIONS =
      table(
          """
          --debug                 | only a bug has a stack trace
          --no-config             | these runs have no configuration; SettingsTest has some
          --threads               | the result is the same however many threads read
          --verbose               | shown where a report says how its input was read; accepted everywhere
          --quiet                 | nothing is said where nothing is wrong; accepted everywhere
          doctor --tier           | agents log the names of models
          doctor --as-of          | decides what calls cost, not whether they have a price
          mcp --agents            | shows when a tool is called; McpTest does
          mcp --folder            | as --agents
          statusline --tier       | agents log the names of models
          reconcile --prices      | that file has none of the models of the sample bill
          report --comment-id     | the budgets stand in the report, which is no comment
          report --failure-limit  | moves are added up, whatever proves them
          statusline --prices     | the sample has other models; AgentLogsTest has a discount
          prices verify --as-of   | the check reads the book of all days; Pricing is declared as a whole
          prices verify --now     | as --as-of
          prices verify --tier    | as --as-of
          prices list --tier      | the list has models, whatever tier names them
          prices show --now       | only --prices decides what a model costs over all days
          route score --quiet     | all it says is the report
          route score --prices    | decides only which names of models in the answers are known
          route score --tier      | as --prices
          route score --as-of     | as --prices
          route score --now       | as --prices
          route suggest --color   | the report is a routing file
          route suggest --now     | only --evidence and the end of a model's life look at today
          route baselines --now   | only answers without a cost are priced, at the day that names tiers
          route verify --now      | only calls without a time are priced by today
          what-if --now           | as route suggest
          compare --now           | as route verify
          check --now             | as route verify
          explore --now           | as route verify
          explore --color         | a terminal draws it; ExploreTerminalTest
          explore --follow        | seen when a log grows; ExploreScreenTest
          explore --debug         | accepted everywhere
          explore --max-rejects   | judged when the view is left, as in what-if
          explore --strict        | as explore --max-rejects
          explore --help-all      | help needs no view; CommandHelpTest
          explore --version       | as explore --help-all
          explain --now           | as route verify
          reconcile --map         | tasks are not compared
          reconcile --task-from   | tasks are not compared
          reconcile --now         | as compare
          reconcile --tier        | as compare
          report --now            | as compare; MonthEndTest has a month that is not over
          report --tier           | as compare
          compare --tier          | the log names models and no tiers
          check --tier            | as compare
          explain --tier          | as compare
          forecast --tier         | as compare
          estimate --timezone     | says which day is today, near midnight
          estimate --date-order   | the calls of --against are compared whatever their days
          """);

  private final Map<List<String>, Terminals.Run> runs = new ConcurrentHashMap<>();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyOptionHasAnEffectOrIsRefused() {
    return commands()
        .flatMap(
            command ->
                command.options().stream()
                    .filter(option -> exception(command, option).isEmpty())
                    .map(
                        option ->
                            DynamicTest.dynamicTest(
                                key(command, option), () -> requireEffect(command, option))));
  }

  @Test
  void noExceptionIsLeftOver() {
    var keys =
        commands()
            .flatMap(
                command ->
                    command.options().stream()
                        .flatMap(option -> Stream.of(option.longestName(), key(command, option))))
            .toList();
    assertThat(keys).containsAll(EXCEPTIONS.keySet()).containsAll(OTHER_RUNS.keySet());
    assertThat(commands().map(OptionEffectsTest::name).toList())
        .containsExactlyInAnyOrderElementsOf(RUNS.keySet());
  }

  private void requireEffect(CommandSpec command, OptionSpec option) throws IOException {
    var name = option.longestName();
    var written = folder.resolve(key(command, option).replaceAll("[^a-z]+", "-"));
    var value = isFlag(option) ? "" : VALUES.getOrDefault(name, "");
    assertThat(value.isEmpty()).as("a value of " + name + " in VALUES").isEqualTo(isFlag(option));
    var base = new ArrayList<>(words(name(command)));
    base.addAll(
        words(OTHER_RUNS.getOrDefault(key(command, option), RUNS.getOrDefault(name(command), ""))));
    var changed = new ArrayList<>(base);
    changed.add(name);
    changed.addAll(words(value.replace("FILE", written.toString())));
    assertThat(run(changed).equals(run(base)) && !Files.exists(written))
        .as("%s makes no difference to %s", changed, base)
        .isFalse();
  }

  private Terminals.Run run(List<String> args) {
    return runs.computeIfAbsent(
        args,
        _ ->
            args.getFirst().equals("explore")
                ? explored(args)
                : Terminals.run(args, "", VARIABLES));
  }

  /// What a view shows with all suggestions, or what it says instead.
  private static Terminals.Run explored(List<String> args) {
    try {
      var session = ExploreSessions.of(args.subList(1, args.size()).toArray(String[]::new));
      ExploreSessions.press(session, "a", "Up");
      var screen = ExploreSessions.screen(session, 200, 60);
      ExploreSessions.press(session, "!");
      return new Terminals.Run(0, screen + ExploreSessions.screen(session, 200, 60), "");
    } catch (RuntimeException refused) {
      return new Terminals.Run(2, "", String.valueOf(refused.getMessage()));
    }
  }

  private static boolean isFlag(OptionSpec option) {
    return option.arity().max() == 0;
  }

  private static String exception(CommandSpec command, OptionSpec option) {
    return EXCEPTIONS.getOrDefault(
        key(command, option), EXCEPTIONS.getOrDefault(option.longestName(), ""));
  }

  private static Stream<CommandSpec> commands() {
    return CommandSource.ours(RouterCost.commandLine(Terminals.silent(), CommandSpecs.ANNOTATED))
        .filter(command -> command.commandLine().getSubcommands().isEmpty());
  }

  private static String name(CommandSpec command) {
    return command.qualifiedName().substring("router-cost ".length());
  }

  private static String key(CommandSpec command, OptionSpec option) {
    return name(command) + " " + option.longestName();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  private static Map<String, String> table(String text) {
    return text.lines()
        .map(line -> line.split("\\|", 2))
        .collect(
            Collectors.toMap(
                cells -> cells[0].strip(),
                cells -> cells[1].strip(),
                (first, _) -> first,
                LinkedHashMap::new));
  }
}
