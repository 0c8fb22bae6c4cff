package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs under a configuration file and variables.
class SettingsTest {
  @TempDir Path folder;

  private Terminals.Run run(String yaml, String command, String... variables) throws IOException {
    var file = folder.resolve("router-cost/config.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
    var all = new HashMap<>(Map.of("LC_ALL", "C.UTF-8", "XDG_CONFIG_HOME", folder.toString()));
    for (var variable : variables) {
      var parts = variable.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return Terminals.run(Arrays.asList(command.split(" ")), "", all);
  }

  private static Terminals.Run plain(String command) {
    return Terminals.run(Arrays.asList(command.split(" ")));
  }

  @Test
  void fileSetsWhatIsNotTyped() throws IOException {
    var yaml = "version: 1\nformat: csv\ngroup_by: [model, tier]\ntop: 3\n";
    assertThat(run(yaml, "audit samples/calls.csv"))
        .isEqualTo(plain("audit samples/calls.csv -f csv --group-by model,tier --top 3"));
    assertThat(run(yaml, "audit samples/calls.csv --by task"))
        .isEqualTo(plain("audit samples/calls.csv -f csv --top 3"));
  }

  @Test
  void typedOptionsComeBeforeVariablesAndVariablesBeforeFiles() throws IOException {
    var yaml = "format: csv\ntop: 3\ncommands:\n  audit: {top: 2}\n";
    var audit = "audit samples/calls.csv";
    assertThat(run(yaml, audit)).isEqualTo(plain(audit + " -f csv -n 2"));
    assertThat(run(yaml, audit, "ROUTER_COST_TOP=4")).isEqualTo(plain(audit + " -f csv -n 4"));
    assertThat(run(yaml, audit + " -n 5", "ROUTER_COST_TOP=4"))
        .isEqualTo(plain(audit + " -f csv -n 5"));
    assertThat(run(yaml, audit + " --no-config", "ROUTER_COST_TOP=4").out())
        .isEqualTo(plain(audit).out());
  }

  @Test
  void typedListReplacesTheConfiguredOne() throws IOException {
    var audit = "audit samples/calls.csv -f csv --filter team=support";
    assertThat(run("filter: {model: opus, team: [a, b]}\n", audit)).isEqualTo(plain(audit));
  }

  @Test
  void pathsAreRelativeToTheFile() throws IOException {
    var folders = Files.createDirectories(folder.resolve("router-cost"));
    Files.copy(Path.of("samples/calls.csv"), folders.resolve("mine.csv"));
    Files.copy(Path.of("samples/routing.yaml"), folders.resolve("routes.yaml"));
    var yaml = "log: mine.csv\nrouting: routes.yaml\nformat: csv\n";
    assertThat(run(yaml, "audit").out())
        .isEqualTo(plain("audit samples/calls.csv -f csv --routing samples/routing.yaml").out());
    assertThat(run(yaml, "audit --move plan_release=haiku").out())
        .isEqualTo(plain("audit samples/calls.csv -f csv --move plan_release=haiku").out());
    assertThat(run("log: none.csv\n", "audit"))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(4))
        .satisfies(
            run ->
                assertThat(run.err())
                    .contains("none.csv: no such file")
                    .endsWith("config.yaml:1:1)\n"));
  }

  @Test
  void configuredInputIsNotOverwritten() throws IOException {
    Files.createDirectories(folder.resolve("router-cost"));
    var log = Files.copy(Path.of("samples/calls.csv"), folder.resolve("router-cost/mine.csv"));
    assertThat(run("log: mine.csv\n", "audit -o " + log).err())
        .contains("would overwrite an input");
  }

  @Test
  void allMistakesAreReportedAtTheirPlaces() throws IOException {
    var yaml =
        """
        version: 2
        timezon: UTC
        top: many
        prices: {a: b}
        strict: perhaps
        filter: [model=opus, model]
        output: report.txt
        commands:
          audits: {top: 3}
          audit: {topp: 4}
          compare: {joint: saved}
        """;
    var run = run(yaml, "audit samples/calls.csv -n 3");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err().replace(folder.toString(), "").replaceAll("(allowed:).*", "$1").lines())
        .containsExactly(
            "router-cost: /router-cost/config.yaml:1:10: version is '2'; expected 1",
            "router-cost: /router-cost/config.yaml:2:1: unknown key 'timezon' (did you mean 'timezone'?)",
            "router-cost: /router-cost/config.yaml:3:6: top is 'many'; expected a whole number",
            "router-cost: /router-cost/config.yaml:4:9: prices is a mapping; expected FILE",
            "router-cost: /router-cost/config.yaml:5:9: strict is 'perhaps'; expected true or false",
            "router-cost: /router-cost/config.yaml:6:22: filter is 'model'; expected NAME=VALUE or NAME!=VALUE, such as model=opus",
            "router-cost: /router-cost/config.yaml:7:1: output is for the command line only: a configuration neither writes files nor changes the exit code",
            "router-cost: /router-cost/config.yaml:9:12: unknown command 'audits' (did you mean 'audit'?); expected audit, check, compare, config, cube build, cube merge, cube show, cube sql, doctor, estimate, explain, explore, forecast, prices diff, prices import, prices list, prices show, prices verify, reconcile, report, route baselines, route export, route score, route suggest, route verify, what-if",
            "router-cost: /router-cost/config.yaml:10:11: unknown key 'topp' (did you mean 'top'?)",
            "router-cost: /router-cost/config.yaml:11:20: joint is 'saved'; expected price, separate");
    assertThat(run(yaml, "audit --help").exit()).isZero();
  }

  @Test
  void optionThatDoesNotFitNamesTheFile() throws IOException {
    assertThat(run("top: 0\n", "audit samples/calls.csv").err())
        .startsWith("router-cost: --top is 0; expected 1 or more (--top is set by ")
        .endsWith("/router-cost/config.yaml:1:1)\n");
  }

  @Test
  void variableWithoutAnOptionIsNamed() throws IOException {
    assertThat(run("top: 3\n", "audit samples/calls.csv", "ROUTER_COST_TIMEZOME=UTC").err())
        .startsWith(
            "warning: ROUTER_COST_TIMEZOME is not a variable of router-cost (did you mean 'ROUTER_COST_TIMEZONE'?) and has no effect\n");
    assertThat(run("top: 3\n", "audit samples/calls.csv", "ROUTER_COST_TOP=x").err())
        .isEqualTo("router-cost: ROUTER_COST_TOP: top is 'x'; expected a whole number\n");
  }

  @Test
  void budgetsForAllCommandsAreThoseOfTheGate() throws IOException {
    var yaml = "budgets: %s\n".formatted(Path.of("samples/limits.yaml").toAbsolutePath());
    assertThat(run(yaml, "audit samples/calls.csv").exit()).isZero();
    assertThat(run(yaml, "check samples/calls.csv").exit()).isEqualTo(2); // a budget lacks --base
    assertThat(run("commands: {audit: {" + yaml.strip() + "}}", "audit samples/calls.csv").exit())
        .isEqualTo(2);
  }

  @Test
  void gateNamesItsConfigurationInEveryFormat() throws IOException {
    var gate = "check samples/calls.csv --budgets samples/limits.yaml -f ";
    for (var format : new String[] {"table", "markdown", "json", "junit", "github", "comment"}) {
      assertThat(run("filter: task=plan_release\n", gate + format, "ROUTER_COST_STRICT=true").out())
          .as(format)
          .contains("config.yaml")
          .containsAnyOf("ROUTER_COST_STRICT", "ROUTER\\_COST\\_STRICT")
          .doesNotContain(folder.toString() + "/router-cost/config.yaml:");
    }
    assertThat(plain(gate + "json").out()).doesNotContain("\"configuration\"");
  }

  @Test
  void verboseRunSaysWhatTheConfigurationSets() throws IOException {
    assertThat(run("top: 3\ncolor: never\n", "audit samples/calls.csv -v").err())
        .contains("/router-cost/config.yaml sets --top, --color\n");
  }

  @Test
  void configShowsEachValueAndItsPlace() throws IOException {
    var yaml = "timezone: Asia/Tokyo\ncommands:\n  audit: {top: 3}\nhourly: 90\n";
    assertThat(run(yaml, "config -f csv", "ROUTER_COST_COLOR=never").out())
        .isEqualTo(
            """
            key,command,values,from
            cache_tokens,,auto,built in
            color,,never,ROUTER_COST_COLOR
            dedupe,,on,built in
            hourly,,90,config.yaml:4
            method,,steps,built in
            schema,,calls,built in
            timezone,,Asia/Tokyo,config.yaml:1
            top,audit,3,config.yaml:3
            """);
    assertThat(run(yaml, "config -f json --no-config").out())
        .contains("\"configuration\": []")
        .doesNotContain("Tokyo");
  }

  @Test
  void keyThatNeedsAnotherWaitsForIt() throws IOException {
    var audit = "audit samples/calls.csv";
    assertThat(run("hourly: 90\n", audit)).isEqualTo(plain(audit));
    assertThat(run("hourly: 90\n", audit + " --effort 4"))
        .isEqualTo(plain(audit + " --effort 4 --hourly 90"));
  }

  @Test
  void seedWaitsForDraws() throws IOException {
    var estimate = "estimate samples/pipelines/support.yaml";
    assertThat(run("seed: 7\n", estimate)).isEqualTo(plain(estimate));
    assertThat(run("seed: 7\n", estimate + " --draws 50"))
        .isEqualTo(plain(estimate + " --draws 50 --seed 7"));
  }

  @Test
  void configurationChangesNoFilesOfAgents() throws IOException {
    var yaml = "commands:\n  route export: {in_place: true}\n";
    var run = run(yaml, "route export samples/routing.yaml --gateway claude-agents");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("in_place is for the command line only");
  }
}
