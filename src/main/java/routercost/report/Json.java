package routercost.report;

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
  record Text(String text) implements Json {}

  record Figure(BigDecimal number) implements Json {}

  record Flag(boolean flag) implements Json {}

  record Null() implements Json {}

  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  record Fields(SequencedMap<String, Json> fields) implements Json {
    public Fields {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /// These fields and one more at the end.
    Fields and(String name, Json value) {
      var more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Fields(more);
    }

    Fields and(String name, String text) {
      return and(name, new Text(text));
    }

    Fields and(String name, long number) {
      return and(name, new Figure(BigDecimal.valueOf(number)));
    }

    Fields and(String name, boolean flag) {
      return and(name, new Flag(flag));
    }

    Fields and(Fields others) {
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
