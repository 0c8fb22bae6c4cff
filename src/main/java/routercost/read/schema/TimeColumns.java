package routercost.read.schema;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.usage.SafeText;

/// The columns of a log that hold times, whatever they are called; looked for only where no name
/// is known to be the time of a call.
///
/// @param names of the columns whose sampled values are all times
public record TimeColumns(List<String> names) {
  private static final Pattern WORDS =
      Pattern.compile("(?<=[a-z])(?=[A-Z])|[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\p{N})");
  private static final Set<String> OF_TIME =
      words(
          """
          time date day month monat tag mois mes hour week timestamp ts datetime at on created
          when epoch utc started start datum zeit fecha""");
  private static final Set<String> OF_ANOTHER_TIME =
      words(
          """
          expires expiry expiration expire until due birth birthday valid updated modified reset
          deadline next deleted signup registered renewal cutoff""");

  private static Set<String> words(String words) {
    return Set.of(words.split("\\s+", -1));
  }

  /// The columns of a sample that hold times.
  public static TimeColumns of(Sample sample) {
    return new TimeColumns(
        sample.names().stream().filter(name -> areTimes(sample.values(name))).toList());
  }

  private static boolean areTimes(List<String> values) {
    var present = values.stream().filter(value -> !AmountParser.isMissing(value)).toList();
    var numbered = present.stream().filter(TimeColumns::hasDigit).toList();
    boolean isMost = numbered.size() * 2 > present.size(); // a word for the total may end them
    return isMost && numbered.stream().allMatch(DateParser::isTime);
  }

  private static boolean hasDigit(String value) {
    return value.chars().anyMatch(Character::isDigit);
  }

  /// The first one whose name says that it is the time of a call.
  Optional<String> called() {
    return names.stream().filter(TimeColumns::isTimeOfCall).findFirst();
  }

  private static boolean isTimeOfCall(String name) {
    boolean time = false;
    for (String word :
        WORDS.matcher(name).replaceAll(" ").toLowerCase(Locale.ROOT).split(" ", -1)) {
      if (OF_ANOTHER_TIME.contains(word)) {
        return false;
      }
      time |= OF_TIME.contains(word);
    }
    return time;
  }

  /// A sentence that names the columns that may be the time of a call; empty if there are none.
  public Optional<String> warning() {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no column is known to be the time, so calls are priced as of today; "
                + (names.size() == 1
                        ? "if it is %1$s, pass --map timestamp=%1$s"
                        : "if it is one of %s, pass --map timestamp=COLUMN")
                    .formatted(SafeText.list(names)));
  }
}
