package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import routercost.price.PriceBook;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.Usage;

/// A further call that looks at an answer: a validator or a reviewer.
///
/// @param target the tier or model that looks
/// @param input tokens of each of its prompts, as it counts them
/// @param output tokens of each of its answers
public record AnswerCheck(String target, BigDecimal input, BigDecimal output) {
  /// One look at each call of `slice`.
  RewrittenSlice of(Slice slice, PriceBook book) {
    var calls = slice.usage().of(Meter.CALLS);
    var assumptions = new TreeSet<Assumption>();
    var key = ModelSwitch.served(slice.key(), target, book, assumptions);
    var usage =
        Usage.NONE
            .with(Meter.CALLS, calls)
            .with(Meter.INPUT, input.multiply(calls))
            .with(Meter.OUTPUT, output.multiply(calls));
    var band = Band.ofAverage(input, BigDecimal.ONE);
    return new RewrittenSlice(List.of(new Slice(key.withBand(band), usage)), assumptions);
  }
}
