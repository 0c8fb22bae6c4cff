package routercost.report;

import java.util.Locale;

/// The shapes in which a report can be written.
public enum Format {
  TABLE,
  PLAIN,
  JSON,
  CSV,
  MARKDOWN;

  /// The renderer of this format.
  ///
  /// @param terminal what the reader's screen can show; only the table asks
  public Renderer renderer(Terminal terminal) {
    return switch (this) {
      case TABLE -> new TableRenderer(terminal);
      case PLAIN -> new PlainRenderer();
      case JSON -> new JsonRenderer();
      case CSV -> new CsvRenderer();
      case MARKDOWN -> new MarkdownRenderer();
    };
  }

  /// The name in options: `markdown`.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
