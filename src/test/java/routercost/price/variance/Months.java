package routercost.price.variance;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.DraftBook;
import routercost.price.DraftModel;
import routercost.price.Ledger;
import routercost.price.PriceBook;
import routercost.price.variance.Split.Method;
import routercost.price.variance.Variance.VarianceBill;
import routercost.usage.Calls;
import routercost.usage.Slice;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// August and September in few words, for tests: `large` costs 5 and 25, `small` 1 and 5, `middle`
/// 2 and 10 in August and 3 and 15 from September on.
final class Months {
  static final PriceBook BOOK =
      DraftBook.of(
              DraftModel.named("large").costing("5", "25"),
              DraftModel.named("middle")
                  .costing("", "2026-09-01", "2", "10")
                  .costing("2026-09-01", "", "3", "15"),
              DraftModel.named("small").costing("1", "5"),
              DraftModel.named("new").costing("2026-09-10", "", "4", "20"))
          .book();
  static final LocalDate AUGUST = LocalDate.of(2026, 8, 31);
  static final LocalDate SEPTEMBER = LocalDate.of(2026, 9, 30);

  private Months() {}

  /// Calls of one task, with tokens by the thousand for all of them.
  static Slice calls(LocalDate day, String task, String model, long calls, long in, long out) {
    return new Slice(UsageKey.of(day, task, model), Calls.usage(calls, in * 1000, out * 1000));
  }

  static Slice august(String task, String model, long calls, long in, long out) {
    return calls(AUGUST, task, model, calls, in, out);
  }

  static Slice september(String task, String model, long calls, long in, long out) {
    return calls(SEPTEMBER, task, model, calls, in, out);
  }

  static VarianceBill bill(LocalDate lastDay, Slice... slices) {
    return new VarianceBill(Ledger.of(UsageCube.of(Stream.of(slices)), BOOK::quote), lastDay);
  }

  static final Function<Charge, List<String>> TASK = charge -> List.of(charge.slice().key().task());

  static Variance variance(Method method, VarianceBill base, VarianceBill head) {
    return variance(Split.of(method), base, head);
  }

  static Variance variance(Split split, VarianceBill base, VarianceBill head) {
    return Variance.of(base, head, BOOK, TASK, split);
  }
}
