package routercost.read.shape;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import routercost.read.exports.Fields;
import routercost.read.record.CsvEntries;
import routercost.read.tally.ExportRecords;
import routercost.read.text.Lines;

/// A table as people and databases print it: with titles above its header, with rules between
/// cells separated by bars, or without a header.
///
/// @param titles how many lines are above the header
/// @param header whether there is one; without, columns are called 1, 2, 3
public record TextTable(int titles, char delimiter, boolean header) {
  private static final String DELIMITERS = "\t;,|";

  /// Stands for cells that are aligned with two blanks or more between them.
  private static final char ALIGNED = ' ';

  private static final Pattern GAP = Pattern.compile("(?<=\\S)(?: {2,}| *\\t *)(?=\\S)");

  private static final Pattern RULE = Pattern.compile("[\\s|+:=-]*[-=]{2}[\\s|+:=-]*");

  private static final Pattern CORNER = Pattern.compile("[┌┐└┘├┤┬┴┼╞╡╪]");

  /// The first line of a table of ClickHouse, which has the names of the columns.
  private static final Pattern NAMED_BORDER = Pattern.compile("┌─[^┐]*\\w");

  /// The line of types that DuckDB and polars print below the header.
  private static final Pattern TYPES =
      Pattern.compile(
          "(?:[|\\s]*(?:u?(?:big|huge|small|tiny)?int(?:eger|\\d+)?|[iuf]\\d+|varchar|str|text|double|float"
              + "|decimal\\S*|numeric|timestamp(?: with time zone|\\S*)|date|time|datetime\\S*|bool(?:ean)?"
              + "|uuid|json)[|\\s]+){2,}");

  private static final Pattern FOOTER =
      Pattern.compile(
          "\\(\\d+ (?:row|record)s?\\)|\\d+ rows? (?:in set|selected).*|\\[\\d+ rows x \\d+ columns]");

  /// The tables that a text may be, by its first lines.
  ///
  /// @param headerless whether columns are named by their numbers
  public static List<TextTable> candidates(List<String> lines, boolean headerless) {
    var tables = new ArrayList<TextTable>();
    int first = headerless ? firstVisible(lines) : 0;
    for (int titles = first; titles < (headerless ? first + 1 : lines.size()); titles++) {
      for (int i = 0; i < DELIMITERS.length(); i++) {
        char delimiter = DELIMITERS.charAt(i);
        if (bars(lines.get(titles)).indexOf(delimiter) >= 0) {
          tables.add(new TextTable(titles, delimiter, !headerless));
        }
      }
      if (!headerless && GAP.matcher(lines.get(titles).strip()).results().count() > 1) {
        tables.add(new TextTable(titles, ALIGNED, true));
      }
    }
    return tables;
  }

  private static int firstVisible(List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(line -> !lines.get(line).isBlank())
        .findFirst()
        .orElse(lines.size() - 1);
  }

  /// The rows of the table.
  public ExportRecords records(Lines lines) throws IOException {
    for (int i = 0; i < titles; i++) {
      lines.next();
    }
    var table =
        new Lines(
            new LinesReader(lines, delimiter == ALIGNED ? aligned() : this::cells), titles + 1L);
    char between = delimiter == ALIGNED ? '\t' : delimiter;
    CsvEntries rows =
        header ? CsvEntries.open(table, between) : CsvEntries.headerless(table, between);
    return ExportRecords.ofRows(rows.withWholeCells());
  }

  /// Whether cells are separated by bars or blanks, as in text that is no table too.
  public boolean isDrawn() {
    return delimiter == '|' || delimiter == ALIGNED;
  }

  /// Tabs in place of gaps. pandas leaves the header of its index blank.
  private static UnaryOperator<String> aligned() {
    var isHeader = new boolean[] {true};
    return line -> {
      String text = GAP.matcher(line.strip()).replaceAll("\t");
      boolean isIndexed = isHeader[0] && line.startsWith("  ");
      isHeader[0] &= text.isEmpty();
      return RULE.matcher(text).matches() || FOOTER.matcher(text).matches()
          ? ""
          : isIndexed ? "index\t" + text : text;
    };
  }

  private String cells(String line) {
    String text = bars(line);
    String stripped = text.strip();
    if (RULE.matcher(stripped).matches()
        || FOOTER.matcher(stripped).matches()
        || TYPES.matcher(stripped).matches()) {
      return "";
    }
    return isDrawn() ? text.replace("**", "").replace("`", "") : text;
  }

  private static String bars(String line) {
    if (NAMED_BORDER.matcher(line).lookingAt()) {
      return line.replaceAll("[┌┬┐]", "|").replace('─', ' ');
    }
    if (line.startsWith("[") && line.endsWith("]")) {
      return Fields.parsed(line).orElse("") instanceof List<?> cells
          ? cells.stream().map(TextTable::quoted).collect(Collectors.joining(","))
          : line.substring(1, line.length() - 1);
    }
    return CORNER
        .matcher(line.replace('│', '|').replace('┆', '|').replace('─', '-').replace('═', '-'))
        .replaceAll("+");
  }

  private static String quoted(Object cell) {
    return '"' + cell.toString().replace("\"", "\"\"") + '"';
  }

  /// Lines as a stream of characters again, for a parser that reads across them.
  static final class LinesReader extends Reader {
    private final Lines lines;
    private final UnaryOperator<String> change;
    private String line = "";
    private int next;

    /// @param change of each line; it keeps their number
    LinesReader(Lines lines, UnaryOperator<String> change) {
      this.lines = lines;
      this.change = change;
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      if (next == line.length()) {
        Optional<Lines.Line> more = lines.next();
        if (more.isEmpty()) {
          return -1;
        }
        line = change.apply(more.get().text()) + "\n";
        next = 0;
      }
      int taken = Math.min(length, line.length() - next);
      line.getChars(next, next + taken, target, offset);
      next += taken;
      return taken;
    }

    @Override
    public void close() {}
  }
}
