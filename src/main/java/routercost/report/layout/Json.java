package routercost.report.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A JSON value with a fixed key order. Amounts and percentages are strings, counts are numbers.
public sealed interface Json {
  /// Writes it where `out` is.
  void write(JsonGenerator out) throws IOException;

  record Text(String text) implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeString(text);
    }
  }

  record Figure(BigDecimal number) implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeNumber(Rounding.exact(number));
    }
  }

  record Flag(boolean flag) implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeBoolean(flag);
    }
  }

  record Null() implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeNull();
    }
  }

  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartArray();
      for (var item : items) {
        item.write(out);
      }
      out.writeEndArray();
    }
  }

  record Fields(SequencedMap<String, Json> fields) implements Json {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      for (var field : fields.entrySet()) {
        out.writeFieldName(field.getKey());
        field.getValue().write(out);
      }
      out.writeEndObject();
    }

    /// These fields and one more at the end.
    public Fields and(String name, Json value) {
      var more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Fields(more);
    }

    public Fields and(String name, String text) {
      return and(name, new Text(text));
    }

    public Fields and(String name, long number) {
      return and(name, new Figure(BigDecimal.valueOf(number)));
    }

    public Fields and(String name, boolean flag) {
      return and(name, new Flag(flag));
    }

    public Fields and(Fields others) {
      var more = new LinkedHashMap<>(fields);
      more.putAll(others.fields);
      return new Fields(more);
    }
  }

  static Fields object() {
    return new Fields(Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
  }

  static Items texts(Collection<String> texts) {
    return new Items(texts.stream().<Json>map(Text::new).toList());
  }

  static Items items(Stream<? extends Json> items) {
    var all = new ArrayList<Json>();
    items.forEach(all::add);
    return new Items(all);
  }

  static Json number(BigDecimal number) {
    return new Figure(number);
  }
}
