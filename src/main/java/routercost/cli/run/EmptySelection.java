package routercost.cli.run;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.read.schema.ParsedRow.Skipped;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;
import routercost.report.layout.Phrases;

/// A period and a filter that may leave no call of a log.
record EmptySelection(LogTally tally, Period period, List<String> conditions) {
  /// `0 of 434 rows are from 2026-09-01 to 2026-09-30; the log has rows of …`; empty if calls are
  /// left, or there were none.
  Optional<String> sentence() {
    long outside = skipped(tally, Skipped.OUTSIDE_PERIOD);
    long filtered = skipped(tally, Skipped.FILTERED_OUT);
    if (!tally.used().isEmpty() || outside + filtered == 0) {
      return Optional.empty();
    }
    var met = filtered == 0 ? "" : " meet --filter " + String.join(" and ", conditions);
    var rows = "0 of " + Phrases.counted(outside + filtered, "row");
    return Optional.of(
        outside == 0
            ? rows + met
            : "%s are %s%s; the log has rows of %s"
                .formatted(
                    rows,
                    days(),
                    filtered == 0 ? "" : " and" + met,
                    tally.leftOut().outside().orElse("other days")));
  }

  private String days() {
    var from = period.from().map(LocalDate::toString).orElse("");
    var to = period.to().map(day -> day.minusDays(1).toString()).orElse("");
    if (from.equals(to)) {
      return from.isEmpty() ? "in the period that was asked for" : "from " + from;
    }
    if (to.isEmpty()) {
      return "from " + from + " or later";
    }
    return from.isEmpty() ? "from " + to + " or earlier" : "from " + from + " to " + to;
  }

  /// The rows that were skipped for a reason.
  static long skipped(LogTally tally, Skipped reason) {
    return tally.inputs().stream()
        .mapToLong(input -> input.skipped().getOrDefault(reason.reason(), 0L))
        .sum();
  }
}
