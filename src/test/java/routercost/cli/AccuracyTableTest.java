package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import routercost.read.exports.LogFormat;

/// The table in docs/accuracy.md of how many questions ask a rule of a format is what the questions
/// say. `-Dtranscripts.rewrite` writes it down.
@ResourceLock("documentation") // which is rewritten on demand
class AccuracyTableTest {
  private static final Path PAGE = Path.of("docs/accuracy.md");
  private static final String BEGIN = "<!-- rules -->\n";
  private static final String END = "<!-- end of rules -->";
  private static final Pattern FORMAT = Pattern.compile("\"format\": \"([a-z-]+)\"");
  private static final List<String> RULES =
      List.of(
          "copies",
          "rollups",
          "caches",
          "lifetimes",
          "iterations",
          "served",
          "band",
          "units",
          "counters",
          "failed",
          "synthetic",
          "hits",
          "sums",
          "sampled");

  /// How many questions ask each rule of each format; every format has its line.
  private static Map<LogFormat, Map<String, Integer>> asked() throws IOException {
    var counts = new EnumMap<LogFormat, Map<String, Integer>>(LogFormat.class);
    for (var format : LogFormat.values()) {
      if (format != LogFormat.CUBE) {
        counts.put(format, new TreeMap<>());
      }
    }
    for (var question : AccuracyTest.questions().toList()) {
      for (var format : formats(question)) {
        var rules = counts.computeIfAbsent(format, _ -> new TreeMap<>());
        question.rules().forEach(rule -> rules.merge(rule, 1, Integer::sum));
      }
    }
    return counts;
  }

  /// The formats of the logs of a question.
  private static List<LogFormat> formats(AccuracyTest.Question question) {
    return FORMAT
        .matcher(question.audit())
        .results()
        .map(found -> LogFormat.valueOf(found.group(1).replace('-', '_').toUpperCase(Locale.ROOT)))
        .distinct()
        .toList();
  }

  private static String table(Map<LogFormat, Map<String, Integer>> counts) {
    return Stream.concat(
            Stream.of(row("format", RULES), "|---" + "|---:".repeat(RULES.size()) + "|"),
            counts.entrySet().stream()
                .map(
                    line ->
                        row(
                            "`" + line.getKey().id() + "`",
                            RULES.stream()
                                .map(rule -> line.getValue().getOrDefault(rule, 0))
                                .map(count -> count == 0 ? "" : count.toString())
                                .toList())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(String name, List<String> cells) {
    return "| " + name + " | " + String.join(" | ", cells) + " |";
  }

  @Test
  void theTableSaysWhichRulesAreAskedOfWhichFormat() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    String table = table(asked());
    if (System.getProperty("transcripts.rewrite") != null) {
      Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
    } else {
      assertThat(page.substring(from, to)).isEqualTo(table);
    }
  }

  @Test
  void everyFormatIsAskedSomething() throws IOException {
    assertThat(asked()).allSatisfy((_, rules) -> assertThat(rules).isNotEmpty());
  }

  @Test
  void everyRuleOfAQuestionIsOneOfTheTable() throws IOException {
    assertThat(AccuracyTest.questions().flatMap(question -> question.rules().stream()))
        .isSubsetOf(RULES);
  }

  @Test
  void everyRuleIsExplainedOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(RULES).allSatisfy(rule -> assertThat(page).contains("\n- **" + rule + "**: "));
  }

  @Test
  void everyQuestionStandsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(AccuracyTest.questions())
        .allSatisfy(question -> assertThat(page).contains("| " + question.text() + " | yes |"));
  }
}
