package routercost.read.scan;

import java.util.List;
import routercost.read.row.ColumnLayout;
import routercost.read.schema.LogConventions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Schema;

/// What the keys of call logs mean: what their schema says.
public record CallKeys(Schema schema, LogConventions habits, RecordFilter selection)
    implements JsonKeys.Naming {
  @Override
  public JsonKeys.Meaning meaning(String path) {
    return schema.concerns(path) ? JsonKeys.Meaning.WANTED : JsonKeys.Meaning.NOTHING;
  }

  @Override
  public boolean isOdd(byte[] bytes, int from, int to) {
    return false;
  }

  @Override
  public ColumnLayout plan(List<String> paths) {
    return new ColumnLayout(schema.columns(paths), habits, selection);
  }
}
