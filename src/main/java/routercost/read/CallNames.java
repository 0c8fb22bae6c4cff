package routercost.read;

import java.util.List;

/// What the keys of call logs mean: what their schema says.
record CallNames(Schema schema, Habits habits, Selection selection) implements JsonKeys.Naming {
  @Override
  public JsonKeys.Meaning meaning(String path) {
    return schema.concerns(path) ? JsonKeys.Meaning.WANTED : JsonKeys.Meaning.NOTHING;
  }

  @Override
  public boolean isOdd(byte[] bytes, int from, int to) {
    return false;
  }

  @Override
  public Plan plan(List<String> paths) {
    return Plan.of(schema.columns(paths), habits, selection);
  }
}
