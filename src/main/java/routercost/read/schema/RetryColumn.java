package routercost.read.schema;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.value.AmountParser;
import routercost.usage.Meter;
import routercost.usage.Tally;

/// What a column of retries says, as logs have several. What it does not say plainly is not known:
/// a note never rejects a row.
public enum RetryColumn {
  /// How often a call was tried again.
  AGAIN,
  /// How often it was tried in all.
  IN_ALL,
  /// Which try of a call the row is, the first being 1.
  WHICH,
  /// The call that the row tries again; nothing if it is a first try.
  OF;

  private static final int FIRST = Tally.slot(Meter.FIRST_TRIES);
  private static final int RETRIES = Tally.slot(Meter.RETRIES);
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(\\.0{1,6})?");
  private static final Set<String> YES = Set.of("true", "yes");
  private static final Set<String> NO = Set.of("false", "no");

  /// What the column of retries says in rows with these columns.
  public static RetryColumn of(Columns columns) {
    var notes = columns.at(Column.RETRIES).map(Columns.Found::notes).orElse(Set.of());
    if (notes.contains(Synonym.Note.TRIES_IN_ALL)) {
      return IN_ALL;
    }
    if (notes.contains(Synonym.Note.TRY_NUMBER)) {
      return WHICH;
    }
    return notes.contains(Synonym.Note.RETRY_OF) ? OF : AGAIN;
  }

  /// The number that a cell says; empty if it says none that makes sense.
  public OptionalLong number(String text) {
    String word = text.strip().toLowerCase(Locale.ROOT);
    if (this == OF) {
      return OptionalLong.of(AmountParser.isMissing(word) ? 1 : 2);
    }
    if (AmountParser.isMissing(word) || NO.contains(word)) {
      return OptionalLong.of(0);
    }
    if (YES.contains(word)) {
      return OptionalLong.of(1);
    }
    return NUMBER.matcher(word).matches()
        ? OptionalLong.of(Long.parseLong(word.split("\\.", 2)[0]))
        : OptionalLong.empty();
  }

  /// Puts a number on meters, beside the calls that stand there. Which try a row of several calls
  /// is, is not known.
  public void fill(long[] counts, long number) {
    long calls = TokenCounts.calls(counts);
    boolean again = (this == WHICH || this == OF) && number > 1;
    boolean known = calls > 0 && (this == AGAIN || this == IN_ALL || calls == 1);
    counts[FIRST] = !known || again ? 0 : calls;
    counts[RETRIES] = known ? retries(number, calls) : 0;
  }

  private long retries(long number, long calls) {
    return switch (this) {
      case AGAIN -> number;
      case IN_ALL -> Math.max(0, number - calls);
      case WHICH, OF -> number > 1 ? 1 : 0;
    };
  }

  /// Says that nothing is known.
  public static void clear(long[] counts) {
    counts[FIRST] = 0;
    counts[RETRIES] = 0;
  }
}
