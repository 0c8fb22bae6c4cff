package routercost.report.xlsx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Report;
import routercost.report.layout.Role;
import routercost.report.layout.TableColumn;
import routercost.report.xlsx.Spreadsheet.Sheet;

/// The sheets of a report: what it says first, a sheet for each of its tables under the heading
/// that the table has, and everything else that it says.
final class ReportSheets {
  private final List<List<Cell>> summary = new ArrayList<>();
  private final List<Sheet> tables = new ArrayList<>();
  private final List<List<Cell>> notes = new ArrayList<>();
  private String title = "";
  private String heading = "";

  private ReportSheets() {}

  static Spreadsheet of(Report report) {
    var sheets = new ReportSheets();
    report.blocks().forEach(sheets::add);
    return new Spreadsheet(sheets.title, sheets.all());
  }

  private void add(Block block) {
    switch (block) {
      case Block.Title(var text) -> {
        title = text.split(" {2}", 2)[0];
        summary.add(List.of(new Cell.Text(text)));
      }
      case Block.Heading(var text) -> heading = text;
      case Block.Paragraph(var text, var role) -> say(text, role == Role.HEADLINE);
      case Block.Items(var items) -> items.forEach(this::say);
      case Block.Tiles(var items) -> items.forEach(this::say);
      case Block.Table table ->
          tables.add(new Sheet(heading.isEmpty() ? "Overview" : heading, table));
      case Block.Detail(var detail) -> add(detail);
      case Block.OffScreen(var shown) -> add(shown);
      case Block.OnScreen _, Block.Picture _, Block.Bars _, Block.Drawing _, Block.Verbatim _ -> {}
    }
  }

  private void say(Block.Items.Item item) {
    say((item.lead().equals("-") ? "" : item.lead() + " ") + item.text(), false);
  }

  private void say(String text, boolean isHeadline) {
    var cell = new Cell.Text(text);
    if (isHeadline || heading.isEmpty()) {
      summary.add(List.of(cell));
    } else {
      notes.add(List.of(new Cell.Text(heading), cell));
    }
  }

  private List<Sheet> all() {
    return Stream.of(
            Stream.of(sheet("Summary", summary, "What the figures say")),
            tables.stream(),
            Stream.of(sheet("Assumptions", notes, "About", "Assumption")))
        .flatMap(sheets -> sheets)
        .filter(sheet -> !sheet.table().rows().isEmpty())
        .toList();
  }

  private static Sheet sheet(String name, List<List<Cell>> rows, String... headings) {
    var columns = Stream.of(headings).map(heading -> TableColumn.left(heading, 0)).toList();
    return new Sheet(name, new Block.Table(columns, rows, List.of()));
  }
}
