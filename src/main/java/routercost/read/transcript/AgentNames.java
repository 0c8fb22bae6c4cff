package routercost.read.transcript;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import routercost.read.exports.ClaudeCode;
import routercost.read.exports.Fields;
import routercost.read.text.Source;

/// The kinds of sub-agents that stand in a file beside the transcript of each:
/// `agent-ID.meta.json`.
public final class AgentNames {
  private static final String PREFIX = "agent-";
  private static final String SUFFIX = ".jsonl";

  private AgentNames() {}

  /// Learns the kinds of all sub-agents whose transcripts are read.
  public static void learn(List<Source> sources, ClaudeCode.Transcripts dialect) {
    for (Source source : sources) {
      String name = source.name();
      int from = name.lastIndexOf('/') + 1;
      if (name.startsWith(PREFIX, from) && name.endsWith(SUFFIX) && source.file().isPresent()) {
        String id = name.substring(from + PREFIX.length(), name.length() - SUFFIX.length());
        Path meta = source.file().get().resolveSibling(PREFIX + id + ".meta.json");
        dialect.name(id, kind(meta));
      }
    }
  }

  private static String kind(Path meta) {
    if (!meta.toFile().isFile()) { // faster than others, for thousands
      return "";
    }
    try (var parser = new JsonFactory().createParser(Files.readString(meta))) {
      parser.nextToken();
      return parser.isExpectedStartObjectToken() ? Fields.read(parser).text("agentType") : "";
    } catch (IOException _) {
      return ""; // its parent may name the kind too
    }
  }
}
