package routercost.read.schema;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.builtin.Vocabulary;
import routercost.read.text.ConfigurationProblem;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.NumberFormat;
import routercost.usage.SafeText;

/// Checks that a log can be read as calls, and says what to do if not.
///
/// @param file the name to print
/// @param sample the first records
/// @param columns what was found among all names of the sample
public record RequiredColumns(String file, Sample sample, Columns columns) {
  private static final String NO_COLUMN = "-";
  private static final String NO_TABLE =
      "plain text, neither JSON nor a table of calls; pass CSV, TSV or JSON with a model and its"
          + " tokens";
  private static final String NO_HEADER =
      "the first row is data, not column names; add a header such as"
          + " timestamp,task,model,input_tokens,output_tokens, or give the numbers of columns, such as"
          + " --map model=3 --map input_tokens=5 --map output_tokens=6";

  private static final Pattern NAME =
      Pattern.compile("[^\\s{}\"'!?;,=]{1,80}(?: [^\\s{}\"'!?;,=]{1,20}){0,4}");

  /// Words, however long: no secret is made of them alone.
  private static final Pattern WORDS =
      Pattern.compile("\\d{0,2}[A-Za-z]{1,30}\\d{0,2}(?:[_.-]\\d{0,2}[A-Za-z]{1,30}\\d{0,2})*");

  /// Reads the columns that the person named.
  public static Map<Column, String> named(Map<String, String> mapping) {
    var named = new EnumMap<Column, String>(Column.class);
    mapping.forEach(
        (name, header) ->
            named.put(
                Column.named(name)
                    .orElseThrow(
                        () ->
                            new ConfigurationProblem(
                                "--map %s=%s: '%s' is not a column%s; allowed: %s"
                                    .formatted(
                                        name,
                                        header,
                                        name,
                                        Suggestions.hint(name, Column.ids()),
                                        Column.allowed()))),
                header));
    return named;
  }

  /// The text that a mapping names instead of a column: `=gpt-5` is a constant, and `-` says that
  /// the log has no such column.
  public static Optional<String> constant(String header) {
    if (header.equals(NO_COLUMN)) {
      return Optional.of("");
    }
    return header.startsWith("=") ? Optional.of(header.substring(1)) : Optional.empty();
  }

  /// Whether every call has a model and its tokens, and each mapping its column. Loops,
  /// not streams: every audit starts here.
  public boolean isFit(Map<Column, String> named) {
    for (String header : named.values()) {
      if (!isThere(header)) {
        return false;
      }
    }
    for (String name : sample.names()) {
      if (isForeign(name)) {
        return false;
      }
    }
    return columns.has(Column.MODEL)
        && columns.hasAny(
            named.keySet().containsAll(Column.CACHE) ? Column.QUANTITIES : Column.BILLED)
        && !isHidden(Column.INPUT_TOKENS, named)
        && !isHidden(Column.OUTPUT_TOKENS, named);
  }

  /// Whether a name is of MongoDB's types, of the running totals for a status line, or of numbers
  /// that are no whole tokens.
  private static boolean isForeign(String name) {
    return name.contains(".$number")
        || name.equals("transcript_path")
        || Vocabulary.builtIn().multiple(name).isPresent();
  }

  private boolean isThere(String header) {
    return header.equals(NO_COLUMN) || Columns.place(sample.names(), header).isPresent();
  }

  /// Whether a count is missing although a column looks like it.
  private boolean isHidden(Column column, Map<Column, String> named) {
    return !columns.has(column)
        && !named.containsKey(column)
        && !columns.hasAny(Column.UNIT_COUNTS)
        && ColumnHints.of(column, sample, columns).isPresent();
  }

  /// Why the log cannot be read, and what to do.
  ///
  /// @param json whether the names are those of JSON, rather than the first line of a text
  /// @throws ConfigurationProblem if a mapping names a column that it lacks
  public String refusal(Map<Column, String> named, boolean json) {
    if (!json && !isTable()) {
      return NO_TABLE;
    }
    if (sample.names().isEmpty()) {
      return "there are no fields in it; pass a log with a model and its tokens";
    }
    named.forEach(this::checkNamed);
    return missing();
  }

  private void checkNamed(Column column, String header) {
    if (!isThere(header)) {
      throw new ConfigurationProblem(
          "--map %s=%s: %s has no column '%s'%s; it has: %s"
              .formatted(
                  column.id(),
                  header,
                  file,
                  header,
                  Suggestions.hint(header, sample.names()),
                  names()));
    }
  }

  /// Whether the names are those of columns, and not the beginning of a text, which is not shown.
  private boolean isTable() {
    long malformed = (long) sample.entries().size() - sample.rows().size();
    return sample.names().size() > 1
        && sample.names().stream().allMatch(name -> NAME.matcher(name).matches())
        && malformed <= sample.rows().size()
        && (!columns.found().isEmpty() || !sample.rows().isEmpty());
  }

  private String missing() {
    String names = names();
    if (!isHeader() || names.isEmpty()) {
      return NO_HEADER;
    }
    var lacking =
        Stream.of(Column.MODEL, Column.INPUT_TOKENS, Column.OUTPUT_TOKENS)
            .filter(column -> !columns.has(column))
            .toList();
    if (lacking.isEmpty()) {
      return "no record has both a model and its tokens; it has: "
          + names
          + "; if all calls used one model, pass --map model==NAME";
    }
    return "%s; it has: %s; %s".formatted(lack(lacking), names, advice(lacking));
  }

  private static String lack(List<Column> lacking) {
    return switch (lacking.size()) {
      case 3 -> "no columns for a model and its tokens";
      case 2 ->
          lacking.getFirst() == Column.MODEL
              ? "no column for the model"
              : "no column for input or output tokens";
      default ->
          lacking.getFirst() == Column.MODEL
              ? "no column for the model"
              : "no column for " + lacking.getFirst().id();
    };
  }

  private String advice(List<Column> lacking) {
    var hints = new ArrayList<String>();
    for (Column column : lacking) {
      ColumnHints.of(column, sample, columns)
          .ifPresent(name -> hints.add("--map " + quoted(column.id() + "=" + SafeText.cut(name))));
    }
    String advice =
        hints.isEmpty()
            ? "if one of these is it, pass --map " + lacking.getFirst().id() + "=COLUMN"
            : "pass " + String.join(" ", hints) + " if that is what they hold";
    return lacking.getFirst() == Column.MODEL
        ? advice + "; if all calls used one model, pass --map model==NAME"
        : advice;
  }

  private static String quoted(String text) {
    return text.matches("[\\w.=@:/-]+") ? text : "'" + text + "'";
  }

  /// The names of the columns, without cells that no column is called: the file may be another than
  /// was meant.
  private String names() {
    return SafeText.list(
        sample.names().stream()
            .filter(name -> SafeText.withoutKeys(name).equals(name))
            .filter(name -> SafeText.masked(name).equals(name) || WORDS.matcher(name).matches())
            .toList());
  }

  private boolean isHeader() {
    return sample.names().stream().noneMatch(RequiredColumns::isData);
  }

  private static boolean isData(String name) {
    return DateParser.isTime(name)
        || Stream.of(NumberFormat.values())
            .anyMatch(numerals -> AmountParser.of(name, numerals).isPresent());
  }
}
