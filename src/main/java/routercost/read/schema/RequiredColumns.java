package routercost.read.schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.builtin.Column;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;
import routercost.read.value.AmountParser;
import routercost.read.value.DateParser;
import routercost.read.value.NumberFormat;
import routercost.usage.LazyPattern;
import routercost.usage.SafeText;

/// Checks that a log can be read as calls, and says what to do if not.
///
/// @param file the name to print
/// @param sample the first records
/// @param columns what was found among all names of the sample
public record RequiredColumns(String file, Sample sample, Columns columns) {
  private static final LazyPattern NAME =
      new LazyPattern("[\\p{L}_][\\p{L}\\p{N} _.()\\[\\]/#%$?-]{0,59}");

  /// Reads the columns that the person named.
  public static Map<Column, String> told(Map<String, String> mapping) {
    var told = new EnumMap<Column, String>(Column.class);
    mapping.forEach(
        (name, header) ->
            told.put(
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
    return told;
  }

  /// Whether every call has a model and a quantity to read.
  public boolean isComplete() {
    return columns.has(Column.MODEL) && columns.hasAny(Column.QUANTITIES);
  }

  /// Refuses a log that lacks what is required, or a mapping to a column that it lacks.
  public void check(Map<Column, String> told) {
    if (sample.names().isEmpty()) {
      return;
    }
    told.forEach(this::checkTold);
    if (!isComplete()) {
      throw new InputProblem(file + ": " + (isHeader() ? missing() : noHeader()));
    }
  }

  private void checkTold(Column column, String header) {
    if (Columns.place(sample.names(), header).isEmpty()) {
      throw new ConfigurationProblem(
          "--map %s=%s: %s has no column '%s'%s; it has: %s"
              .formatted(
                  column.id(),
                  header,
                  file,
                  header,
                  Suggestions.hint(header, sample.names()),
                  SafeText.list(sample.names())));
    }
  }

  private String missing() {
    String names = names();
    if (sample.names().containsAll(List.of("schema_version", "command"))) {
      return "a saved report, without single calls; expected the log that it was made from";
    }
    if (names.isEmpty()) {
      return "its first row has no column names; expected a header such as"
          + " timestamp,task,model,input_tokens,output_tokens";
    }
    return columns.has(Column.MODEL)
        ? "no column for tokens among: %s; name one with --map input_tokens=COLUMN".formatted(names)
        : "no column for model among: %s; name it with --map model=COLUMN".formatted(names);
  }

  /// The names of the columns, without cells that no column is called: the file may be another than
  /// was meant.
  private String names() {
    return SafeText.list(
        sample.names().stream()
            .filter(name -> NAME.matcher(name).matches() && SafeText.masked(name).equals(name))
            .toList());
  }

  private boolean isHeader() {
    return sample.names().stream().noneMatch(RequiredColumns::isData);
  }

  private String noHeader() {
    String found = sample.names().stream().filter(RequiredColumns::isData).findFirst().orElse("");
    return ("the first row is data, not column names (found '%s'); add a header such as"
            + " timestamp,task,model,input_tokens,output_tokens, or name columns of an existing header"
            + " with --map model=COLUMN")
        .formatted(SafeText.quoted(found));
  }

  private static boolean isData(String name) {
    return DateParser.isTime(name)
        || Stream.of(NumberFormat.values())
            .anyMatch(numerals -> AmountParser.of(name, numerals).isPresent());
  }
}
