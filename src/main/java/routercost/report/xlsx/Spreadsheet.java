package routercost.report.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Report;
import routercost.report.layout.TableColumn;
import routercost.usage.SafeText;

/// Tables as a workbook: exact numbers and dates rather than texts, a formula under each column of
/// which the total is the sum, and headings that stay in sight. A text is never a formula.
///
/// @param title of the document
public record Spreadsheet(String title, List<Sheet> sheets) {
  private static final int LONGEST_NAME = 31;
  private static final int LONGEST_TEXT = 32_000;
  private static final double WIDEST = 80;
  private static final String DAY = "\\d{4}-\\d\\d-\\d\\d";

  /// A table with the name of its sheet.
  public record Sheet(String name, Block.Table table) {}

  public Spreadsheet {
    sheets = List.copyOf(sheets);
  }

  /// A report as a workbook.
  public static Spreadsheet of(Report report) {
    return ReportSheets.of(report);
  }

  /// The bytes of the file, equal for equal tables.
  public byte[] bytes() {
    var out = new ByteArrayOutputStream();
    try (var workbook = new Workbook(out, "router-cost", null)) {
      workbook.properties().setTitle(SafeText.cut(title));
      var names = new HashSet<String>();
      for (var sheet : sheets) {
        write(workbook.newWorksheet(name(sheet.name(), names)), sheet.table());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Undated.copy(out.toByteArray());
  }

  /// A name that spreadsheets allow and that no other sheet has.
  private static String name(String text, HashSet<String> taken) {
    var clean = SafeText.of(text).replaceAll("[\\[\\]:*?/\\\\']", " ").strip();
    var name = clean.substring(0, Math.min(LONGEST_NAME, clean.length()));
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      var number = " " + i;
      name = clean.substring(0, Math.min(LONGEST_NAME - number.length(), clean.length())) + number;
    }
    return name;
  }

  private static void write(Worksheet sheet, Block.Table table) {
    int columns = table.columns().size();
    for (int c = 0; c < columns; c++) {
      var heading = table.columns().get(c);
      sheet.value(0, c, heading.heading());
      var style = sheet.style(0, c).bold().wrapText(true);
      (heading.side() == TableColumn.Side.RIGHT ? style.horizontalAlignment("right") : style).set();
      sheet.width(c, width(table, c));
    }
    int row = 1;
    for (var cells : table.rows()) {
      for (int c = 0; c < columns; c++) {
        write(sheet, row, c, cells.get(c));
      }
      row++;
    }
    for (var cells : table.totals()) {
      for (int c = 0; c < columns; c++) {
        if (row > 1 && isSum(table, c, cells.get(c))) {
          var letter = letter(c);
          sheet.formula(row, c, "SUM(%s2:%s%d)".formatted(letter, letter, 1 + table.rows().size()));
          sheet.style(row, c).format(format(cells.get(c))).bold().set();
        } else {
          write(sheet, row, c, cells.get(c));
          sheet.style(row, c).bold().set();
        }
      }
      row++;
    }
    sheet.freezePane(table.columns().size() > 1 ? 1 : 0, 1);
  }

  private static double width(Block.Table table, int column) {
    int longest = table.columns().get(column).heading().length();
    for (var row : table.rows()) {
      longest = Math.max(longest, row.get(column).text().length());
    }
    return Math.min(WIDEST, longest + 3.0);
  }

  private static String letter(int column) {
    return column < 26
        ? String.valueOf((char) ('A' + column))
        : letter(column / 26 - 1) + letter(column % 26);
  }

  /// Whether a total is the exact sum of the figures above it.
  private static boolean isSum(Block.Table table, int column, Cell total) {
    var sum = BigDecimal.ZERO;
    for (var row : table.rows()) {
      var number = number(row.get(column));
      sum = number == null ? sum : sum.add(number);
    }
    var figure = number(total);
    boolean isShare = total.plain() instanceof Cell.Percent;
    return figure != null && !isShare && figure.compareTo(sum) == 0;
  }

  private static void write(Worksheet sheet, int row, int column, Cell cell) {
    var number = number(cell);
    var text = SafeText.cut(cell.text(), LONGEST_TEXT);
    if (number != null) {
      sheet.value(row, column, new BigDecimal(number.toPlainString()));
      sheet.style(row, column).format(format(cell)).set();
    } else if (text.matches(DAY)) {
      sheet.value(row, column, LocalDate.parse(text));
      sheet.style(row, column).format("yyyy-mm-dd").set();
    } else if (!text.isEmpty()) {
      sheet.value(row, column, text);
      sheet.style(row, column).wrapText(text.length() > WIDEST).set();
    }
  }

  private static @org.jspecify.annotations.Nullable BigDecimal number(Cell cell) {
    return switch (cell.plain()) {
      case Cell.Dollars dollars -> dollars.amount().money().usd();
      case Cell.Count(var number) -> number;
      case Cell.Percent(var percent) -> percent.movePointLeft(2);
      case Cell.Rise(var percent) -> percent.movePointLeft(2);
      case Cell.PerCall(var usd) -> usd;
      case Cell _ -> null;
    };
  }

  private static String format(Cell cell) {
    return switch (cell.plain()) {
      case Cell.Change change ->
          "+" + dollars(change.decimals()) + ";-" + dollars(change.decimals());
      case Cell.Signed change ->
          "+" + dollars(change.decimals()) + ";-" + dollars(change.decimals());
      case Cell.Dollars dollars -> dollars(dollars.amount().decimals());
      case Cell.PerCall _ -> dollars(6);
      case Cell.Percent _, Cell.Rise _ -> "0.0%";
      case Cell _ -> "#,##0";
    };
  }

  private static String dollars(int decimals) {
    return "\"$\"#,##0." + "0".repeat(decimals);
  }

  /// A workbook without the time at which it was made, which the library always writes.
  ///
  /// The copy goes by the directory of the archive: the sizes that the library writes between the
  /// entries are wider than a reader of streams expects.
  static final class Undated {
    private static final String PROPERTIES = "docProps/core.xml";
    private static final String CREATED = "<dcterms:created.*?</dcterms:created>";

    /// The first day that an archive can say; at its first second an instant in the zone of the
    /// machine would be written as well.
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 12, 0);

    private Undated() {}

    static byte[] copy(byte[] workbook) {
      var out = new ByteArrayOutputStream(workbook.length);
      var channel = new SeekableInMemoryByteChannel(workbook);
      try (var archive = ZipFile.builder().setSeekableByteChannel(channel).get();
          var copy = new ZipOutputStream(out)) {
        for (var entry : Collections.list(archive.getEntriesInPhysicalOrder())) {
          var undated = new ZipEntry(entry.getName());
          undated.setTimeLocal(EARLIEST);
          copy.putNextEntry(undated);
          try (var content = archive.getInputStream(entry)) {
            copy.write(
                entry.getName().equals(PROPERTIES)
                    ? undated(content.readAllBytes())
                    : content.readAllBytes());
          }
        }
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
      return out.toByteArray();
    }

    private static byte[] undated(byte[] properties) {
      var text = new String(properties, StandardCharsets.UTF_8).replaceFirst(CREATED, "");
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }
}
