package routercost.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.read.builtin.BuiltIn;
import routercost.read.schema.Filter;
import routercost.read.schema.OutsideLabels;
import routercost.read.schema.Owners;
import routercost.read.schema.ReadOptions;
import routercost.read.schema.RecordFilter;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.Meter;

/// Labels that do not come from the records.
class LabelsTest {
  private static final String TRANSCRIPT =
      "{\"type\":\"assistant\",\"timestamp\":\"2026-10-01T12:00:00Z\",\"cwd\":\"/home/a/billing\","
          + "\"sessionId\":\"s\",\"requestId\":\"r1\",\"message\":{\"id\":\"msg_000000000000000001\","
          + "\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":1000,\"output_tokens\":1}}}\n";

  @TempDir Path folder;

  @BeforeEach
  void writeLogs() throws IOException {
    for (var inner : List.of("platform", "web", "empty")) {
      Files.createDirectories(folder.resolve("logs").resolve(inner));
    }
    var header = "user,team,model,input_tokens\n";
    Files.writeString(
        folder.resolve("logs/platform/a.csv"),
        header + "a@shop.example,own,gpt-5.2,1\nb@elsewhere.example,,gpt-5.2,2\n".repeat(60));
    Files.writeString(
        folder.resolve("logs/web/b.csv"), header + "a@shop.example,own,gpt-5.2,10\n,,gpt-5.2,20\n");
    Files.writeString(folder.resolve("logs/web/c.jsonl"), TRANSCRIPT);
  }

  private Map<String, String> input(Set<String> labels, OutsideLabels outside) {
    return input(
        new RecordFilter(
                Filter.none(),
                labels,
                ReadCalls.ALL.period(),
                ReadCalls.ALL.timezone(),
                ReadCalls.UNDATED)
            .with(outside));
  }

  /// Input tokens by the values of the labels; the same whether calls are read one by one or not.
  private Map<String, String> input(RecordFilter filter) {
    var paths = List.of(folder.resolve("logs").toString());
    var scanned = LogReader.of(ReadCalls.request(paths, new byte[0]).with(filter)).read().used();
    var careful = ReadCalls.of(paths, new byte[0], ReadOptions.SNIFFED, filter).tally().used();
    assertThat(scanned).isEqualTo(careful);
    SortedMap<String, String> sums = new TreeMap<>();
    scanned
        .cells()
        .forEach(
            (key, usage) ->
                sums.merge(
                    String.join("/", key.labels().values()),
                    usage.of(Meter.INPUT).toPlainString(),
                    (a, b) -> String.valueOf(Long.parseLong(a) + Long.parseLong(b))));
    return sums;
  }

  private static OutsideLabels rules(String... options) {
    return new OutsideLabels(
        Stream.of(options).map(OutsideLabels.Rule::of).toList(), Optional.empty(), "");
  }

  private OutsideLabels owners(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("owners"), text);
    return new OutsideLabels(List.of(), Optional.of(Owners.read(file.toString())), "");
  }

  @Test
  void aLabelIsForAllThatIsReadOrForSomeFilesAndTheFirstHolds() {
    assertThat(input(Set.of("team"), rules("team=x"))).containsExactly(Map.entry("x", "1210"));
    assertThat(input(Set.of("team"), rules("team=p:logs/platform/**", "team=rest")))
        .containsExactly(Map.entry("p", "180"), Map.entry("rest", "1030"));
    assertThat(input(Set.of("team"), rules("team=p:platform")))
        .as("other files keep their own")
        .containsExactly(Map.entry("", "1020"), Map.entry("own", "10"), Map.entry("p", "180"));
  }

  @Test
  void fileAndFolderAreAttributes() {
    assertThat(input(Set.of("folder"), OutsideLabels.NONE))
        .containsExactly(
            Map.entry(folder + "/logs/platform", "180"), Map.entry(folder + "/logs/web", "1030"));
    assertThat(input(Set.of("file"), OutsideLabels.NONE))
        .containsEntry(folder + "/logs/web/c.jsonl", "1000")
        .hasSize(3);
  }

  @Test
  void ownersAreFoundByTheFirstRuleAndTheRestIsUnassigned() throws IOException {
    var byUser = "user,project,team,cost_center\n*@shop.example,,web,200\n,*/billing,finance,\n";
    assertThat(input(Set.of("team"), owners(byUser)))
        .containsExactly(
            Map.entry("(unassigned)", "140"), Map.entry("finance", "1000"), Map.entry("web", "70"));
    var byPath =
        """
        version: 1
        owners:
          - path: logs/platform/**
            cost_center: "100"
            team: platform
          - user: "*@shop.example"
            team: web
        """;
    assertThat(input(Set.of("team", "cost_center"), owners(byPath)))
        .containsExactly(
            Map.entry("(unassigned)/(unassigned)", "1020"),
            Map.entry("(unassigned)/web", "10"),
            Map.entry("100/platform", "180"));
  }

  @Test
  void aFilterMayAskForLabelsFromOutside() throws IOException {
    var condition = new Condition(Attribute.named("team"), new TreeSet<>(Set.of("web")), false);
    var filter =
        new RecordFilter(
            new Filter(List.of(condition), () -> BuiltIn.found().prices()),
            Set.of(),
            ReadCalls.ALL.period(),
            ReadCalls.ALL.timezone(),
            ReadCalls.UNDATED);
    assertThat(input(filter.with(rules("team=web:logs/web"))))
        .containsExactly(Map.entry("", "1030"));
    assertThat(input(filter.with(owners("user,team\n*@shop.example,web\n"))))
        .containsExactly(Map.entry("", "70"));
  }

  @Test
  void whatCannotHoldIsRefused() throws IOException {
    assertThatThrownBy(() -> rules("team"))
        .isInstanceOf(ConfigurationProblem.class)
        .hasMessageStartingWith("--label is 'team'; expected NAME=VALUE");
    assertThatThrownBy(() -> input(Set.of("team"), rules("team=x:logs/wbe/**")))
        .hasMessage("--label team=x: no input is among its files");
    assertThatThrownBy(() -> owners("usr,team\na,b\n"))
        .hasMessageContaining("owners:2: owners have no 'usr' (did you mean 'user'?)");
    assertThatThrownBy(() -> owners("user,team\na,\n"))
        .hasMessageContaining("owners:2: the rule assigns neither team nor cost_center");
  }
}
