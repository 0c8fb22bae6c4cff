package routercost.read.schema;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.value.NumberFormat;
import routercost.usage.SafeText;
import routercost.usage.Thousands;

/// Says how one log was understood: which column was read as what, and what was assumed.
public record ReadingSummary(
    Columns columns, LogConventions habits, ReadOptions interpretation, RecordFilter selection) {
  private static final String ORDER = "--date-order dmy or mdy settles it";

  /// One line a column: `input_tokens <- prompt_tokens (includes cached tokens)`.
  public List<String> mapping() {
    return columns.found().entrySet().stream()
        .map(entry -> line(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// The columns of an export, except those that a person reads from elsewhere.
  ///
  /// @param exported one line a column
  public List<String> mapping(List<String> exported) {
    var named = RequiredColumns.named(interpretation.mapping());
    var lines = new ArrayList<String>();
    for (String line : exported) {
      boolean other =
          named.keySet().stream()
              .anyMatch(column -> line.startsWith(column.id() + RowCounts.READ_FROM));
      add(lines, !other, line);
    }
    named.forEach(
        (column, path) -> lines.add(column.id() + RowCounts.READ_FROM + SafeText.cut(path)));
    return lines;
  }

  /// What was assumed, as sentences.
  ///
  /// @param cut whether the last line has no end
  public List<String> assumptions(
      Sample sample, RowCounter account, long foreignBytes, boolean cut) {
    var sentences = new ArrayList<String>();
    add(
        sentences,
        foreignBytes > 0,
        () ->
            (foreignBytes == 1
                    ? "1 byte is not UTF-8 and was"
                    : Thousands.grouped(foreignBytes) + " bytes are not UTF-8 and were")
                + " read as windows-1252");
    addEnd(sentences, sample, cut);
    addTimes(sentences, account);
    addDays(sentences, account);
    sentences.addAll(account.odd().notes(columns));
    addMissing(sentences, Column.INPUT_TOKENS, Column.OUTPUT_TOKENS);
    addMissing(sentences, Column.OUTPUT_TOKENS, Column.INPUT_TOKENS);
    addColumns(sentences);
    if (!selection.filter().isEmpty() && !sample.names().isEmpty()) {
      addFilters(sentences);
    }
    return sentences;
  }

  private void addFilters(List<String> sentences) {
    selection.filter().labels().stream()
        .filter(name -> !columns.labels().containsKey(name))
        .distinct()
        .sorted()
        .map(name -> "no column " + SafeText.cut(name) + " here, so no record passes its filter")
        .forEach(sentences::add);
  }

  /// A table that was cut within its last cell looks like one that was not.
  private void addEnd(List<String> sentences, Sample sample, boolean cut) {
    if (cut && !sample.rows().isEmpty()) {
      String last = sample.names().getLast();
      add(
          sentences,
          columns.found().values().stream().anyMatch(found -> found.name().equals(last)),
          () ->
              "the last line is whole, although no newline ends it; %s may be cut"
                  .formatted(SafeText.cut(last)));
    }
  }

  private void addTimes(List<String> sentences, RowCounter account) {
    long undated = account.assumed(ParsedRow.Assumption.NO_TIME);
    long averaged = account.assumed(ParsedRow.Assumption.AVERAGE_BAND);
    add(
        sentences,
        account.assumed(ParsedRow.Assumption.NAIVE_TIME) > 0,
        "times without a zone were read in " + zone(selection));
    add(
        sentences,
        undated > 0 && !selection.undated().equals(RecordFilter.NO_DAY),
        () -> undated(undated, selection));
    add(
        sentences,
        averaged > 0,
        () ->
            "%,d aggregate %s the price band of the average prompt"
                .formatted(averaged, averaged == 1 ? "row takes" : "rows take"));
  }

  private void addDays(List<String> sentences, RowCounter account) {
    long months = account.assumed(ParsedRow.Assumption.MONTH_ONLY);
    long either = account.assumed(ParsedRow.Assumption.EITHER_DAY);
    add(
        sentences,
        months > 0,
        () ->
            "%,d %s only a month: its first day was taken"
                .formatted(months, months == 1 ? "time names" : "times name"));
    add(sentences, either > 0, () -> eitherDay(either) + ", at the same price; " + ORDER);
  }

  /// What is not certain about the money, as sentences.
  public List<String> doubts(RowCounter account) {
    var sentences = new ArrayList<>(account.odd().doubts(columns));
    long either = account.assumed(ParsedRow.Assumption.EITHER_PRICE);
    add(sentences, either > 0, () -> eitherDay(either) + ", and the prices differ; " + ORDER);
    return sentences;
  }

  private static String eitherDay(long dates) {
    return "%,d %s two days and %s read as the later one"
        .formatted(
            dates, dates == 1 ? "time can mean" : "times can mean", dates == 1 ? "was" : "were");
  }

  /// That so many records have no time.
  public static String undated(long records, RecordFilter selection) {
    return "%,d %s no time: priced as of %s"
        .formatted(records, records == 1 ? "record has" : "records have", selection.undated());
  }

  /// A log that has one half of what is billed and not the other is likely to have it under a name
  /// that nobody knows.
  private void addMissing(List<String> sentences, Column half, Column other) {
    add(
        sentences,
        columns.has(half) && !columns.has(other) && !habits.isOfExport(),
        () ->
            "no column is %s, so they count as 0; --map %s=COLUMN names one"
                .formatted(other.id(), other.id()));
  }

  private void addWorded(List<String> sentences) {
    var worded =
        columns.found().entrySet().stream()
            .filter(entry -> entry.getValue().notes().contains(Synonym.Note.WORDED))
            .map(entry -> SafeText.cut(entry.getValue().name()) + " as " + entry.getKey().id())
            .toList();
    add(
        sentences,
        !worded.isEmpty(),
        () ->
            "by the words of their names, %s read; --map NAME=COLUMN reads others"
                .formatted(SafeText.list(worded) + (worded.size() == 1 ? " is" : " are")));
  }

  private void addColumns(List<String> sentences) {
    addWorded(sentences);
    boolean caches = columns.has(Column.INPUT_TOKENS) && columns.hasAny(Column.CACHE);
    if (caches && habits.cacheCounting().mixed()) {
      sentences.add(
          "some records count cached tokens as part of the input and others do not (by their"
              + " totals, names and models; --cache-tokens inclusive or exclusive reads all"
              + " alike)");
    } else if (caches && !habits.isOfExport()) {
      boolean inclusive = habits.cacheCounting().inclusive();
      sentences.add(
          "%s %s cached tokens (%s; --cache-tokens %s reads it otherwise)"
              .formatted(
                  name(Column.INPUT_TOKENS),
                  inclusive ? "includes" : "excludes",
                  habits.cacheCounting().because(),
                  inclusive ? "exclusive" : "inclusive"));
    }
    add(
        sentences,
        columns.has(Column.CREDITS),
        () -> name(Column.CREDITS) + " holds credits, which are not money, and was not read");
    add(
        sentences,
        interpretation.dedupe() && columns.has(Column.REQUEST_ID) && !habits.ids().areUnique(),
        () ->
            name(Column.REQUEST_ID)
                + " does not distinguish calls (most records share one), so no duplicates were"
                + " removed by it");
  }

  private static void add(List<String> sentences, boolean holds, String sentence) {
    add(sentences, holds, () -> sentence);
  }

  private static void add(List<String> sentences, boolean holds, Supplier<String> sentence) {
    if (holds) {
      sentences.add(sentence.get());
    }
  }

  private String name(Column column) {
    return columns.at(column).map(found -> SafeText.cut(found.name())).orElse("");
  }

  private String line(Column column, Columns.Found found) {
    String notes = notes(column, found).stream().collect(Collectors.joining("; "));
    return column.id()
        + RowCounts.READ_FROM
        + SafeText.cut(found.name())
        + (notes.isEmpty() ? "" : " (" + notes + ")");
  }

  private List<String> notes(Column column, Columns.Found found) {
    var notes = new ArrayList<String>();
    boolean commas =
        Column.NUMBERS.contains(column) && habits.numerals(found.name()) == NumberFormat.COMMA;
    if (column == Column.INPUT_TOKENS && columns.hasAny(Column.CACHE)) {
      notes.add(
          habits.cacheCounting().mixed()
              ? "includes cached tokens in some records"
              : habits.cacheCounting().inclusive()
                  ? "includes cached tokens"
                  : "excludes cached tokens");
    }
    add(notes, column == Column.COST_USD && !found.unit().isUsd(), "in " + found.unit());
    add(notes, found.notes().contains(Synonym.Note.INVERTED), "any text means failed");
    add(notes, commas, "decimal comma");
    if (column == Column.RETRIES) {
      notes.add(
          switch (RetryColumn.of(columns)) {
            case AGAIN -> "how often a call was tried again";
            case IN_ALL -> "how often a call was tried, the first included";
            case WHICH -> "which try a row is";
            case OF -> "the call that a row tries again";
          });
    }
    add(notes, column == Column.CREDITS, "not read");
    return notes;
  }

  private static String zone(RecordFilter selection) {
    return selection.timezone().equals(ZoneOffset.UTC) ? "UTC" : selection.timezone().getId();
  }
}
