package routercost.report;

import java.util.List;

/// What a command has to say, in the three shapes that renderers need.
///
/// @param blocks for people
/// @param records for tools that read lines
/// @param json for tools that read JSON
public record Report(List<Block> blocks, Records records, Json json) {
  public Report {
    blocks = List.copyOf(blocks);
  }
}
