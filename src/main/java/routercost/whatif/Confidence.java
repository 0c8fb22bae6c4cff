package routercost.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import routercost.price.PriceBook;
import routercost.usage.Slice;

/// A first answer whose confidence decides: accepted, reviewed, or made anew.
///
/// Expected cost: first + review share · (review + revise rate · anew) + anew share · anew. The
/// accepted share is the rest.
///
/// @param first serves every call
/// @param reviewShare of the calls, whose answers are looked at
/// @param review what a look takes
/// @param reviseRate the share of reviewed answers that are made anew after all
/// @param anewShare of the calls, whose answers are made anew at once
/// @param anew serves those
public record Confidence(
    Route first,
    BigDecimal reviewShare,
    AnswerCheck review,
    BigDecimal reviseRate,
    BigDecimal anewShare,
    Route anew)
    implements Route {
  public Confidence {
    if (reviewShare.add(anewShare).compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("more is reviewed and made anew than there is");
    }
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var parts = new ArrayList<RewrittenSlice>();
    parts.add(first.apply(slice, book, effects));
    if (reviewShare.signum() > 0) {
      parts.add(review.of(slice.times(reviewShare), book));
    }
    var again = anewShare.add(reviewShare.multiply(reviseRate));
    if (again.signum() > 0) {
      parts.add(anew.apply(slice.times(again), book, effects));
    }
    return RewrittenSlice.sum(parts.stream());
  }
}
