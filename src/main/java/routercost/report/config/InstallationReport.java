package routercost.report.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import routercost.report.common.PricesInUse;
import routercost.report.common.RunMetadata;
import routercost.report.layout.Block;
import routercost.report.layout.Field;
import routercost.report.layout.Json;
import routercost.report.layout.Report;
import routercost.report.layout.Role;

/// The report on what the program finds on a machine.
///
/// @param version of the tool
public record InstallationReport(List<Line> lines, PricesInUse prices, String version) {
  private static final List<Field<Line>> FIELDS =
      List.of(
          Field.<Line>text("subject", Line::subject),
          Field.<Line>text("state", Line::stateName),
          Field.<Line>text("result", Line::result));

  /// A judgment on one subject.
  public enum State {
    OK(Role.OK),
    NOTE(Role.WARNING),
    PROBLEM(Role.BREACH);

    private final Role role;

    State(Role role) {
      this.role = role;
    }
  }

  /// One thing that was looked at.
  ///
  /// @param subject such as `prices` or `logs of codex`
  public record Line(String subject, State state, String result) {
    private String stateName() {
      return state.name().toLowerCase(Locale.ROOT);
    }

    private Block.Items.Item item() {
      return new Block.Items.Item(stateName(), subject + ": " + result, state.role);
    }
  }

  public InstallationReport {
    lines = List.copyOf(lines);
  }

  public Report report() {
    return new Report.LaidOut(blocks(), Field.records(FIELDS, lines), json());
  }

  private List<Block> blocks() {
    return List.of(
        new Block.Title("router-cost " + version),
        new Block.Items(lines.stream().map(Line::item).toList()));
  }

  private Json json() {
    var none = Optional.<LocalDate>empty();
    return new RunMetadata("doctor", version, List.of(), prices, none, none, "UTC")
        .json()
        .and("checks", Json.items(lines.stream().map(line -> Field.json(FIELDS, line))));
  }
}
