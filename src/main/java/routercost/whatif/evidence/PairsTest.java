package routercost.whatif.evidence;

import java.util.OptionalLong;

/// Judges answers of both models to the same inputs: is the new one worse by less than the margin?
record PairsTest(GradedSample.Pairs pairs, Gate gate) {
  private static final long MOST = 1_000_000;

  EvidenceVerdict verdict() {
    if (pairs.samples() == 0) {
      return gate.withoutSample();
    }
    var state = state();
    boolean open = state == EvidenceVerdict.State.LIKELY || state == EvidenceVerdict.State.UNPROVEN;
    return new EvidenceVerdict(
        state,
        pairs.planned() ? EvidenceVerdict.Basis.PAIRED : EvidenceVerdict.Basis.PAIRED_SEQUENTIAL,
        pairs.samples(),
        pairs.loss(),
        bound(),
        gate.margin(),
        open ? needed() : OptionalLong.empty());
  }

  private EvidenceVerdict.State state() {
    if (passes()) {
      return EvidenceVerdict.State.PROVEN;
    }
    if (isRejected()) {
      return EvidenceVerdict.State.REJECTED;
    }
    return centre() + deviation(CountsTest.LIKELY) < gate.margin()
        ? EvidenceVerdict.State.LIKELY
        : EvidenceVerdict.State.UNPROVEN;
  }

  private double bound() {
    return pairs.planned() ? centre() + deviation(1 - gate.risk()) : sequentialUpper();
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

  /// The bet against "worse by the margin or more".
  private static SequentialTest against(double margin) {
    return new SequentialTest(1 + margin, margin, margin - 1);
  }

  /// Whether the new model is shown to be worse by less than the margin.
  boolean passes() {
    return pairs.planned() ? bound() < gate.margin() : wins(against(gate.margin()), pairs);
  }

  private boolean isRejected() {
    if (pairs.planned()) {
      return centre() - deviation(1 - gate.risk()) > gate.margin();
    }
    var bet = new SequentialTest(-1 - gate.margin(), -gate.margin(), 1 - gate.margin());
    return wins(bet, pairs);
  }

  private double sequentialUpper() {
    double low = pairs.loss();
    double high = 1;
    for (int step = 0; step < 40; step++) {
      double middle = (low + high) / 2;
      if (wins(against(middle), pairs)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /// How many more pairs prove it, if they agree and differ as those before.
  private OptionalLong needed() {
    if (pairs.loss() >= gate.margin()) {
      return OptionalLong.empty();
    }
    var bet = against(gate.margin());
    long enough = SampleSize.smallest(MOST, more -> wins(bet, grown(pairs.samples() + more)));
    return enough < MOST ? OptionalLong.of(enough) : OptionalLong.empty();
  }

  private boolean wins(SequentialTest bet, GradedSample.Pairs grown) {
    long agreed = grown.samples() - grown.onlyNew() - grown.onlyOld();
    return bet.wins(gate.risk(), grown.onlyNew(), agreed, grown.onlyOld());
  }

  private GradedSample.Pairs grown(long size) {
    long worse = SampleSize.scaled(pairs.onlyOld(), size, pairs.samples());
    long better = pairs.onlyNew() * size / pairs.samples();
    return new GradedSample.Pairs(size - worse - better, worse, better, 0, false);
  }
}
