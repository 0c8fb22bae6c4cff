package routercost.whatif;

import java.math.BigDecimal;
import java.time.LocalDate;
import routercost.price.PriceBook;
import routercost.usage.Meter;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// Calls with images in every prompt, counted as the serving model counts them.
///
/// @param count images in each prompt
/// @param width of each, in pixels
/// @param height of each, in pixels
public record WithImages(Route route, BigDecimal count, long width, long height)
    implements Route.Wrapper {
  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    return route.apply(slice, book, effects).then(routed -> pictured(routed, book));
  }

  private RewrittenSlice pictured(Slice slice, PriceBook book) {
    var usage = slice.usage();
    long each = PictureTokens.by(slice.key(), book).of(width, height);
    var more = usage.of(Meter.CALLS).multiply(count).multiply(BigDecimal.valueOf(each));
    return RewrittenSlice.unchanged(
        new Slice(slice.key(), usage.with(Meter.INPUT, usage.of(Meter.INPUT).add(more))));
  }

  /// The tokens of an image (prices.md section 3: the documentation of 2026, and the formula before
  /// it).
  public enum PictureTokens {
    /// Patches of 28 by 28 pixels, after scaling down to 2,576 pixels and 4,784 patches: models
    /// with the newer tokenizer.
    HIGH_RESOLUTION(2576, 4784),
    /// Patches of that size, after scaling down to 1,568 pixels and 1,568 patches: the other models
    /// of 2026.
    STANDARD(1568, 1568),
    /// Width times height by 750, after scaling down to 1,568 pixels: older models.
    BY_AREA(1568, Integer.MAX_VALUE);

    private static final long PATCH = 28;
    private static final long AREA = 750;
    private static final LocalDate PATCHES_SINCE = LocalDate.of(2026, 1, 1);

    private final long longestEdge;
    private final long most;

    PictureTokens(long longestEdge, long most) {
      this.longestEdge = longestEdge;
      this.most = most;
    }

    /// The count of the model of `key`. A model that is not in the book counts as older ones.
    static PictureTokens by(UsageKey key, PriceBook book) {
      var model = book.catalog().models().get(ModelSupport.model(key, book));
      if (model == null) {
        return BY_AREA;
      }
      if (model.tokenizer().equals("new")) {
        return HIGH_RESOLUTION;
      }
      boolean recent =
          model.lifecycle().released().filter(day -> !day.isBefore(PATCHES_SINCE)).isPresent();
      return recent ? STANDARD : BY_AREA;
    }

    /// The tokens of an image of `width` by `height` pixels.
    public long of(long width, long height) {
      long shown = Math.min(Math.max(width, height), longestEdge);
      while (shown > 1 && tokens(width, height, shown) > most) {
        shown--;
      }
      return tokens(width, height, shown);
    }

    /// The tokens if the longer edge is scaled to `shown` pixels.
    private long tokens(long width, long height, long shown) {
      long longer = Math.max(width, height);
      long shorter = Math.max(1, Math.ceilDiv(Math.min(width, height) * shown, longer));
      return this == BY_AREA
          ? Math.ceilDiv(shown * shorter, AREA)
          : Math.ceilDiv(shown, PATCH) * Math.ceilDiv(shorter, PATCH);
    }
  }
}
