package routercost.audit;

import static routercost.audit.Finding.Severity.INFO;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.Usage;
import routercost.usage.UsageCube;

/// The search for bursts of calls that could go through the batch service: more than twenty of one
/// task on one model in an hour (article 001). A burst is no proof: somebody may wait for the
/// answers.
record Bursts(PriceBook book) {
  private static final BigDecimal MOST = BigDecimal.valueOf(20);

  /// One finding for each task and model that has bursts.
  ///
  /// @param byHour usage with the hour as a label
  Stream<Finding> of(UsageCube byHour) {
    return hours(byHour).entrySet().stream()
        .map(
            lane ->
                finding(
                    lane.getKey(),
                    lane.getValue().values().stream()
                        .filter(slices -> calls(slices).compareTo(MOST) > 0)
                        .toList()))
        .filter(finding -> !finding.amount().isZero());
  }

  private SortedMap<ArrivalStats.Lane, SortedMap<String, List<Slice>>> hours(UsageCube byHour) {
    var hours = new TreeMap<ArrivalStats.Lane, SortedMap<String, List<Slice>>>();
    byHour
        .slices()
        .filter(slice -> book.served(slice.key()).service() == ServiceTier.STANDARD)
        .forEach(
            slice -> {
              var key = slice.key();
              var model =
                  book.resolve(key.model(), key.day()).map(Resolution::id).orElse(key.model());
              hours
                  .computeIfAbsent(new ArrivalStats.Lane(key.task(), model), _ -> new TreeMap<>())
                  .computeIfAbsent(
                      key.labels().getOrDefault(ArrivalStats.HOUR, ""), _ -> new ArrayList<>())
                  .add(slice);
            });
    return hours;
  }

  private static BigDecimal calls(List<Slice> slices) {
    return Usage.sum(slices.stream().map(Slice::usage)).of(Meter.CALLS);
  }

  private Finding finding(ArrivalStats.Lane lane, List<List<Slice>> bursts) {
    var slices = bursts.stream().flatMap(List::stream).toList();
    var largest =
        bursts.stream().map(Bursts::calls).max(BigDecimal::compareTo).orElse(BigDecimal.ZERO);
    return new Finding(
        Finding.Rule.BATCH_BURST,
        INFO,
        lane.task(),
        String.format(
            Locale.ROOT,
            "on %s came in %s of more than 20 in an hour, the largest of %,d; if they can wait and"
                + " be checked afterwards, batch saves this much",
            lane.model(),
            bursts.size() == 1 ? "a burst" : "%,d bursts".formatted(bursts.size()),
            largest.longValue()),
        calls(slices),
        Money.sum(slices.stream().map(this::saved).toList()));
  }

  /// The saving of the batch service; zero if it has no price.
  private Money saved(Slice slice) {
    var batch = new Slice(slice.key().withService(ServiceTier.BATCH), slice.usage());
    var now = Ledger.of(List.of(slice), book::quote);
    var then = Ledger.of(List.of(batch), book::quote);
    return now.isComplete() && then.isComplete() ? now.total().minus(then.total()) : Money.ZERO;
  }
}
