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

/// What routing files decide: calls by any attribute, and what is batched. A call on Opus costs
/// $0.03, on Sonnet $0.018, on Haiku $0.006.
class RoutedCallsTest {

  @TempDir Path folder;

  private String file(String name, String text) throws IOException {
    var path = folder.resolve(name);
    Files.writeString(path, text);
    return path.toString();
  }

  /// One call of 1,000 input and 1,000 output tokens on Sonnet 4.6 a row: $0.018.
  private String log(String columns, String... rows) throws IOException {
    var text = new StringBuilder("timestamp,task,model,input_tokens,output_tokens," + columns);
    for (int i = 0; i < rows.length; i++) {
      text.append(
          "\n2026-03-0%dT10:00:00Z,work,claude-sonnet-4-6,1000,1000,%s"
              .formatted(i % 2 + 1, rows[i]));
    }
    return file("calls.csv", text.append('\n').toString());
  }

  private static Terminals.Run run(String... words) {
    return Terminals.run(List.of(words));
  }

  private static Terminals.Run words(String line) {
    return run(line.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "'{complexity: low}', 2",
    "'{complexity: [low, medium]}', 3",
    "'{complexity!: low}', 2",
    "'{live: yes}', 1",
    "'{live: no, complexity: low}', 1",
    "'{day: 2026-03-01}', 2",
    "'{tier: sonnet}', 4",
    "'wo*', 4",
  })
  void aRuleTakesAnyAttributeInEveryCommand(String where, int calls) throws IOException {
    var log = log("complexity,live", "low,yes", "low,no", "medium,no", "high,no");
    var routing =
        file("routing.yaml", "rules: [{where: %s, tier: haiku, reason: easy}]".formatted(where));
    // on Haiku 4.5 a call costs $0.006: $0.012 less
    var saved = "$0.0%d".formatted(calls * 12);
    assertThat(run("audit", log, "--routing", routing).out()).contains("saves " + saved);
    assertThat(run("what-if", log, "--routing", routing).out()).contains("would save " + saved);
    assertThat(run("route", "verify", log, "--routing", routing, "--since", "2026-03-02").err())
        .isEmpty();
  }

  @Test
  void aConditionOnCallsOutranksTheirTask() throws IOException {
    var log = log("live", "yes", "no");
    var routing =
        file(
            "routing.yaml",
            "tasks: {work: haiku}\nrules: [{where: {live: yes}, tier: opus, reason: live}]\n");
    // $0.030 for the live call and $0.006 for the other, instead of $0.036
    assertThat(run("audit", log, "--routing", routing).out()).contains("$0.0360  opus-4-6 +1");
  }

  @Test
  void whatNoCallMeetsIsSaid() throws IOException {
    var log = log("live", "yes");
    var typo =
        file("routing.yaml", "tasks: {work: haiku}\nrules: [{where: {lve: yes}, tier: opus}]\n");
    assertThat(run("audit", log, "--routing", typo).err())
        .contains("no call has a column 'lve'; expected task, model,");
    var unknown = file("routing.yaml", "tasks: {other: haiku}\n");
    assertThat(run("what-if", log, "--routing", unknown).err())
        .contains("names no task of the log");
  }

  /// Calls of one hour, a minute apart.
  private String burst(int calls) throws IOException {
    var rows = new StringBuilder("timestamp,task,model,input_tokens,output_tokens\n");
    for (int i = 0; i < calls; i++) {
      rows.append("2026-03-01T10:%02d:00Z,work,claude-sonnet-4-6,1000,1000\n".formatted(i));
    }
    return file("calls.csv", rows.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "20, 'interactive: no, verifiable: yes', false",
    "21, 'interactive: no, verifiable: yes', true",
    "21, 'interactive: yes, verifiable: yes', false",
    "21, 'interactive: no, verifiable: no', false",
  })
  void moreThanTwentyCallsThatCanWaitAndBeCheckedAreBatched(
      int calls, String answers, boolean batch) throws IOException {
    var log = burst(calls);
    var routing = file("routing.yaml", "tasks: {work: {tier: sonnet, %s}}".formatted(answers));
    for (var command : List.of("audit", "what-if")) {
      var out = run(command, log, "--routing", routing).out();
      assertThat(out.contains("(50.0%)")).as(out).isEqualTo(batch);
    }
  }

  @Test
  void aProposedRoutingBatchesWhatCameInBurstsOnceItIsConfirmed() throws IOException {
    assertThat(run("route", "suggest", burst(20)).out()).doesNotContain("batch");
    var log = burst(21);
    // 21 calls at $0.018 are $0.378
    var proposal = run("route", "suggest", log).out();
    assertThat(proposal.replace("\n  # ", " "))
        .contains(
            "21 calls came in bursts of more than 20 in an hour: batch would save $0.1890 on");
    assertThat(run("route", "suggest", log, "-f", "csv").out()).contains(",21,0.189");
    var confirmed =
        file(
            "routing.yaml",
            proposal.replace("# interactive", "interactive").replace("# veri", "veri"));
    assertThat(run("audit", log, "--routing", confirmed).out()).contains("(50.0%)");
  }

  /// Answers of 100, 500 and 2,000 tokens on Sonnet 4.6: 1,000 tokens less at $15 a million.
  @Test
  void tightModeCutsTheAnswersThatAreLonger() throws IOException {
    var log =
        file(
            "calls.csv",
            """
            timestamp,task,model,input_tokens,output_tokens
            2026-03-01T10:00:00Z,work,claude-sonnet-4-6,1000,100
            2026-03-01T10:00:01Z,work,claude-sonnet-4-6,1000,500
            2026-03-02T10:00:02Z,work,claude-sonnet-4-6,1000,2000
            """);
    var routing = file("routing.yaml", "tasks: {work: {tier: sonnet, max_output: 1000}}");
    var scenario =
        file("tight.yaml", "version: 1\nmoves: [{where: work, to: sonnet, max_output: 1000}]\n");
    for (var words :
        List.of(
            List.of("audit", log, "--routing", routing),
            List.of("what-if", log, "--routing", routing),
            List.of("what-if", log, "--scenario", scenario))) {
      var out = Terminals.run(words).out().replaceAll("\\s+", " ");
      assertThat(out)
          .contains("$0.0150")
          .contains("answers of work end at 1,000 tokens, which cuts 33.3% of them");
    }
    assertThat(run("route", "export", routing, "--gateway", "litellm").out())
        .contains("      max_tokens: 1000\n");
    assertThat(run("route", "export", routing, "--gateway", "python").err())
        .contains("max_output of 'work' is not written");
  }

  /// A limit counts as the model does that writes: 770 tokens of Haiku 4.5 are 1,000 of Sonnet 5.5.
  @Test
  void aLimitIsInTokensOfTheTarget() throws IOException {
    var log =
        file(
            "calls.csv",
            """
            timestamp,task,model,input_tokens,output_tokens
            2026-11-01T10:00:00Z,work,claude-sonnet-5-5,0,1000
            2026-11-01T10:00:01Z,work,claude-sonnet-5-5,0,1001
            """);
    var routing =
        file("routing.yaml", "tasks: {work: {tier: claude-haiku-4-5-20251001, max_output: 770}}");
    assertThat(run("audit", log, "--routing", routing).out().replaceAll("\\s+", " "))
        .contains("end at 770 tokens, which cuts 50.0% of them")
        // twice 770 at $5 a million
        .contains("$0.0077");
  }

  @Test
  void aStepWithALimitCostsNoMoreThanIt() throws IOException {
    var pipeline =
        file(
            "p.yaml",
            """
            name: p
            steps:
              - {id: a, before: claude-sonnet-4-6, after: {to: claude-sonnet-4-6, max_output: 1000}, input: 0, output: 3000}
            """);
    assertThat(run("estimate", pipeline).out()).contains("$0.0450 before and $0.0150 after");
    var both = file("q.yaml", "moves: [{to: haiku, max_output: 9, output_ratio: 2}]\nversion: 1\n");
    assertThat(run("what-if", pipeline, "--scenario", both).err())
        .contains("'max_output' cannot be combined with 'output_ratio'");
    var none = file("r.yaml", "tasks: {a: {tier: haiku, max_output: 0}}\n");
    assertThat(run("what-if", pipeline, "--routing", none).err())
        .contains("r.yaml:1:38: max_output is '0'; expected a number of tokens, 1 or more");
  }

  @Test
  void aTaskOfTheFileMayBeAnAgent() throws IOException {
    var log = log("agent", "tester", "tester", "other");
    var registry = file("registry.py", "R = {\"tester\": \"haiku\"}\n");
    for (var command : List.of("audit", "what-if")) {
      assertThat(run(command, log, "--routing", registry).out())
          .contains("save")
          .contains("$0.024");
    }
    assertThat(run("route", "verify", log, "--routing", registry, "--since", "2026-03-02").out())
        .contains("haiku");
  }

  @Test
  void whichEntriesOfARegistryCanMoveIsAnswered() throws IOException {
    var registry =
        file(
            "registry.py",
            "R = {\"classify_ticket\": \"claude-sonnet-4-6\", \"plan_trip\": \"haiku\", \"x\": \"opus\"}\n");
    var out = run("route", "score", "--routing", registry).out();
    assertThat(out).contains("3 tasks").contains("; 1 can move down");
    assertThat(out).contains("classify_ticket from sonnet-4-6 to haiku: the prompt is short");
    assertThat(out).contains("plan_trip from haiku to sonnet: a plan has to hold");
    var exported = folder.resolve("export.py");
    run("route", "export", registry, "--gateway", "python", "-o", exported.toString());
    assertThat(run("route", "score", "--routing", exported.toString()).out())
        .contains("classify_ticket from sonnet-4-6 to haiku");
  }

  private static Terminals.Run asked(String answers) {
    return Terminals.run(List.of("route", "score", "--ask", "x"), answers, Map.of());
  }

  @Test
  void allQuestionsOfTheArticlesAreAsked() {
    var answers = "yes yes yes 1 1 1 retrieval yes yes no yes no".replace(' ', '\n') + "\n";
    var run = asked(answers);
    assertThat(run.err().lines()).hasSize(12);
    assertThat(run.out())
        .contains("1 task: 1 sonnet", "x: haiku by R22: retrieval, often")
        .contains("x: sonnet by R4: its output cannot be specified beforehand");
    assertThat(asked(answers.substring(0, 18)).out()).contains("1 task: 1 haiku");
    assertThat(asked(answers.substring(0, 28)).err())
        .contains("the answers ended before the questions did");
    var scored = "route score --ask x --questions yes,yes,yes --scores 1,1,1 --feature ";
    var given = words(scored + "synthesis,yes,yes,no,no --specifiable yes");
    assertThat(given.err()).isEmpty();
    assertThat(given.out()).contains("x: sonnet by R22", "x: haiku by R4");
    assertThat(words(scored + "r,yes").err())
        .contains("--feature is 'r,yes'; expected retrieval or synthesis and four of yes and no");
  }

  /// A rule's reason argues for its own tier, so it stands only where the task runs there.
  @Test
  void noReasonSpeaksAgainstItsOwnLine() throws IOException {
    var log =
        file(
            "calls.csv",
            """
            timestamp,task,model,input_tokens,output_tokens
            2026-10-20T10:00:00Z,article draft,claude-haiku-5-5,1000,1000
            2026-10-20T10:00:01Z,client strategy session,claude-sonnet-5-5,1000,1000
            2026-10-20T10:00:02Z,content brief,claude-sonnet-5-5,1000,1000
            """);
    var proposal = run("route", "suggest", log).out().replace("\n  # ", " ");
    assertThat(proposal)
        .containsPattern("Its rule asks for sonnet[^\n]*Haiku\\.\n  \"article draft\": haiku")
        .containsPattern("Its rule asks for opus[^\n]*\n  \"client strategy session\": sonnet")
        .containsPattern("Stays\\. R4, article 001[^\n]*\n  \"content brief\": sonnet");
  }

  @Test
  void whatAGatewayCannotSayIsSaid() throws IOException {
    var routing =
        file(
            "routing.yaml",
            """
            tasks:
              work: {tier: haiku, interactive: no, verifiable: yes}
            rules:
              - {where: {live: yes}, tier: opus}
              - {where: {tier: opus}, tier: sonnet}
            """);
    assertThat(run("route", "export", routing, "--gateway", "python").err())
        .contains("the rule for 'live=yes' is not written")
        .contains("the rule for 'tier=opus' is not written")
        .contains("send the calls of 'work' through the batch service yourself");
    var portkey = run("route", "export", routing, "--gateway", "portkey");
    assertThat(portkey.out()).contains("metadata.live").doesNotContain("metadata.tier");
    assertThat(portkey.err()).contains("tier=opus").doesNotContain("live=yes");
  }
}
