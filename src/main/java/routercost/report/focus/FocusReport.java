package routercost.report.focus;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import routercost.report.layout.Block;
import routercost.report.layout.Json;
import routercost.report.layout.Records;
import routercost.report.layout.Report;

/// A report whose calls can be written as FOCUS too.
///
/// @param file made if it is asked for
public record FocusReport(Report report, Supplier<FocusFile> file) implements Report {
  @Override
  public List<Block> blocks() {
    return report.blocks();
  }

  @Override
  public Records records() {
    return report.records();
  }

  @Override
  public Json json() {
    return report.json();
  }

  @Override
  public Optional<String> value() {
    return report.value();
  }

  @Override
  public Optional<Supplier<String>> focus() {
    return Optional.of(() -> file.get().csv());
  }
}
