package routercost.report.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import routercost.report.common.PricesInUse;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Cell;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Report;

/// The report on the values that options have unless they are typed, and where those come from.
///
/// @param files the configuration files that were read
/// @param version of the tool
public record SettingsReport(List<Line> lines, List<String> files, String version) {
  private static final String BUILT_IN = "built in";

  private static final List<Field<Line>> FIELDS =
      List.of(
          Field.<Line>text("key", Line::key).left("Key", 0),
          Field.<Line>text("command", Line::command).left("Command", 1),
          Field.<Line>texts("values", Line::values).left("Value", 0),
          Field.<Line>text("from", Line::from)
              .left("From", 0, line -> new Cell.Text(line.place())));

  /// The values of one key.
  ///
  /// @param command that they are for; empty for all
  /// @param from `router-cost.yaml:3`, a variable, or empty for what is built in
  public record Line(String key, String command, List<String> values, String from) {
    public Line {
      values = List.copyOf(values);
      from = from.isEmpty() ? BUILT_IN : RunMetadata.fileName(from);
    }

    /// The place without the folder, which the title has.
    private String place() {
      return from.substring(from.lastIndexOf('/') + 1);
    }
  }

  public SettingsReport {
    lines = List.copyOf(lines);
    files = List.copyOf(files);
  }

  public Report report() {
    return new Report.LaidOut(blocks(), Field.records(FIELDS, lines), json());
  }

  private List<Block> blocks() {
    var title =
        files.isEmpty() ? "No configuration file" : "Configuration  " + String.join("  ", files);
    var below =
        "Options replace these values, and --no-config leaves only what is built in. Options that are"
            + " not listed have no value.";
    return List.of(
        new Block.Title(title), Field.table(FIELDS, lines, List.of()), new Block.Paragraph(below));
  }

  private Json json() {
    var none = Optional.<LocalDate>empty();
    return new RunMetadata("config", version, List.of(), PricesInUse.NONE, none, none, "UTC")
        .json()
        .and("configuration", Json.texts(files.stream().map(RunMetadata::fileName).toList()))
        .and("settings", Json.items(lines.stream().map(line -> Field.json(FIELDS, line))));
  }
}
