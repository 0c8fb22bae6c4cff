package routercost.report;

import routercost.report.format.JsonRenderer;
import routercost.report.format.MarkdownRenderer;
import routercost.report.format.RecordsRenderer;
import routercost.report.format.Renderer;
import routercost.report.format.TableRenderer;
import routercost.report.gate.CommentRenderer;
import routercost.report.gate.GithubRenderer;
import routercost.report.gate.GitlabRenderer;
import routercost.report.gate.JunitRenderer;
import routercost.report.gate.OpenMetricsRenderer;
import routercost.report.html.HtmlRenderer;
import routercost.report.layout.Terminal;
import routercost.usage.Identified;

/// The shapes in which a report can be written.
public enum Format implements Identified {
  TABLE,
  PLAIN,
  JSON,
  CSV,
  MARKDOWN,
  HTML,
  VALUE,
  FOCUS,
  JUNIT,
  GITHUB,
  GITLAB,
  OPENMETRICS,
  COMMENT;

  /// The renderer of this format.
  ///
  /// @param terminal what the reader's screen can show; only the table asks
  public Renderer renderer(Terminal terminal) {
    return switch (this) {
      case TABLE -> new TableRenderer(terminal);
      case PLAIN -> RecordsRenderer::plain;
      case JSON -> new JsonRenderer();
      case CSV -> RecordsRenderer::csv;
      case MARKDOWN -> new MarkdownRenderer();
      case HTML -> new HtmlRenderer();
      case FOCUS -> report -> report.focus().orElseThrow().get();
      case VALUE -> report -> report.value().orElseThrow() + "\n";
      case JUNIT -> new JunitRenderer();
      case GITHUB -> new GithubRenderer();
      case GITLAB -> new GitlabRenderer();
      case OPENMETRICS -> new OpenMetricsRenderer();
      case COMMENT -> new CommentRenderer();
    };
  }

  /// Whether people read it as prose and tables.
  public boolean isForPeople() {
    return this == TABLE || this == MARKDOWN || this == HTML;
  }

  /// Whether it is about budgets, so that a report without any cannot be written in it.
  public boolean isOfBudgets() {
    return switch (this) {
      case TABLE, PLAIN, JSON, CSV, MARKDOWN, HTML, VALUE, FOCUS -> false;
      case JUNIT, GITHUB, GITLAB, OPENMETRICS, COMMENT -> true;
    };
  }
}
