package routercost.read.transcript;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import routercost.read.exports.ClaudeCode;
import routercost.read.row.ColumnLayout;
import routercost.read.scan.FieldOffsets;
import routercost.read.scan.JsonKeys;
import routercost.read.scan.JsonRecords;
import routercost.read.scan.ParallelScan;
import routercost.read.text.Source;

/// Tells by their first lines which files are transcripts of Claude Code: a folder holds thousands,
/// so their bytes are looked at as the scanner does.
public final class TranscriptSniffer implements JsonKeys.Naming {
  private static final int HEAD = 1 << 13;
  private static final int LINES = 3;
  private static final Set<String> WANTED = Set.of("type", "sessionId", "leafUuid", "messageId");

  private final JsonRecords records = new JsonRecords(new JsonKeys(this));
  private final FieldOffsets spans = new FieldOffsets();
  private final byte[] head = new byte[FieldOffsets.room(HEAD)];

  /// Whether one of the first lines of a file can only be one of a transcript; false if its first
  /// bytes hold no whole line, or if it cannot be read.
  public boolean isTranscript(Source source) {
    if (source.file().isEmpty()) {
      return false;
    }
    int length;
    try (var bytes =
        new FileInputStream(source.file().get().toFile())) { // opens faster than others
      length = bytes.read(head, 0, HEAD);
    } catch (IOException _) {
      return false;
    }
    spans.over(head, Math.max(0, length));
    int at = 0;
    for (int i = 0; i < LINES && at < length && head[at] == '{'; i++) {
      int next = records.read(spans, at, length, false);
      if (next == at || isLine()) {
        return next != at;
      }
      at = next;
    }
    return false;
  }

  private boolean isLine() {
    if (spans.shape != FieldOffsets.Shape.CELLS) {
      return false;
    }
    int type = records.paths().indexOf("type");
    return type >= 0
        && ((has("sessionId") && ClaudeCode.isLine(text(type)))
            || has(ClaudeCode.keyOfPreamble(text(type))));
  }

  private boolean has(String path) {
    int cell = records.paths().indexOf(path);
    return cell >= 0 && !spans.isEmpty(cell);
  }

  private String text(int cell) {
    int from = spans.from[cell];
    return new String(spans.bytes, from, spans.to[cell] - from, StandardCharsets.UTF_8);
  }

  @Override
  public JsonKeys.Meaning meaning(String path) {
    if (ClaudeCode.FOREIGN.contains(path)) {
      return JsonKeys.Meaning.ODD;
    }
    return WANTED.contains(path) ? JsonKeys.Meaning.WANTED : JsonKeys.Meaning.NOTHING;
  }

  @Override
  public @Nullable ColumnLayout plan(List<String> paths) {
    return null;
  }

  /// Looks at files while others are read.
  public static final class Ahead {
    private final Set<String> names = new HashSet<>();
    private final Optional<Thread> thread;
    private @Nullable Throwable failure;

    public Ahead(List<Source> files) {
      thread =
          files.isEmpty()
              ? Optional.empty()
              : Optional.of(Thread.ofPlatform().daemon().start(() -> look(files)));
    }

    private void look(List<Source> files) {
      var glance = new TranscriptSniffer();
      try {
        for (Source file : files) {
          if (glance.isTranscript(file)) {
            names.add(file.name());
          }
        }
      } catch (RuntimeException | Error failed) { // names() fails with it
        failure = failed;
      }
    }

    /// The names of the transcripts among the files, once all were looked at.
    public Set<String> names() {
      thread.ifPresent(ParallelScan::join);
      ParallelScan.raise(failure);
      return names;
    }
  }
}
