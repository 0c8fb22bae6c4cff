package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import routercost.price.PriceBook;
import routercost.read.config.prices.PriceBooks;
import routercost.usage.Calls;
import routercost.usage.Meter;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;
import routercost.whatif.PeakLoad.Peak;
import routercost.whatif.PeakLoad.Rate;

class PeakLoadTest {
  private static final PriceBook BOOK = PriceBooks.builtIn();
  private static final String OPUS = "claude-opus-5-5";
  private static final String HAIKU = "claude-haiku-5-5";

  private final PeakLoad load = new PeakLoad();
  private final TreeMap<UsageKey, Usage> cells = new TreeMap<>();

  private void call(String task, String model, String time, long input) {
    var key = Calls.key("2026-10-10", model).withTask(task);
    var usage = Calls.usage(1, input, 10).with(Meter.CACHE_READ, 5_000);
    cells.merge(key, usage, Usage::plus);
    load.add(key, Instant.parse("2026-10-10T" + time + "Z"), usage);
  }

  private static Rate rate(long requests, long tokens) {
    return new Rate(Calls.number(Long.toString(requests)), Calls.number(Long.toString(tokens)));
  }

  @Test
  void aMoveTakesLoadFromOneLimitToAnother() {
    call("chat", OPUS, "10:00:01", 100);
    call("plan", OPUS, "10:00:59", 300);
    call("plan", OPUS, "10:01:00", 2_000);
    call("tag", HAIKU, "10:00:30", 50);
    var bill = Comparison.of(new UsageCube(cells), Scenario.NONE, BOOK, Optional.empty());
    var moved = bill.under(new Scenario("s", List.of(Rule.Move.ofTask("chat", "haiku"))), BOOK);

    assertThat(load.peaks(key -> key, bill, Optional.empty()))
        .containsExactly(
            new Peak(HAIKU, rate(1, 60), Optional.empty()),
            new Peak(OPUS, rate(2, 2_010), Optional.empty()));
    assertThat(load.peaks(key -> key, bill, Optional.of(moved)))
        .containsExactly(
            new Peak(HAIKU, rate(1, 60), Optional.of(rate(2, 170))),
            new Peak(OPUS, rate(2, 2_010), Optional.of(rate(1, 2_010))));
  }
}
