package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import routercost.usage.Moments.Moment;

class MomentTallyTest {
  private static final UsageKey KEY = Calls.key("2026-11-01", "claude-opus-5-5");
  private static final UsageKey OTHER = KEY.withTask("other");

  private static void add(MomentTally tally, UsageKey key, Usage usage, int sign) {
    tally.add(tally.cell(key), Calls.counts(usage), sign);
  }

  private static Moment moment(MomentTally tally, UsageKey key) {
    return tally.moments().of(key).orElseThrow();
  }

  private static Map<Meter, BigDecimal> each(String input, String output) {
    return Map.of(Meter.INPUT, new BigDecimal(input), Meter.OUTPUT, new BigDecimal(output));
  }

  @Test
  void theSquaresAreThoseOfWhatEachCallComesTo() {
    var tally = new MomentTally();
    add(tally, KEY, Calls.usage(1, 100, 10), 1);
    add(tally, KEY, Calls.usage(1, 300, 20), 1);

    // (200 + 30)² + (600 + 60)²
    assertThat(moment(tally, KEY).squares(each("2", "3"))).isEqualByComparingTo("488500");
    assertThat(moment(tally, KEY).calls()).isEqualByComparingTo("2");
  }

  @Test
  void everyKindOfTokenCounts() {
    var tally = new MomentTally();
    var usage = Usage.of(Meter.CALLS, 1);
    var each = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (int i = 0; i < Moment.METERS.size(); i++) {
      usage = usage.with(Moment.METERS.get(i), i + 1);
      each.put(Moment.METERS.get(i), BigDecimal.valueOf(10).pow(i));
    }
    add(tally, KEY, usage, 1);

    // 1 + 20 + 300 + 4000 + 50000 + 600000
    assertThat(moment(tally, KEY).squares(each)).isEqualByComparingTo("428135971041");
  }

  @Test
  void whatIsTakenOutAgainIsAsIfItHadNotBeen() {
    var tally = new MomentTally();
    add(tally, KEY, Calls.usage(1, 100, 10), 1);
    add(tally, KEY, Calls.usage(1, 300, 20), 1);
    add(tally, KEY, Calls.usage(5, 7, 7), 1);
    add(tally, KEY, Calls.usage(1, 300, 20), -1);
    add(tally, KEY, Calls.usage(5, 7, 7), -1);

    assertThat(moment(tally, KEY).squares(each("1", "1"))).isEqualByComparingTo("12100");
    assertThat(moment(tally, KEY).calls()).isEqualByComparingTo("1");
  }

  @Test
  void aRowThatStandsForSeveralCallsDoesNotTellHowTheyDiffer() {
    var tally = new MomentTally();
    add(tally, KEY, Calls.usage(1, 100, 10), 1);
    add(tally, KEY, Calls.usage(2, 100, 10), 1);
    add(tally, OTHER, Calls.usage(1, 100, 10), 1);

    assertThat(tally.moments().of(KEY)).isEmpty();
    assertThat(tally.moments().of(OTHER)).isPresent();
    assertThat(tally.moments().of(KEY.withTask("none"))).isEmpty();
  }

  @Test
  void talliesOfPartsAddUpToTheTallyOfAll() {
    var random = new Random(5);
    var all = new MomentTally();
    var parts = List.of(new MomentTally(), all.another(), all.another());
    for (int i = 0; i < 200; i++) {
      var key = random.nextBoolean() ? KEY : OTHER;
      var usage = Calls.usage(1, random.nextInt(1_000_000), random.nextInt(1_000_000));
      add(all, key, usage, 1);
      add(parts.get(random.nextInt(3)), key, usage, 1);
    }
    assertThat(parts.get(0).moments().plus(parts.get(1).moments()).plus(parts.get(2).moments()))
        .isEqualTo(all.moments());

    var sum = new MomentTally();
    parts.forEach(sum::takeAll);

    assertThat(sum.moments()).isEqualTo(all.moments());
  }

  @Test
  void keysThatBecomeOneAreAdded() {
    var tally = new MomentTally();
    add(tally, KEY, Calls.usage(1, 100, 0), 1);
    add(tally, OTHER, Calls.usage(1, 200, 0), 1);

    var one = tally.moments().rekeyed(key -> key.withTask("chat"));

    assertThat(one.of(KEY).orElseThrow().squares(each("1", "0"))).isEqualByComparingTo("50000");
  }

  @Test
  void nothingIsKnownOfNothing() {
    assertThat(Moments.NONE.of(KEY)).isEmpty();
    assertThat(Moments.NONE.plus(Moments.NONE)).isEqualTo(Moments.NONE);
  }
}
