package routercost.report.focus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import routercost.usage.UsageKey;

/// The tags of a row: its labels and its task, with values. Many rows of a file share theirs.
final class FocusTags implements Comparable<FocusTags> {
  private static final JsonFactory JSON = new JsonFactory();

  private final SortedMap<String, String> values;
  private final String[] names;
  private final String[] texts;
  private final String json;

  private FocusTags(SortedMap<String, String> values) {
    this.values = Collections.unmodifiableSortedMap(values);
    names = values.keySet().toArray(String[]::new);
    texts = values.values().toArray(String[]::new);
    json = json(values);
  }

  static FocusTags of(UsageKey key) {
    var tags = new TreeMap<>(key.withDay(key.day()).labels()); // without the day of the price
    tags.values().removeIf(String::isEmpty);
    if (!key.task().isEmpty()) {
      tags.put("task", key.task());
    }
    return new FocusTags(tags);
  }

  /// The value under a name; empty if there is none.
  String value(String name) {
    return values.getOrDefault(name, "");
  }

  /// As an object; empty without tags.
  String json() {
    return json;
  }

  /// `object` in JSON; empty if it has no fields.
  static String json(Map<String, String> object) {
    if (object.isEmpty()) {
      return "";
    }
    var text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      for (var entry : object.entrySet()) {
        out.writeStringField(entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  @Override
  public int compareTo(FocusTags other) {
    int byName = Arrays.compare(names, other.names);
    return byName == 0 ? Arrays.compare(texts, other.texts) : byName;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FocusTags tags && values.equals(tags.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }
}
