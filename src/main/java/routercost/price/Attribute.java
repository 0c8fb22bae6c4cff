package routercost.price;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.usage.UsageKey;

/// A property of calls that reports group by, and that filters, moves and budgets choose calls by.
///
/// The hour of a call is a label, which single calls are given, because usage is kept by day.
public sealed interface Attribute {
  /// Marks the name of a column that is also the name of a known attribute: `tag.tier`.
  String COLUMN = "tag.";

  /// Values that say that there is none, in lower case.
  Set<String> NONE =
      Set.of(
          "",
          "-",
          "--",
          "–",
          "—",
          "?",
          "null",
          "none",
          "nil",
          "nan",
          "n/a",
          "#n/a",
          "n.a.",
          "\\n",
          "unknown",
          "undefined",
          "unset",
          "not set",
          "missing",
          "empty",
          "blank",
          "(null)",
          "(none)",
          "(unknown)",
          "(not set)",
          "(blank)",
          "(empty)",
          "<null>",
          "<none>",
          "<nil>");

  /// The name in options and machine formats.
  String id();

  /// The value for calls under `key`; empty if they have none.
  ///
  /// @param found their model in the price book
  String value(UsageKey key, Optional<Resolution> found);

  /// Whether values are times, so that groups stand in order of time and days must be kept apart.
  default boolean isTime() {
    return this == Known.DAY || this == Known.WEEK || this == Known.MONTH || equals(Label.HOUR);
  }

  /// The attributes of every call.
  enum Known implements Attribute {
    TASK,
    MODEL,
    TIER,
    PROVIDER,
    DAY,
    WEEK,
    MONTH,
    SERVICE,
    BAND,
    PLACE,
    STATUS;

    @Override
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String value(UsageKey key, Optional<Resolution> found) {
      return switch (this) {
        case TASK -> key.task();
        case MODEL -> found.map(Resolution::id).orElse(key.model());
        case TIER -> found.map(Resolution::tier).orElse("");
        case PROVIDER -> found.map(Resolution::provider).orElse("");
        case DAY -> key.day().toString();
        case WEEK -> week(key.day());
        case MONTH -> YearMonth.from(key.day()).toString();
        case SERVICE -> key.service().id();
        case BAND -> key.band().id();
        case PLACE -> key.place().id();
        case STATUS -> key.status().id();
      };
    }

    /// Whether the value follows from the model's name, which takes a price book to read.
    public boolean needsBook() {
      return switch (this) {
        case MODEL, TIER, PROVIDER, SERVICE, PLACE -> true;
        case TASK, DAY, WEEK, MONTH, BAND, STATUS -> false;
      };
    }

    private static String week(LocalDate day) {
      int number = day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      return day.get(IsoFields.WEEK_BASED_YEAR) + (number < 10 ? "-W0" : "-W") + number;
    }
  }

  /// A further column of the log.
  record Label(String id) implements Attribute {
    /// The folder that an agent works in.
    public static final Label PROJECT = new Label("project");

    /// The place of a single call, of which reports show the most expensive.
    public static final Label CALL = new Label("call");

    /// The hour in which a call was made; its day and time, as in `2026-10-22 09:00`.
    public static final Label HOUR = new Label("hour");

    /// The conversation that calls belong to.
    public static final Label SESSION = new Label("session");

    @Override
    public String value(UsageKey key, Optional<Resolution> found) {
      return key.labels().getOrDefault(id, "");
    }

    // Those of a record are made when a program first needs them, which an audit does at its start.

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Label label && id.equals(label.id);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }

  /// Whether a task only says that a log names none, as that of the main thread of an agent does.
  static boolean isUnnamed(String task) {
    return task.isEmpty() || task.equals("main");
  }

  /// Whether a value only says that there is none. `NA` may be a region.
  static boolean isNone(String value) {
    return NONE.contains(value.toLowerCase(Locale.ROOT));
  }

  /// The last folder of a path, which is what people call a project; other texts as they are.
  static String lastFolder(String path) {
    int end = path.endsWith("/") || path.endsWith("\\") ? path.length() - 1 : path.length();
    int begin = Math.max(path.lastIndexOf('/', end - 1), path.lastIndexOf('\\', end - 1)) + 1;
    return begin < end ? path.substring(begin, end) : path;
  }

  /// The attribute called `name`: a known one in any case, else the column of that name.
  static Attribute named(String name) {
    return known(name)
        .<Attribute>map(known -> known)
        .orElseGet(
            () -> {
              var rest = name.startsWith(COLUMN) ? name.substring(COLUMN.length()) : name;
              return new Label(known(rest).isPresent() ? rest : name);
            });
  }

  private static Optional<Known> known(String name) {
    if (name.equalsIgnoreCase("date")) {
      return Optional.of(Known.DAY); // a column of that name is the time of a call
    }
    return Stream.of(Known.values()).filter(known -> known.id().equalsIgnoreCase(name)).findFirst();
  }

  /// The names of the known attributes.
  static List<String> known() {
    return Stream.of(Known.values()).map(Known::id).toList();
  }
}
