package routercost.report.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A part of a report as a person reads it.
public sealed interface Block {
  /// This block as `writer` writes it.
  String written(Writer writer);

  /// Writes each kind of block in one format for people.
  interface Writer {
    String title(String text);

    /// A small drawing with what it shows in words.
    String picture(String drawing, String text);

    String heading(String text);

    String paragraph(Paragraph paragraph);

    String items(List<Items.Item> items);

    String table(Table table);

    /// Bars below each other.
    String bars(Table bars);

    /// Whether bars are drawn.
    boolean draws();

    String verbatim(String text);

    /// A block for whoever wants to know more.
    String detail(Block block);

    /// A block for whoever sees one screen.
    String onScreen(Supplier<Block> block);

    /// A drawing, whose figures stand in a table, too.
    default String chart(Chart chart) {
      return "";
    }

    /// The figures that a report begins with.
    default String tiles(List<Items.Item> tiles) {
      return items(tiles);
    }
  }

  /// The first line: what this is about.
  record Title(String text) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.title(text);
    }
  }

  /// A line above what belongs together.
  record Heading(String text) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.heading(text);
    }
  }

  /// Sentences, wrapped to the width there is.
  record Paragraph(String text, Role role) implements Block {
    public Paragraph(String text) {
      this(text, Role.PLAIN);
    }

    @Override
    public String written(Writer writer) {
      return writer.paragraph(this);
    }
  }

  /// Things to look at one by one, each under a short lead such as an amount.
  record Items(List<Item> items) implements Block {
    /// One of them.
    ///
    /// @param lead stands in front, to the right of its column
    /// @param role of the lead, or of the text if there is none
    public record Item(String lead, String text, Role role) {
      public Item(String lead, String text) {
        this(lead, text, Role.PLAIN);
      }
    }

    public Items {
      items = List.copyOf(items);
    }

    @Override
    public String written(Writer writer) {
      return writer.items(items);
    }
  }

  /// Rows of cells under columns.
  ///
  /// @param totals rows after a rule: of all that is above, each figure rounded by itself
  /// @param rest the rows from an index on as one, or those before it where the latest are shown;
  ///     empty if they cannot be summed
  /// @param latest whether rows are in the order of time, so that a screen shows the last of them
  record Table(
      List<TableColumn> columns,
      List<List<Cell>> rows,
      List<List<Cell>> totals,
      Optional<IntFunction<List<Cell>>> rest,
      boolean latest)
      implements Block {
    public Table(List<TableColumn> columns, List<List<Cell>> rows, List<List<Cell>> totals) {
      this(columns, rows, totals, Optional.empty(), false);
    }

    @Override
    public String written(Writer writer) {
      return writer.table(trimmed(writer.draws()));
    }

    /// This table cut for a screen, with a row that counts the rest, and sums it if it can.
    public Table top(int most) {
      return latest && most < rows.size()
          ? last(most)
          : cut(most, rest.orElse(from -> counted(more(rows.size() - from))));
    }

    private Table last(int most) {
      int hidden = rows.size() - most;
      var shown = new ArrayList<List<Cell>>();
      shown.add(rest.orElse(number -> counted(earlier(number))).apply(hidden));
      shown.addAll(rows.subList(hidden, rows.size()));
      return new Table(columns, shown, totals);
    }

    /// This table with its first rows, and a last one that counts the rest.
    public Table first(int most) {
      return cut(most, from -> counted(rows.size() - from + " more"));
    }

    private Table cut(int most, IntFunction<List<Cell>> last) {
      if (most >= rows.size()) {
        return this;
      }
      var shown = new ArrayList<>(rows.subList(0, most));
      shown.add(last.apply(most));
      return new Table(columns, shown, totals);
    }

    private List<Cell> counted(String text) {
      var cells = new ArrayList<Cell>(Collections.nCopies(columns.size(), Cell.NOTHING));
      cells.set(0, new Cell.Text(text));
      return cells;
    }

    /// This table, of which a screen shows the last rows if they are in the order of time.
    public Table latest(boolean isByTime) {
      return new Table(columns, rows, totals, rest, isByTime);
    }

    /// The name of the last row of a table that is not shown whole.
    public static String more(int number) {
      return number + " more (-v)";
    }

    /// The name of the first row of a table of which the latest rows are shown.
    public static String earlier(int number) {
      return number + " earlier (-v)";
    }

    /// This table without the columns that are empty in every row; those of rank 0 always stand.
    ///
    /// @param draws whether bars are drawn, which need no text
    Table trimmed(boolean draws) {
      var kept =
          IntStream.range(0, columns.size())
              .filter(column -> isShown(column, draws))
              .boxed()
              .toList();
      return new Table(
          kept.stream().map(columns::get).toList(),
          rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
          totals.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }

    private boolean isShown(int column, boolean draws) {
      return columns.get(column).rank() == 0
          || rows.stream().map(row -> row.get(column)).anyMatch(cell -> isShown(cell, draws));
    }

    private static boolean isShown(Cell cell, boolean draws) {
      return !cell.text().isEmpty() || (draws && cell.plain() instanceof Bar);
    }

    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      totals = List.copyOf(totals);
    }
  }

  /// A small drawing that needs Unicode, and what it shows in words.
  record Picture(String drawing, String text) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.picture(drawing, text);
    }
  }

  /// Bars below each other, each with its name, its amount and a note.
  record Bars(List<Line> lines) implements Block {
    /// One of them.
    public record Line(String name, String amount, Bar bar, String note, Role role) {}

    public Bars {
      lines = List.copyOf(lines);
    }

    @Override
    public String written(Writer writer) {
      var columns =
          List.of(
              TableColumn.left("", 0),
              TableColumn.right("", 0),
              TableColumn.left("", 1),
              TableColumn.left("", 0));
      var rows = lines.stream().map(Bars::cells).toList();
      return writer.bars(new Table(columns, rows, List.of()).trimmed(writer.draws()));
    }

    private static List<Cell> cells(Line line) {
      return List.of(
          new Cell.Text(line.name()),
          new Cell.Toned(new Cell.Text(line.amount()), line.role()),
          new Cell.Toned(line.bar(), line.role()),
          new Cell.Text(line.note()));
    }
  }

  /// A drawing for whoever reads a page.
  record Drawing(Chart chart) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.chart(chart);
    }
  }

  /// The figures that a report begins with, each with what it is.
  record Tiles(List<Items.Item> tiles) implements Block {
    public Tiles {
      tiles = List.copyOf(tiles);
    }

    @Override
    public String written(Writer writer) {
      return writer.tiles(tiles);
    }
  }

  /// The text of a file, as it is. Whoever makes it has cleaned what comes from outside.
  record Verbatim(String text) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.verbatim(text);
    }
  }

  /// A reason, an assumption or the like, which a screen leaves out unless it is asked for.
  record Detail(Block block) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.detail(block);
    }
  }

  /// What everybody sees who has no screen, where the same is shown in another way.
  record OffScreen(Block block) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.detail(block);
    }
  }

  /// What only a screen shows, as files and pipes have it elsewhere.
  ///
  /// @param block made where it is shown
  record OnScreen(Supplier<Block> block) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.onScreen(block);
    }
  }

  /// Blocks for whoever sees one screen, and others for everybody else.
  static List<Block> onScreenOr(List<Supplier<Block>> onScreen, List<Block> elsewhere) {
    var blocks = new ArrayList<Block>();
    onScreen.forEach(block -> blocks.add(new OnScreen(block)));
    elsewhere.forEach(block -> blocks.add(new OffScreen(block)));
    return blocks;
  }

  /// Blocks as details.
  static List<Block> details(List<Block> blocks) {
    return blocks.stream().<Block>map(Detail::new).toList();
  }

  /// What `items` are, under a heading; nothing if there are none.
  static List<Block> section(String heading, Items items) {
    return items.items().isEmpty() ? List.of() : List.of(new Heading(heading), items);
  }

  /// The same of notes without a lead.
  static List<Block> section(String heading, List<String> texts) {
    return section(heading, list(texts));
  }

  /// The last item of a list that is not shown whole.
  static Items.Item more(int hidden) {
    return new Items.Item("", "and " + hidden + " more; --format json lists all.");
  }

  /// The first items of a list, and how many more there are.
  static List<Items.Item> top(List<Items.Item> items, int most) {
    if (items.size() <= most) {
      return items;
    }
    var top = new ArrayList<>(items.subList(0, most));
    top.add(more(items.size() - most));
    return top;
  }

  /// Notes without a lead: one sentence after a dash each.
  static Items list(List<String> texts) {
    return new Items(texts.stream().map(text -> new Items.Item("-", text)).toList());
  }
}
