package routercost.audit;

import static routercost.audit.Finding.Severity.INFO;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;
import routercost.usage.Slice;
import routercost.usage.UsageCube;

/// Many calls at once that may as well go through the batch service: more than twenty of one task
/// on one model in an hour (article 001). A burst is evidence and not permission: it says nothing
/// of whether somebody waits.
record Bursts(PriceBook book) {
  private static final BigDecimal MOST = BigDecimal.valueOf(20);

  /// One finding for each task and model that has bursts.
  ///
  /// @param byHour usage by the hour, which stands in the labels
  Stream<Finding> of(UsageCube byHour) {
    var bursts = new TreeMap<ArrivalStats.Lane, List<List<Slice>>>();
    cells(byHour)
        .forEach(
            (hour, slices) -> {
              if (calls(slices).compareTo(MOST) > 0) {
                bursts.computeIfAbsent(hour.lane(), _ -> new ArrayList<>()).add(slices);
              }
            });
    return bursts.entrySet().stream()
        .map(lane -> finding(lane.getKey(), lane.getValue()))
        .filter(finding -> !finding.amount().isZero());
  }

  private record Hour(ArrivalStats.Lane lane, String hour) implements Comparable<Hour> {
    @Override
    public int compareTo(Hour other) {
      int order = lane.compareTo(other.lane);
      return order != 0 ? order : hour.compareTo(other.hour);
    }
  }

  private TreeMap<Hour, List<Slice>> cells(UsageCube byHour) {
    var cells = new TreeMap<Hour, List<Slice>>();
    byHour
        .slices()
        .filter(slice -> book.served(slice.key()).service() == ServiceTier.STANDARD)
        .forEach(
            slice -> {
              var key = slice.key();
              var model =
                  book.resolve(key.model(), key.day()).map(found -> found.id()).orElse(key.model());
              var hour = key.labels().getOrDefault(ArrivalStats.HOUR, "");
              cells
                  .computeIfAbsent(
                      new Hour(new ArrivalStats.Lane(key.task(), model), hour),
                      _ -> new ArrayList<>())
                  .add(slice);
            });
    return cells;
  }

  private static BigDecimal calls(List<Slice> slices) {
    return slices.stream()
        .map(slice -> slice.usage().of(Meter.CALLS))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Finding finding(ArrivalStats.Lane lane, List<List<Slice>> bursts) {
    var all = bursts.stream().flatMap(List::stream).toList();
    var largest = bursts.stream().map(Bursts::calls).max(BigDecimal::compareTo).orElseThrow();
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
        calls(all),
        Money.sum(all.stream().map(this::saved).toList()));
  }

  /// What the batch service would save; nothing where it has no price.
  private Money saved(Slice slice) {
    var batch = new Slice(slice.key().withService(ServiceTier.BATCH), slice.usage());
    var now = Ledger.of(List.of(slice), book::quote);
    var then = Ledger.of(List.of(batch), book::quote);
    return now.isComplete() && then.isComplete() ? now.total().minus(then.total()) : Money.ZERO;
  }
}
