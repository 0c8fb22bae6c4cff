package routercost.report.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A part of a report as a person reads it.
public sealed interface Block {
  /// This block as `writer` writes it.
  String written(Writer writer);

  /// Writes each kind of block in one format for people.
  interface Writer {
    String title(String text);

    String heading(String text);

    String paragraph(String text);

    String items(List<Items.Item> items);

    String table(Table table);

    String verbatim(String text);

    /// A block for whoever wants to know more.
    String detail(Block block);

    /// A block for whoever sees one screen.
    String onScreen(Supplier<Block> block);
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
  record Paragraph(String text) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.paragraph(text);
    }
  }

  /// Things to look at one by one, each under a short lead such as an amount.
  record Items(List<Item> items) implements Block {
    /// One of them.
    ///
    /// @param lead stands in front, to the right of its column
    public record Item(String lead, String text) {}

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
  record Table(List<TableColumn> columns, List<List<Cell>> rows, List<List<Cell>> totals)
      implements Block {
    @Override
    public String written(Writer writer) {
      return writer.table(trimmed());
    }

    /// This table cut for a screen, with a last row that counts the rest.
    public Table top(int most) {
      return cut(most, " more (-v)");
    }

    /// This table with its first rows, and a last one that counts the rest.
    Table first(int most) {
      return cut(most, " more");
    }

    private Table cut(int most, String more) {
      if (most >= rows.size()) {
        return this;
      }
      var shown = new ArrayList<>(rows.subList(0, most));
      var rest = new ArrayList<Cell>(Collections.nCopies(columns.size(), Cell.NOTHING));
      rest.set(0, new Cell.Text(rows.size() - most + more));
      shown.add(rest);
      return new Table(columns, shown, totals);
    }

    /// This table without the columns that are empty in every row; those of rank 0 always stand.
    Table trimmed() {
      var kept = IntStream.range(0, columns.size()).filter(this::isShown).boxed().toList();
      return new Table(
          kept.stream().map(columns::get).toList(),
          rows.stream().map(row -> kept.stream().map(row::get).toList()).toList(),
          totals.stream().map(row -> kept.stream().map(row::get).toList()).toList());
    }

    private boolean isShown(int column) {
      return columns.get(column).rank() == 0
          || rows.stream().anyMatch(row -> !row.get(column).text().isEmpty());
    }

    public Table {
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      totals = List.copyOf(totals);
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

  /// What only a screen shows, as files and pipes have it elsewhere.
  ///
  /// @param block made where it is shown
  record OnScreen(Supplier<Block> block) implements Block {
    @Override
    public String written(Writer writer) {
      return writer.onScreen(block);
    }
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
