package routercost.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.usage.Slice;
import routercost.usage.UsageKey;

/// Answers whose confidence stands in a column of the log (R17). A score has to be above a
/// threshold, not at it.
///
/// @param grades the column that says whether answers were right; empty if there is none
/// @param bands the next call of each band, and its shares of the calls without a score
public record ScoreBands(
    String column, Optional<String> grades, BigDecimal accept, BigDecimal review, Confidence bands)
    implements Route {
  private static final Pattern SCORE = Pattern.compile("0?\\.\\d{1,12}|[01](\\.\\d{0,12})?");

  /// The score of calls under `key`; empty without one.
  public Optional<BigDecimal> score(UsageKey key) {
    return Optional.of(key.labels().getOrDefault(column, ""))
        .filter(text -> SCORE.matcher(text).matches())
        .map(BigDecimal::new)
        .filter(score -> score.compareTo(BigDecimal.ONE) <= 0);
  }

  /// The columns of the log that it reads.
  List<String> labels() {
    return Stream.concat(Stream.of(column), grades.stream()).toList();
  }

  @Override
  public RewrittenSlice apply(Slice slice, PriceBook book, Effects effects) {
    var score = score(slice.key());
    if (score.isEmpty()) {
      return RewrittenSlice.with(slice, new Assumption.NoScore(column))
          .then(part -> bands.apply(part, book, effects));
    }
    boolean accepted = score.get().compareTo(accept) > 0;
    boolean reviewed = !accepted && score.get().compareTo(review) > 0;
    return bands.shared(all(reviewed), all(!accepted && !reviewed)).apply(slice, book, effects);
  }

  private static BigDecimal all(boolean there) {
    return there ? BigDecimal.ONE : BigDecimal.ZERO;
  }
}
