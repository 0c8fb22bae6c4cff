package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortcutsTest {
  @TempDir Path home;

  private static Terminals.Run run(String words) {
    return Terminals.run(words.isEmpty() ? List.of() : List.of(words.split(" ")));
  }

  private Terminals.Run atHome(String words) {
    return Terminals.run(
        words.isEmpty() ? List.of() : List.of(words.split(" ")),
        "",
        Map.of("LC_ALL", "C.UTF-8", "HOME", home.toString()));
  }

  @ParameterizedTest
  @CsvSource({
    "samples/calls.csv -q, audit samples/calls.csv -q",
    "samples/calls.csv audit -q, audit samples/calls.csv -q",
    "samples/calls.csv monthly -q, monthly samples/calls.csv -q",
    "samples/pipelines/support.yaml, estimate samples/pipelines/support.yaml",
    "daily samples/calls.csv --month 2026-10, audit samples/calls.csv --group-by day --month"
        + " 2026-10",
    "day samples/calls.csv, daily samples/calls.csv",
    "weekly samples/calls.csv, audit samples/calls.csv --group-by week",
    "week samples/calls.csv, weekly samples/calls.csv",
    "monthly samples/calls.csv -f csv, audit samples/calls.csv --group-by month -f csv",
    "month samples/calls.csv, monthly samples/calls.csv",
    "today samples/calls.csv, audit samples/calls.csv --from 2026-11-21 --to 2026-11-21",
    "yesterday samples/calls.csv, audit samples/calls.csv --from 2026-11-20 --to 2026-11-20",
    "samples/calls.csv -g team -n 2, audit samples/calls.csv --group-by team --top 2",
    "samples/calls.csv --by model, audit samples/calls.csv --group-by model",
    "--last 60d samples/calls.csv, audit samples/calls.csv --last 60d",
    "-f json samples/calls.csv, audit samples/calls.csv -f json",
    "-v samples/calls.csv, audit -v samples/calls.csv",
    "--group-by day samples/calls.csv, audit --group-by day samples/calls.csv",
    "-q forecast samples/calls.csv, forecast -q samples/calls.csv",
    "--json daily samples/calls.csv, daily samples/calls.csv -f json",
    "help today, help audit",
    "version, --version",
  })
  void aShortFormIsTheWholeCommand(String brief, String full) {
    assertThat(run(brief)).isEqualTo(run(full));
    assertThat(run(full).exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--json, -f json",
    "--csv, -f csv",
    "--tsv, -f plain",
    "--markdown, -f markdown",
    "--no-color, --color never",
    "--colour=always, --color always",
    "--since 2026-10-20, --from 2026-10-20",
    "--until=2026-10-20, --to 2026-10-20",
    "--days 60, --last 60d",
    "--day 2026-10-07, --from 2026-10-07 --to 2026-10-07",
    "--date 2026-10-07, --from 2026-10-07 --to 2026-10-07",
    "--today, --from 2026-11-21 --to 2026-11-21",
    "--yesterday, --from yesterday --to yesterday",
    "--week, --last 7d",
    "--this-month, --month 2026-11",
    "--last-month, --month 2026-10",
    "--limit 3, --top 3",
    "--group model, --group-by model",
    "--groupby=model, --group-by model",
    "--tz Europe/Zurich, --timezone Europe/Zurich",
    "--model opus, --filter model=opus",
    "'--task plan_release,review_code', '--filter task=plan_release,task=review_code'",
    "--team support --task draft*, '--filter team=support,task=draft*'",
    "--tag team=support, --filter team=support",
    "--exclude team=support, --filter team!=support",
    "-vv, -v",
    "--html, -f html",
    "--nocolor, --color never",
    "--start-date 2026-10-20 --end-date=2026-10-22, --from 2026-10-20 --to 2026-10-22",
    "--by-day, --group-by day",
    "--utc, --timezone UTC",
    "--include team=support, --filter team=support",
    "--from 2026-9, --from 2026-09",
    "--date-order MDY, --date-order mdy",
  })
  void anOptionThatHasAnotherNameElsewhereIsUnderstood(String guess, String option) {
    var expected = run("audit samples/calls.csv " + option);
    assertThat(run("audit samples/calls.csv " + guess)).isEqualTo(expected);
    assertThat(expected.exit()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "audit samples/calls.csv --date-order us | --date-order is 'us'; expected dmy, mdy",
        "audit samples/calls.csv --tier haiku | --tier is 'haiku'; expected TIER=MODEL",
        "audit samples/calls.csv --from --to 2026-10-31 | --from requires a value, as in --from"
            + " 2026-10-07",
        "audit samples/calls.csv --top 3 --top 4 | --top is given twice; expected it once",
        "reconcile samples/calls.csv --against | --against requires a value: --against BILL",
        "prices import foo bar | LIST is 'foo'; expected litellm, openrouter",
        "prices list haiku | unknown argument 'haiku'; try 'router-cost prices show haiku'",
        "route verify samples/calls.csv | --since 2026-10-15 --routing ",
        "cost samples/calls.csv | unknown command 'cost'; try 'router-cost audit"
            + " samples/calls.csv'",
        "check samples/calls.csv --fail-on 5 | pass limits in a budgets file",
        "audit samples/call.csv | no such file or folder (did you mean 'samples/calls.csv'?)",
        "audit samples/calls | no such file or folder (did you mean 'samples/calls.csv'?)",
        "check samples/calls.csv --budgets samples/budgets.yml | (did you mean"
            + " 'samples/budgets.yaml'?)",
        "audit https://example.com/a.csv | router-cost never uses the network: download it first",
      })
  void aWrongWordIsAnsweredWithTheRightOne(String words, String said) {
    var run = run(words);
    assertThat(run.exit()).isIn(2, 4);
    assertThat(run.err()).contains(said);
  }

  @Test
  void theOptionOfACommandOutranksItsOtherMeaning() {
    assertThat(run("explain samples/calls.csv --task plan_release").out())
        .contains("task plan_release");
    assertThat(run("audit samples/calls.csv --move --json").err()).contains("--move is '--json'");
    assertThat(run("audit -- --json").err()).contains("--json: no such file or folder");
  }

  @ParameterizedTest
  @CsvSource({
    "'', audit --agents --last 7d",
    "--claude-code, audit --claude-code --last 7d",
    "-f json, audit --agents -f json --last 7d",
    "--month 2026-10, audit --agents --month 2026-10",
    "today, audit --agents --from today --to today",
    "daily --month 2026-10, audit --group-by day --month 2026-10 --agents",
    "sessions, audit --group-by session --agents",
    "monthly --output NEW, audit --group-by month --agents --output NEW",
    "audit --agents, audit --agents",
  })
  void withoutALogTheAgentsOfThisMachineAreRead(String brief, String full) throws IOException {
    var log = home.resolve(".claude/projects/-home-dev-shop/a.jsonl");
    Files.createDirectories(log.getParent());
    Files.writeString(
        log,
        """
        {"type":"assistant","timestamp":"2026-11-20T10:00:00Z","sessionId":"s","cwd":"/home/dev/shop",\
        "requestId":"r","message":{"id":"m","model":"claude-haiku-5-5","role":"assistant",\
        "usage":{"input_tokens":1000,"output_tokens":100}}}
        """);
    var file = Files.createFile(home.resolve("there.csv")).toString(); // an output is no log
    var run = atHome(brief.replace("NEW", file));
    assertThat(run).isEqualTo(atHome(full.replace("NEW", file)));
    assertThat(run.exit()).as(run.err()).isZero();
  }

  @Test
  void withoutAWordAndAnAgentThereIsAShortHelp() {
    var run = atHome("");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(24);
    assertThat(run.err().lines().filter(line -> line.startsWith("  router-cost "))).hasSize(3);
    assertThat(atHome("-v").err()).contains("missing LOG; for example: router-cost audit ");
  }

  @Test
  void aMisspelledCommandStaysOneAndAMissingLogIsNamed() {
    assertThat(run("audti").err()).contains("unknown command 'audti' (did you mean 'audit'?)");
    assertThat(run("none.csv").err()).contains("none.csv");
    assertThat(run("none.csv").exit()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "blocks",
        "tui",
        "models",
        "price",
        "usage",
        "price haiku",
        "prices haiku",
        "cost",
        "budgets",
        "optimize",
        "suggest",
        "verify",
        "export",
        "import",
        "merge",
        "dashboard",
        "diff",
        "matrix",
        "help usage"
      })
  void aCommandOfAnotherToolLeadsToOneOfOurs(String guess) {
    var run = run(guess);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("; try 'router-cost ");
    var tried = run.err().replaceAll("(?s).*?; try 'router-cost ([^']*)'.*", "$1");
    assertThat(run(tried + " --help").exit()).as(tried).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "price opus, try 'router-cost prices show opus'",
    "whatif, did you mean 'what-if'?",
    "fore, did you mean 'forecast'?",
    "prices lsit, did you mean 'list'?",
    "route sugest, did you mean 'suggest'?",
    "cube foo, 'expected build, merge, show'",
    "help audti, did you mean 'audit'?",
    "audit samples/calls.csv --group-by teem, did you mean 'team'?",
    "audit samples/calls.csv --group-by foo, 'or a column of the log: team'",
    "audit samples/calls.csv --filter task=plan, did you mean 'plan_release'?",
    "audit samples/calls.csv --filter team=x, 'there are: engineering, finance, support'",
    "forecast --live x, 'to see it live: router-cost today --watch'",
    "audit samples/calls.csv --last, '--last requires a value, as in --last 7d'",
    "audit samples/calls.csv --group-by, '--group-by requires a value, as in --group-by model'",
    "audit samples/calls.csv --model gpt-9, no call has model 'gpt-9'; there are: claude-",
    "audit samples/calls.csv --task ticket, no call has task 'ticket' (did you mean"
        + " 'classify_ticket'?)",
    "audit samples/calls.csv --project shop, 'to filter by; expected task, model,'",
    "audit samples/calls.csv --project shop, 'or a column of the log: team'",
    "sessions samples/calls.csv, no record has a column 'session' to group by",
    "what-if samples/calls.csv --move team=supp=haiku, did you mean 'support'?",
    "what-if samples/calls.csv --move tem=x=haiku, no call has a column 'tem'",
    "compare samples/rush.csv samples/calls.csv --group-by call, 'only audit lists single calls'",
    "audit samples/finance/logs/shop --group-by hour, 'no call has a time of day'",
    "show samples/calls.csv, try 'router-cost audit samples/calls.csv'",
    "overview, try 'router-cost today'",
    "audit --breakdown x, '--group-by day,model'",
    "audit --currency EUR, all amounts are in US dollars",
    "audit --total, print the bill alone: --format value",
    "audit --out x, did you mean '--output'?",
    "audit --form x, did you mean '--format'?",
    "audit --verbos, did you mean '--verbose'?",
    "audit --model, '; it requires a value: --filter model=VALUE'",
    "what-if --moves x, did you mean '--move'?",
    "audit --top, --top requires a value: --top N",
    "audit -o, --output requires a value: --output FILE",
    "audit, for example: router-cost audit ",
    "explain samples/calls.csv, 'for example: router-cost explain calls.csv:14'",
    "compare, for example: router-cost compare ",
    "check samples/calls.csv, missing --budgets FILE; for example: router-cost check ",
    "estimate, '; for example: router-cost estimate '",
    "route export, missing ROUTING; for example: router-cost route export samples/routing.yaml",
    "cube, for example: router-cost cube build ",
    "prices show, missing MODEL; for example: router-cost prices show ",
    "compare samples/calls.csv, router-cost compare calls.csv --base-period september",
  })
  void aWrongUseGetsAnAnswerThatHelps(String guess, String answer) {
    var run = run(guess);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | estimate samples/calls.csv | this seems to be a log, not a pipeline; use 'router-cost"
            + " audit samples/calls.csv'",
        "2 | estimate samples/nested.jsonl | this seems to be a log, not a pipeline",
        "2 | audit samples/budgets.yaml | this is a budgets file, not a log; use 'router-cost check"
            + " calls.csv --budgets samples/budgets.yaml'",
        "2 | audit samples/pipelines/support.yaml | this is a pipeline, not a log; use 'router-cost"
            + " estimate",
        "2 | what-if samples/budgets.yaml | this is a budgets file, not a pipeline",
        "2 | check samples/calls.csv --budgets samples/routing.yaml | this is a routing file, not a"
            + " budgets file",
        "2 | audit samples/calls.csv --prices samples/calls.csv | this seems to be a log, not a"
            + " price file",
        "2 | audit samples/configuration/router-cost/config.yaml | this is a configuration, not a"
            + " log; use 'router-cost config'",
        "2 | check samples/calls.csv --budgets samples/configuration/router-cost/config.yaml | this"
            + " is a configuration, not a budgets file",
        "2 | audit samples/calls.csv --owners samples/budgets.yaml | this is a budgets file, not an"
            + " owners file",
        "2 | audit samples/calls.csv --map samples/budgets.yaml | this is a budgets file, not a"
            + " mapping",
        "2 | reconcile samples/calls.csv --against samples/budgets.yaml | this is a budgets file,"
            + " not a bill",
        "4 | audit samples/owners.csv | no columns for a model and its tokens; it has: path, user",
        "4 | init samples/nosuch.csv | samples/nosuch.csv: no such file or folder",
        "4 | cube show samples/calls.csv | use 'router-cost cube build samples/calls.csv'",
        "4 | explain samples/calls.csv:1 | the first one is on line 2",
        "4 | explain samples/calls.csv:9999 | the last one is on line 435",
        "2 | audit samples/calls.csv --task-from purpose | --task-from purpose: samples/calls.csv"
            + " has no column",
        "2 | audit samples/calls.csv --quiet=maybe | --quiet takes no value",
        "2 | audit samples/calls.csv --filter model~opus | --filter is 'model~opus'; expected"
            + " NAME=VALUE",
      })
  void aFileOfAnotherKindIsNamed(int exit, String command, String answer) {
    var run = run(command);
    assertThat(run.err()).contains(answer);
    assertThat(run.exit()).isEqualTo(exit);
  }

  @Test
  void zeroIsNoBillIfNothingIsLeft() {
    var none = run("audit samples/calls.csv --filter team=support,task=plan_release -f json");
    assertThat(none.out()).contains("\"complete\": false");
    assertThat(none.err())
        .contains("warning: 0 of 433 rows meet --filter task=plan_release and team");
    assertThat(none.exit()).isZero();
    assertThat(run("audit samples/calls.csv --month 2026-09 -f json").out())
        .contains("\"complete\": false");
    assertThat(
            run("audit samples/calls.csv --filter team=support,task=plan_release --strict").exit())
        .isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit -t",
        "audit -x",
        "audit --zz",
        "audit --quux",
        "audit --live",
        "audit --year",
        "estimate --tz",
        "prices list --task",
        "prices list --date",
        "prices list --project",
        "foo"
      })
  void nothingFarIsSuggested(String guess) {
    assertThat(run(guess).err()).doesNotContain("did you mean");
  }

  @Test
  void withoutUtf8CutTextsEndInAscii() {
    var words = List.of("audit", "samples/calls.csv", "--task", "plan");
    assertThat(Terminals.run(words, "", Map.of("LC_ALL", "C")).err())
        .contains(", .. (10 in all)")
        .matches("\\p{ASCII}*");
    var cut = List.of("audit", "src/test/resources/exports/bedrock", "--max-rejects", "99");
    assertThat(Terminals.run(cut, "", Map.of("LC_ALL", "C")).out()).matches("[\\p{ASCII}]*");
  }
}
