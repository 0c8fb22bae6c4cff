package routercost.report.layout;

import java.util.List;

/// Writes each kind of block in one format for people.
public interface BlockWriter {
  String title(String text);

  String heading(String text);

  String paragraph(String text);

  String items(List<Block.Items.Item> items);

  String table(Block.Table table);

  String verbatim(String text);
}
