package routercost.whatif.evidence;

import java.util.OptionalLong;
import java.util.function.DoubleFunction;
import java.util.function.LongPredicate;
import routercost.whatif.evidence.EvidenceVerdict.Basis;
import routercost.whatif.evidence.EvidenceVerdict.State;
import routercost.whatif.evidence.GradedSample.Counts;
import routercost.whatif.evidence.GradedSample.Pairs;

/// The test of a sample against a gate: by an exact bound if its size was fixed before, else by a
/// bet that may be looked at after every answer.
abstract sealed class SampleTest {
  private static final double LIKELY = 0.80;

  /// A need for more samples than this counts as none that would do.
  private static final long MOST = 1_000_000;

  final Gate gate;
  private final GradedSample sample;

  private SampleTest(GradedSample sample, Gate gate) {
    this.sample = sample;
    this.gate = gate;
  }

  static SampleTest of(GradedSample sample, Gate gate) {
    return switch (sample) {
      case Counts counts -> new OfCounts(counts, gate);
      case Pairs pairs -> new OfPairs(pairs, gate);
    };
  }

  /// The share that has to stay below [#limit()].
  abstract double seen();

  abstract double limit();

  /// The lowest share that is possible.
  abstract double lowest();

  abstract Basis basis();

  /// The bounds at one-sided `confidence`, for a size fixed before.
  abstract double upper(double confidence);

  abstract double lower(double confidence);

  /// An upper bound at one-sided `confidence` that is right on average.
  abstract double likelyUpper(double confidence);

  /// The bet against a share of `limit` or more.
  abstract SequentialTest below(double limit);

  /// The bet against a share of `limit` or less.
  abstract SequentialTest above(double limit);

  /// Whether a sample of `size` wins that goes on like this one.
  abstract boolean wins(SequentialTest bet, long size);

  EvidenceVerdict verdict() {
    var state = state();
    boolean open = state == State.LIKELY || state == State.UNPROVEN;
    return new EvidenceVerdict(
        state,
        basis(),
        sample.samples(),
        seen(),
        sample.planned() ? upper(1 - gate.risk()) : sequentialBound(seen(), 1, this::below),
        sample.planned() ? lower(1 - gate.risk()) : sequentialBound(seen(), lowest(), this::above),
        limit(),
        open ? needed() : OptionalLong.empty());
  }

  private State state() {
    if (passes()) {
      return State.PROVEN;
    }
    if (isRejected()) {
      return State.REJECTED;
    }
    return likelyUpper(LIKELY) < limit() ? State.LIKELY : State.UNPROVEN;
  }

  /// Whether the share is shown to be below the limit.
  boolean passes() {
    return sample.planned() ? upper(1 - gate.risk()) < limit() : wins(below(limit()));
  }

  /// Whether the share is shown to be above the limit.
  boolean isRejected() {
    return sample.planned() ? lower(1 - gate.risk()) > limit() : wins(above(limit()));
  }

  private boolean wins(SequentialTest bet) {
    return wins(bet, sample.samples());
  }

  /// The limit closest to `lost`, which the sample does not show, among those that it shows: a
  /// bound that holds at all times together.
  private double sequentialBound(double lost, double won, DoubleFunction<SequentialTest> bet) {
    double near = lost;
    double shown = won;
    for (int step = 0; step < 40; step++) {
      double middle = (near + shown) / 2;
      if (wins(bet.apply(middle))) {
        shown = middle;
      } else {
        near = middle;
      }
    }
    return shown;
  }

  /// The number of further samples that prove the move if they fail like these.
  OptionalLong needed() {
    if (seen() >= limit()) {
      return OptionalLong.empty();
    }
    var bet = below(limit());
    long enough = smallest(more -> wins(bet, sample.samples() + more));
    return enough < MOST ? OptionalLong.of(enough) : OptionalLong.empty();
  }

  /// The smallest number that `enough` accepts, where it accepts all larger ones too; [#MOST] if it
  /// accepts none.
  private static long smallest(LongPredicate enough) {
    long high = 1;
    while (high < MOST && !enough.test(high)) {
      high = Math.min(MOST, high * 2);
    }
    long low = high / 2;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (enough.test(middle)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /// `part` of `whole` in a sample of `size`, rounded up.
  private static long scaled(long part, long size, long whole) {
    return part == 0 ? 0 : (long) Math.ceil((double) part * size / whole);
  }

  /// Answers of the new model alone, against a failure rate.
  private static final class OfCounts extends SampleTest {
    private final Counts counts;

    OfCounts(Counts counts, Gate gate) {
      super(counts, gate);
      this.counts = counts;
    }

    @Override
    double seen() {
      return counts.rate();
    }

    @Override
    double limit() {
      return gate.limit();
    }

    @Override
    double lowest() {
      return 0;
    }

    @Override
    Basis basis() {
      return counts.planned() ? Basis.EXACT : Basis.SEQUENTIAL;
    }

    @Override
    double upper(double confidence) {
      return proportion().exactUpper(confidence);
    }

    @Override
    double lower(double confidence) {
      return proportion().exactLower(confidence);
    }

    @Override
    double likelyUpper(double confidence) {
      return proportion().wilsonUpper(confidence);
    }

    private Proportion proportion() {
      return new Proportion(counts.samples(), counts.failures());
    }

    @Override
    SequentialTest below(double limit) {
      return new SequentialTest(limit, limit - 1);
    }

    @Override
    SequentialTest above(double limit) {
      return new SequentialTest(-limit, 1 - limit);
    }

    @Override
    boolean wins(SequentialTest bet, long size) {
      long failures = scaled(counts.failures(), size, counts.samples());
      return bet.wins(gate.risk(), size - failures, failures);
    }
  }

  /// Answers of both models to the same inputs: is the new one worse by less than the margin?
  private static final class OfPairs extends SampleTest {
    private final Pairs pairs;

    OfPairs(Pairs pairs, Gate gate) {
      super(pairs, gate);
      this.pairs = pairs;
    }

    @Override
    double seen() {
      return pairs.loss();
    }

    @Override
    double limit() {
      return gate.margin();
    }

    @Override
    double lowest() {
      return -1;
    }

    @Override
    Basis basis() {
      return pairs.planned() ? Basis.PAIRED : Basis.PAIRED_SEQUENTIAL;
    }

    @Override
    double upper(double confidence) {
      return centre() + deviation(confidence);
    }

    @Override
    double lower(double confidence) {
      return centre() - deviation(confidence);
    }

    @Override
    double likelyUpper(double confidence) {
      return upper(confidence);
    }

    /// The loss with one pair of each kind of discord added (Bonett and Price, "Adjusted Wald
    /// confidence interval for a difference of binomial proportions based on paired data", 2012):
    /// without that, pairs that all agree would prove anything.
    private double centre() {
      return (double) (pairs.onlyOld() - pairs.onlyNew()) / (pairs.samples() + 2);
    }

    private double deviation(double confidence) {
      double size = pairs.samples() + 2.0;
      double discord = (pairs.onlyOld() + pairs.onlyNew() + 2) / size;
      return Proportion.z(confidence) * Math.sqrt((discord - (centre() * centre())) / size);
    }

    @Override
    SequentialTest below(double limit) {
      return new SequentialTest(1 + limit, limit, limit - 1);
    }

    @Override
    SequentialTest above(double limit) {
      return new SequentialTest(-1 - limit, -limit, 1 - limit);
    }

    @Override
    boolean wins(SequentialTest bet, long size) {
      long worse = scaled(pairs.onlyOld(), size, pairs.samples());
      long better = pairs.onlyNew() * size / pairs.samples();
      return bet.wins(gate.risk(), better, size - worse - better, worse);
    }
  }
}
