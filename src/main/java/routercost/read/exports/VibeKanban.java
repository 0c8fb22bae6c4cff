package routercost.read.exports;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.util.List;

/// Execution logs of vibe-kanban, which hold what its agents print: streams of Claude Code and of
/// `codex exec`.
final class VibeKanban implements Dialect {
  private static final FieldMap FIELDS =
      FieldMap.of(
          """
          from: execution logs of vibe-kanban
          claims: Stdout | Stderr
          model = that of the stream in Stdout
          input_tokens = of the stream in Stdout
          """);
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<Dialect> streams = List.of(new ClaudeCodeResults(), new Codex());

  @Override
  public FieldMap fields() {
    return FIELDS;
  }

  @Override
  public void read(Fields record, Sink sink) {
    String text = record.text("Stdout").strip();
    for (String line : text.split("\n", -1)) {
      var inner = parsed(line);
      var stream = streams.stream().filter(dialect -> dialect.claims(inner)).findFirst();
      stream.ifPresentOrElse(dialect -> dialect.read(inner, sink), () -> sink.leave("no_usage"));
    }
  }

  private static Fields parsed(String line) {
    try (var parser = FACTORY.createParser(line)) {
      parser.nextToken();
      return parser.isExpectedStartObjectToken() ? Fields.read(parser) : Fields.NONE;
    } catch (IOException _) {
      return Fields.NONE; // a part of a line, or words for people
    }
  }

  @Override
  public void end(Sink sink) {
    streams.forEach(dialect -> dialect.end(sink));
  }
}
