package routercost.read.tally;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RowCounts;

/// Sentences that a reader of the totals has to know, collected over all inputs.
final class ReadWarnings {
  /// Formats that describe the same calls, so that reading two of them counts calls twice.
  private static final List<List<String>> SAME_CALLS =
      List.of(
          List.of(
              "claude-code",
              "claude-code-results",
              "claude-code-otel",
              "claude-code-metrics",
              "claude-code-usage",
              "ccusage"),
          List.of("codex", "ccusage"),
          List.of("gemini-cli", "gemini-cli-stats"),
          List.of("gemini-cli", "otlp-metrics"),
          List.of("qwen-code", "otlp-metrics"),
          List.of("otlp-genai", "otlp-metrics"),
          List.of("claude-code-otel", "otlp-metrics"),
          List.of("copilot-otel", "otlp-metrics"),
          List.of("copilot-cli", "copilot-otel"),
          List.of("anthropic-usage", "anthropic-console"));

  private final List<String> general = new ArrayList<>();
  private final SortedMap<String, List<String>> filesBySentence = new TreeMap<>();
  private final SortedMap<String, SortedMap<LocalDate, BigDecimal>> billedBySource =
      new TreeMap<>();

  /// Adds a sentence about all inputs.
  void add(String sentence) {
    general.add(sentence);
  }

  /// Adds a sentence about one input.
  void add(String file, String sentence) {
    filesBySentence.computeIfAbsent(sentence, _ -> new ArrayList<>()).add(file);
  }

  /// Adds an amount of a cost report.
  ///
  /// @param source of the report, such as the API or the Console; empty if no other source bills
  ///     the same money
  void addBilled(String source, ParsedRow row) {
    if (!source.isEmpty()) {
      billedBySource
          .computeIfAbsent(source, _ -> new TreeMap<>())
          .merge(row.key().day(), row.loggedUsd().orElse(BigDecimal.ZERO), BigDecimal::add);
    }
  }

  List<String> sentences(List<RowCounts> inputs) {
    var sentences = new ArrayList<String>();
    SAME_CALLS.forEach(formats -> overlap(inputs, formats).ifPresent(sentences::add));
    doubleBilling().ifPresent(sentences::add);
    sentences.addAll(general);
    filesBySentence.forEach(
        (sentence, files) ->
            sentences.add(
                files.size() == 1
                    ? files.getFirst() + ": " + sentence
                    : "in %d inputs: %s".formatted(files.size(), sentence)));
    return sentences;
  }

  private static Optional<String> overlap(List<RowCounts> inputs, List<String> formats) {
    var present =
        formats.stream()
            .filter(format -> inputs.stream().anyMatch(input -> input.format().equals(format)))
            .toList();
    return present.size() < 2
        ? Optional.empty()
        : Optional.of(
            String.join(" and ", present)
                + " may describe the same calls, which then count twice; pass only one of them");
  }

  private Optional<String> doubleBilling() {
    if (billedBySource.size() < 2) {
      return Optional.empty();
    }
    var first = billedBySource.firstEntry().getValue();
    var last = billedBySource.lastEntry().getValue();
    var days = new TreeSet<>(first.keySet());
    days.retainAll(last.keySet());
    return days.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s ($%s) and %s ($%s) cover the same days, %s to %s, so the amount is counted twice; pass only one of them"
                .formatted(
                    billedBySource.firstKey(),
                    sum(first, days),
                    billedBySource.lastKey(),
                    sum(last, days),
                    days.getFirst(),
                    days.getLast()));
  }

  private static String sum(SortedMap<LocalDate, BigDecimal> amounts, Set<LocalDate> days) {
    return days.stream()
        .map(day -> amounts.getOrDefault(day, BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .stripTrailingZeros()
        .toPlainString();
  }
}
