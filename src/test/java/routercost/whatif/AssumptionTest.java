package routercost.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import routercost.usage.ServiceTier;

class AssumptionTest {
  private static final List<Assumption> ALL =
      List.of(
          new Assumption.TokenizerScaled("a", "b", new BigDecimal("1.3")),
          new Assumption.BandRecounted("a"),
          new Assumption.BandKept("a"),
          new Assumption.TokensHeld("a", "b"),
          new Assumption.ServedStandard("a", ServiceTier.FAST),
          new Assumption.CacheTooShort("a", 4096, 1000),
          new Assumption.CachesCooled(new BigDecimal("0.9"), new BigDecimal("0.5")),
          new Assumption.TooLong("a", 200_000, false),
          new Assumption.OutputScaled("a", new BigDecimal("1.2")),
          new Assumption.ThinksAsMuch("a"),
          new Assumption.DoesNotThink("a"),
          new Assumption.Retires("a", LocalDate.of(2026, 12, 1)),
          new Assumption.ServedAnywhere("a", "eu"),
          new Assumption.NotBatched("a", "fast"),
          new Assumption.NotCached("a", 1024));

  @Test
  void eachHasATextOfItsOwnByWhichItIsOrdered() {
    assertThat(ALL)
        .extracting(Assumption::text)
        .containsExactly(
            "tokens scaled a b 1.3",
            "band recounted a",
            "band kept a",
            "tokens held a b",
            "served standard a fast",
            "cache too short a 1000",
            "caches cooled 0.9 0.5",
            "too long a 200000 false",
            "output scaled a 1.2",
            "thinks as much a",
            "does not think a",
            "retires a",
            "served anywhere a eu",
            "not batched a fast",
            "not cached a 1024");
    assertThat(new TreeSet<>(ALL)).hasSize(ALL.size());
    assertThat(new TreeSet<>(ALL).first()).isEqualTo(new Assumption.BandKept("a"));
  }
}
