package routercost.read.transcript;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import routercost.read.builtin.Column;
import routercost.read.exports.ClaudeCode;
import routercost.read.exports.Sampling;
import routercost.read.row.ColumnLayout;
import routercost.read.scan.JsonKeys;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Schema;

/// What the keys of the lines of transcripts mean (docs/formats.md): the names that the careful
/// reading gives to what stands there.
public record TranscriptKeys(Schema schema, LogConventions habits, RecordFilter selection)
    implements JsonKeys.Naming {
  private static final String TYPE = "line_type";
  private static final String REQUEST = "attempt_id";
  private static final String ASIDE = "sidechain";
  private static final String STOP = "response_ended";

  /// Sub-agents are named by their ids here, and get their own names in turn.
  private static final String AGENT = "task";

  private static final Set<String> COUNTS =
      Column.NUMBERS.stream().map(Column::id).collect(Collectors.toUnmodifiableSet());

  /// The columns by path; apart, as they are looked up only once a transcript is met.
  private static final class Names {
    static final Map<String, String> BY_PATH =
        new LinkedHashMap<>(ClaudeCode.Transcripts.columnsByPath());

    static {
      BY_PATH.put("type", TYPE);
    }
  }

  private static final Map<String, JsonKeys.Meaning> MEANINGS =
      Map.of(
          "message.usage.iterations", JsonKeys.Meaning.ODD,
          "data.message.message.id", JsonKeys.Meaning.ODD,
          "toolUseResult.agentId", JsonKeys.Meaning.ODD,
          "message.content", JsonKeys.Meaning.ITEMS,
          "message.content[].text", JsonKeys.Meaning.WRITTEN,
          "message.content[].thinking", JsonKeys.Meaning.WRITTEN,
          "message.content[].input", JsonKeys.Meaning.ALL_WRITTEN);

  /// What starts a sub-agent, and so names it.
  private static final byte[] ODD_IN_LISTS = {
    's', 'u', 'b', 'a', 'g', 'e', 'n', 't', '_', 't', 'y', 'p', 'e'
  };

  /// The names of all columns that a response can have.
  static List<String> columns() {
    return Names.BY_PATH.values().stream().filter(name -> !name.equals(TYPE)).toList();
  }

  /// Whether all that a selection asks for is known here: it may not be the task, because
  /// sub-agents get their names later.
  public static boolean areKnown(RecordFilter selection) {
    return !selection.filter().asksForTask()
        && Stream.concat(selection.labels().stream(), selection.filter().labels().stream())
            .allMatch(name -> !name.equalsIgnoreCase(AGENT) && columns().contains(name));
  }

  @Override
  public JsonKeys.Meaning meaning(String path) {
    String name = Names.BY_PATH.get(path);
    if (name != null) {
      return COUNTS.contains(name) ? JsonKeys.Meaning.COUNT : JsonKeys.Meaning.WANTED;
    }
    boolean sampled = Sampling.isRate(path.substring(path.lastIndexOf('.') + 1));
    return sampled ? JsonKeys.Meaning.ODD : MEANINGS.getOrDefault(path, JsonKeys.Meaning.NOTHING);
  }

  @Override
  public boolean isOdd(byte[] bytes, int from, int to) {
    return to - from == ODD_IN_LISTS.length
        && Arrays.equals(bytes, from, to, ODD_IN_LISTS, 0, ODD_IN_LISTS.length);
  }

  @Override
  public @Nullable ColumnLayout plan(List<String> paths) {
    if (new HashSet<>(paths).size() < paths.size()) {
      return null; // of keys that come twice the careful reading takes the last
    }
    List<String> names =
        paths.stream().map(path -> Names.BY_PATH.getOrDefault(path, path)).toList();
    return new LinePlan(schema.columns(names), habits, selection);
  }

  /// How the lines of one shape are read: places of values, −1 where there is none.
  static final class LinePlan extends ColumnLayout {
    final int type;
    final int request;
    final int aside;
    final int stop;
    final int input;
    final int output;

    LinePlan(Columns columns, LogConventions habits, RecordFilter selection) {
      super(columns, habits, selection);
      type = columns.names().indexOf(TYPE);
      request = columns.names().indexOf(REQUEST);
      aside = columns.names().indexOf(ASIDE);
      stop = columns.names().indexOf(STOP);
      input = columns.names().indexOf("input_tokens");
      output = columns.names().indexOf("output_tokens");
    }

    /// Whether such a line may be a response that is plainly written.
    boolean isWhole() {
      return model >= 0 && id >= 0 && input >= 0 && output >= 0;
    }
  }
}
