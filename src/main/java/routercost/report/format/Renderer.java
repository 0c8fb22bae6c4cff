package routercost.report.format;

import routercost.report.layout.Report;

/// Writes a report in one format.
public interface Renderer {
  /// The report as text, each line ended by a line feed.
  String render(Report report);
}
