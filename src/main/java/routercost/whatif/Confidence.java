package routercost.whatif;

import java.math.BigDecimal;
import java.util.ArrayList;
import routercost.price.PriceBook;
import routercost.usage.Slice;

/// A first answer that is accepted, reviewed or made anew, depending on its confidence.
///
/// Expected cost: first + review share · (review + revise rate · anew) + anew share · anew. The
/// remaining share is accepted.
///
/// @param first serves every call
/// @param reviewShare share of the calls whose answers are reviewed
/// @param reviseRate share of the reviewed answers that are made anew after all
/// @param anewShare share of the calls whose answers are made anew at once
/// @param anew serves the calls that are made anew
public record Confidence(
    Route first,
    BigDecimal reviewShare,
    Route.AnswerCheck review,
    BigDecimal reviseRate,
    BigDecimal anewShare,
    Route anew)
    implements Route {
  public Confidence {
    if (reviewShare.add(anewShare).compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("more is reviewed and made anew than there is");
    }
  }

  Confidence shared(BigDecimal reviewed, BigDecimal again) {
    return new Confidence(first, reviewed, review, reviseRate, again, anew);
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
