package routercost.whatif;

import java.math.BigDecimal;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;

/// With pictures in every prompt, counted as the model that serves the call counts them.
///
/// @param count pictures in each prompt
/// @param width of each, in pixels
/// @param height of each, in pixels
public record WithImages(Route route, BigDecimal count, long width, long height) implements Route {
  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    return route.apply(slice, book, effects).then(one -> pictured(one, book));
  }

  private RewrittenSlice pictured(Slice slice, PriceBook book) {
    var usage = slice.usage();
    long each = PictureTokens.by(slice.key(), book).of(width, height);
    var more = usage.of(Meter.CALLS).multiply(count).multiply(BigDecimal.valueOf(each));
    return RewrittenSlice.unchanged(
        new Slice(slice.key(), usage.with(Meter.INPUT, usage.of(Meter.INPUT).add(more))));
  }
}
