package routercost.read.scan;

import java.util.List;
import routercost.read.record.SearchCalls;
import routercost.read.record.TokenDetails;
import routercost.read.row.ColumnLayout;
import routercost.read.schema.LogConventions;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.Schema;

/// What the keys of call logs mean: what their schema says.
public record CallKeys(Schema schema, LogConventions habits, RecordFilter selection)
    implements JsonKeys.Naming {
  @Override
  public JsonKeys.Meaning meaning(String path) {
    if (schema.concerns(path)) {
      return SearchCalls.areAt(path) ? JsonKeys.Meaning.COUNT : JsonKeys.Meaning.WANTED;
    }
    if (TokenDetails.areAt(path) || SearchCalls.areAt(path)) {
      return JsonKeys.Meaning.ITEMS;
    }
    if (path.endsWith(SearchCalls.LIST + "[]." + SearchCalls.TYPE)) {
      return JsonKeys.Meaning.ITEM_TYPE;
    }
    if (path.endsWith(SearchCalls.QUERIES)) {
      return JsonKeys.Meaning.ODD;
    }
    return TokenDetails.isKind(path) ? JsonKeys.Meaning.MODALITY : JsonKeys.Meaning.NOTHING;
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
