package routercost.price;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import routercost.usage.UsageCube;

/// The search for models of a log that are younger than the built-in book: snapshots of a later
/// day, and versions above all that the book knows of the family.
public final class YoungModels {
  private static final String BUILT_IN = "builtin-";
  private static final int DATE = "2026-11-24".length();
  private static final Pattern VERSION = Pattern.compile("\\d+(?:[.-]\\d+)*");
  private static final Pattern SEPARATOR = Pattern.compile("[.-]");

  private YoungModels() {}

  /// The last day of the built-in book with this id, with overlays or not.
  public static Optional<LocalDate> lastDay(String book) {
    return book.startsWith(BUILT_IN) && book.length() >= BUILT_IN.length() + DATE
        ? date(book.substring(BUILT_IN.length(), BUILT_IN.length() + DATE))
        : Optional.empty();
  }

  /// The names in `used` that are younger than `book`.
  public static SortedSet<String> of(UsageCube used, PriceBook book) {
    var young = new TreeSet<String>();
    var last = lastDay(book.id());
    if (last.isEmpty()) {
      return young;
    }
    var unknown = new TreeSet<String>();
    var known = new HashSet<String>(); // a year has few models, but a cell for each day
    for (var key : used.cells().keySet()) {
      var name = key.model();
      if (known.contains(name)) {
        continue;
      }
      if (book.catalog().exactId(name).isPresent()) {
        known.add(name);
      } else if (snapshot(name).filter(last.get()::isBefore).isPresent()) {
        young.add(name);
      } else if (!unknown.contains(name) && book.resolve(name, key.day()).isEmpty()) {
        unknown.add(name);
      }
    }
    for (var name : unknown) {
      if (isAbove(name, book.catalog())) {
        young.add(name);
      }
    }
    return young;
  }

  /// The day at the end of a name: `-20261201` or `-2026-12-01`.
  private static Optional<LocalDate> snapshot(String name) {
    int digits = name.length() - "20261201".length();
    if (digits > 0 && name.startsWith("-20", digits - 1)) {
      var day = name.substring(digits);
      return date(day.substring(0, 4) + "-" + day.substring(4, 6) + "-" + day.substring(6));
    }
    return name.length() > DATE && name.charAt(name.length() - DATE - 1) == '-'
        ? date(name.substring(name.length() - DATE))
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// Whether the book knows the family of `name`, and all its versions are below this one.
  private static boolean isAbove(String name, Catalog catalog) {
    var bare = ModelName.relaxedReadings(name).getLast().id();
    var family = family(bare);
    var version = version(bare);
    boolean isKnown = false;
    for (var id : catalog.names()) {
      if (id.regionMatches(true, 0, family, 0, family.indexOf('#')) && family(id).equals(family)) {
        isKnown = true;
        if (compare(version(id), version) >= 0) {
          return false;
        }
      }
    }
    return isKnown;
  }

  private static String family(String name) {
    return VERSION.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("#");
  }

  /// The numbers of the first version in a name, without a date.
  private static List<Integer> version(String name) {
    var numbers = new ArrayList<Integer>();
    var matcher = VERSION.matcher(name);
    if (matcher.find()) {
      for (var number : SEPARATOR.split(matcher.group(), -1)) {
        if (number.length() < 5) {
          numbers.add(Integer.valueOf(number));
        }
      }
    }
    return numbers;
  }

  private static int compare(List<Integer> one, List<Integer> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      int order =
          Integer.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
