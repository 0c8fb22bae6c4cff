package routercost.report.format;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.report.layout.Report;
import routercost.usage.SafeText;

/// Writes one record a line, fields separated by tabs, exact: for `cut`, `awk` and `sort`.
public record PlainRenderer() implements Renderer {
  @Override
  public String render(Report report) {
    return Stream.concat(Stream.of(report.records().names()), report.records().rows().stream())
        .map(PlainRenderer::line)
        .collect(Collectors.joining());
  }

  private static String line(List<String> fields) {
    return fields.stream().map(SafeText::of).collect(Collectors.joining("\t", "", "\n"));
  }
}
