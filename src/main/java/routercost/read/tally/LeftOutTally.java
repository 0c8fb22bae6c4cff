package routercost.read.tally;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import routercost.audit.NotCounted.Kind;
import routercost.usage.Tally;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The sums of calls that are left out although they may have cost something.
public final class LeftOutTally {
  private final Map<Kind, Tally> bounded = new EnumMap<>(Kind.class);
  private final Map<Kind, Tally> open = new EnumMap<>(Kind.class);

  private static Tally of(Map<Kind, Tally> tallies, Kind kind) {
    return tallies.computeIfAbsent(kind, _ -> new Tally());
  }

  /// Adds a call. What it logs that it cost bounds it too.
  ///
  /// @param unknown whether its counts do not bound what it can cost
  /// @param sign 1, or −1 to take it out again
  public void add(
      Kind kind, boolean unknown, UsageKey key, long[] counts, BigDecimal usd, int sign) {
    Tally calls = of(unknown && usd.signum() <= 0 ? open : bounded, kind);
    int cell = calls.cell(key);
    calls.add(cell, counts, sign);
    calls.addUsd(cell, usd, sign);
  }

  void addAll(Kind kind, boolean unknown, Tally other) {
    of(unknown ? open : bounded, kind).addAll(other);
  }

  void addAll(LeftOutTally other) {
    other.bounded.forEach((kind, tally) -> of(bounded, kind).addAll(tally));
    other.open.forEach((kind, tally) -> of(open, kind).addAll(tally));
  }

  /// Receives the sums of one kind.
  interface Receiver {
    void take(Kind kind, boolean open, Tally tally);
  }

  void forEach(Receiver receiver) {
    bounded.forEach((kind, tally) -> receiver.take(kind, false, tally));
    open.forEach((kind, tally) -> receiver.take(kind, true, tally));
  }

  /// The calls whose counts or logged cost can be read.
  Map<Kind, UsageCube> bounded() {
    return cubes(bounded);
  }

  /// The calls whose key alone is known.
  Map<Kind, UsageCube> open() {
    return cubes(open);
  }

  private static Map<Kind, UsageCube> cubes(Map<Kind, Tally> tallies) {
    var cubes = new EnumMap<Kind, UsageCube>(Kind.class);
    tallies.forEach((kind, tally) -> cubes.put(kind, tally.cube()));
    cubes.values().removeIf(UsageCube::isEmpty); // all of it was taken out again
    return cubes;
  }

  /// The number of records of the calls with a bound.
  Map<Kind, Long> records() {
    var records = new EnumMap<Kind, Long>(Kind.class);
    bounded.forEach((kind, tally) -> records.put(kind, tally.records()));
    records.values().removeIf(number -> number == 0);
    return records;
  }
}
