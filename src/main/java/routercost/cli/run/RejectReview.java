package routercost.cli.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import routercost.audit.NotCounted;
import routercost.cli.console.ExitCode;
import routercost.read.schema.RowCounts;
import routercost.read.tally.LogTally;
import routercost.report.layout.Phrases;

/// The judge of rejected rows: --max-rejects holds for every input, in rows and in tokens.
///
/// @param notCounted has a line of its own, which says how many rows were rejected
record RejectReview(LogRun run, LogTally tally, NotCounted notCounted) {
  private static final int SHOWN = 5;

  /// The files that an error names.
  private static final int NAMED = 2;

  void report() {
    tally.inputs().forEach(this::requireUsableRow);
    long rejected = sum(RowCounts::rejected);
    if (rejected == 0) {
      return;
    }
    tally.inputs().stream()
        .flatMap(input -> input.firstRejects().stream())
        .limit(SHOWN)
        .forEach(reject -> run.console().warn(reject.origin() + ": " + reject.reason()));
    boolean isCounted =
        notCounted.entries().stream().anyMatch(entry -> entry.kind() == NotCounted.Kind.REJECTED);
    var limit = "; --max-rejects is " + run.logs().maxRejects().toPlainString() + "%";
    if (run.logs().isStrict() && !isCounted) { // of rows that a filter leaves out
      var summary = summary(rejected, sum(RowCounts::rows));
      run.console().fail(ExitCode.INPUT_OUTPUT, summary + "; --strict allows none" + hint());
    }
    if (run.logs().isStrict()) {
      return;
    }
    var over =
        tally.inputs().stream().filter(input -> inRows(input) || exceedsInTokens(input)).toList();
    if (!over.isEmpty()) {
      run.console().fail(ExitCode.INPUT_OUTPUT, over(over) + limit + hint());
    }
  }

  private boolean inRows(RowCounts input) {
    return exceeds(BigDecimal.valueOf(input.rejected()), BigDecimal.valueOf(input.rows()));
  }

  /// The inputs that have too many rejected rows: the first by name, of many the number.
  private String over(List<RowCounts> inputs) {
    if (tally.inputs().size() == 1) {
      return summary(inputs.getFirst());
    }
    var first = inputs.stream().map(input -> input.path() + ": " + summary(input)).limit(NAMED);
    int more = inputs.size() - NAMED;
    return first.collect(Collectors.joining("; "))
        + (more > 0 ? "; and " + Phrases.counted(more, "more input") : "");
  }

  private String summary(RowCounts input) {
    return summary(input.rejected(), input.rows()) + (inRows(input) ? "" : " with too many tokens");
  }

  /// Where rejected rows are saved, or how; empty without any, or if they are those of a cube.
  String hint() {
    long rejected = sum(RowCounts::rejected);
    boolean isOfCubes = tally.inputs().stream().allMatch(log -> log.firstRejects().isEmpty());
    return isOfCubes
        ? ""
        : run.logs()
            .rejectFile()
            .map(file -> "; saved to " + file)
            .orElse("; use --rejects FILE to save " + (rejected == 1 ? "it" : "them"));
  }

  private long sum(ToLongFunction<RowCounts> rows) {
    return tally.inputs().stream().mapToLong(rows).sum();
  }

  /// A file of which nothing can be used is an error, whatever share of all rows it has.
  private void requireUsableRow(RowCounts input) {
    long unusable = input.rejected() + LeftOutCalls.noUsage(input);
    boolean isWholeFile = unusable > 0 && input.used() + input.duplicates() == 0;
    if (isWholeFile && unusable == input.rows() && tally.inputs().size() > 1) {
      run.console()
          .fail(
              ExitCode.INPUT_OUTPUT,
              "%s: none of its %d rows can be used".formatted(input.path(), input.rows()));
    } else if (isWholeFile && input.rejected() == 0 && unusable == input.rows()) {
      run.console()
          .fail(
              ExitCode.INPUT_OUTPUT,
              input.path()
                  + ": no row has a token count; name their columns with --map input_tokens=COLUMN");
    }
  }

  private static String summary(long rejected, long rows) {
    return rejected + " of " + rows + " rows " + (rejected == 1 ? "was" : "were") + " rejected";
  }

  /// Rows that a filter leaves out count as rows with the average of those that are used.
  private boolean exceedsInTokens(RowCounts input) {
    long tokens = tally.leftOut().rejectedTokens().getOrDefault(input.path(), 0L);
    if (input.tokens() == 0 || tokens == 0) {
      return false;
    }
    var readable = BigDecimal.valueOf(input.rows() - input.rejected());
    var all =
        BigDecimal.valueOf(input.tokens())
            .multiply(readable)
            .divide(BigDecimal.valueOf(input.used()), RoundingMode.HALF_UP)
            .add(BigDecimal.valueOf(tokens));
    return exceeds(BigDecimal.valueOf(tokens), all);
  }

  private boolean exceeds(BigDecimal rejected, BigDecimal all) {
    var allowed = run.logs().maxRejects().multiply(all);
    return rejected.movePointRight(2).compareTo(allowed) > 0;
  }
}
