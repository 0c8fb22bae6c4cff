package routercost.whatif.evidence;

import java.util.OptionalLong;

/// Judges answers of the new model alone against a failure rate.
record CountsTest(GradedSample.Counts counts, Gate gate) {
  /// How sure one has to be to call a move likely.
  static final double LIKELY = 0.80;

  private static final long MOST = 1_000_000;

  EvidenceVerdict verdict() {
    if (counts.samples() == 0) {
      return gate.withoutSample();
    }
    var state = state();
    boolean open = state == EvidenceVerdict.State.LIKELY || state == EvidenceVerdict.State.UNPROVEN;
    return new EvidenceVerdict(
        state,
        counts.planned() ? EvidenceVerdict.Basis.EXACT : EvidenceVerdict.Basis.SEQUENTIAL,
        counts.samples(),
        counts.rate(),
        bound(),
        gate.limit(),
        open ? needed(counts, gate) : OptionalLong.empty());
  }

  private EvidenceVerdict.State state() {
    if (passes()) {
      return EvidenceVerdict.State.PROVEN;
    }
    if (isRejected()) {
      return EvidenceVerdict.State.REJECTED;
    }
    return proportion().wilsonUpper(LIKELY) < gate.limit()
        ? EvidenceVerdict.State.LIKELY
        : EvidenceVerdict.State.UNPROVEN;
  }

  private Proportion proportion() {
    return new Proportion(counts.samples(), counts.failures());
  }

  private double bound() {
    return counts.planned()
        ? proportion().exactUpper(1 - gate.risk())
        : sequentialUpper(counts, gate.risk());
  }

  /// The bet against "it fails at the limit or more often": pays on success, loses on failure.
  private static SequentialTest against(double limit) {
    return new SequentialTest(limit, limit - 1);
  }

  /// Whether the rate is shown to be below the limit.
  boolean passes() {
    return counts.planned()
        ? bound() < gate.limit()
        : against(gate.limit())
            .wins(gate.risk(), counts.samples() - counts.failures(), counts.failures());
  }

  /// Whether the rate is shown to be above the limit.
  boolean isRejected() {
    return counts.planned()
        ? proportion().exactLower(1 - gate.risk()) > gate.limit()
        : new SequentialTest(-gate.limit(), 1 - gate.limit())
            .wins(gate.risk(), counts.samples() - counts.failures(), counts.failures());
  }

  /// The lowest limit that the bet would have shown the rate to stay below: a bound that holds at
  /// all times together.
  static double sequentialUpper(GradedSample.Counts counts, double risk) {
    long good = counts.samples() - counts.failures();
    double low = counts.rate();
    double high = 1;
    for (int step = 0; step < 40; step++) {
      double middle = (low + high) / 2;
      if (against(middle).wins(risk, good, counts.failures())) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /// How many more samples prove it, if they fail as those before.
  static OptionalLong needed(GradedSample.Counts counts, Gate gate) {
    if (counts.rate() >= gate.limit()) {
      return OptionalLong.empty();
    }
    var bet = against(gate.limit());
    long enough =
        SampleSize.smallest(
            MOST,
            more -> {
              long samples = counts.samples() + more;
              long failures = SampleSize.scaled(counts.failures(), samples, counts.samples());
              return bet.wins(gate.risk(), samples - failures, failures);
            });
    return enough < MOST ? OptionalLong.of(enough) : OptionalLong.empty();
  }
}
