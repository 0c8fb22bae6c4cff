package routercost.report.layout;

import java.util.List;

/// What a command has to say, in the three shapes that renderers need. A run asks for one of them.
public interface Report {
  /// For people.
  List<Block> blocks();

  /// For tools that read lines.
  Records records();

  /// For tools that read JSON.
  Json json();

  /// A report that is laid out in all its shapes.
  ///
  /// @param blocks for people
  /// @param records for tools that read lines
  /// @param json for tools that read JSON
  record LaidOut(List<Block> blocks, Records records, Json json) implements Report {
    public LaidOut {
      blocks = List.copyOf(blocks);
    }
  }
}
