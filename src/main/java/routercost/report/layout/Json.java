package routercost.report.layout;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import routercost.price.Money;
import routercost.usage.SafeText;

/// A JSON value with a fixed key order. Amounts and percentages are strings, counts are numbers.
/// Texts are written without what may be a secret.
public sealed interface Json {
  /// Writes it where `out` is.
  void write(JsonGenerator out) throws IOException;

  record Text(String text) implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeString(SafeText.withoutTokens(text));
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

  /// A value that is JSON already.
  record Raw(String json) implements Json {
    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeRawValue(SafeText.withoutTokens(json));
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

  /// An object in the making: each field is added at the end, and written in that order.
  final class Fields implements Json {
    private final SequencedMap<String, Json> fields = new LinkedHashMap<>();

    private Fields() {}

    @Override
    public void write(JsonGenerator out) throws IOException {
      out.writeStartObject();
      for (var field : fields.entrySet()) {
        out.writeFieldName(SafeText.withoutTokens(field.getKey()));
        field.getValue().write(out);
      }
      out.writeEndObject();
    }

    public Fields and(String name, Json value) {
      fields.put(name, value);
      return this;
    }

    /// Cuts the list under `name`, if there is one, to its first items.
    void first(String name, int most) {
      if (fields.get(name) instanceof Items(var items)) {
        fields.put(name, new Items(items.subList(0, Math.min(most, items.size()))));
      }
    }

    public Fields and(String name, String text) {
      return and(name, new Text(text));
    }

    public Fields and(String name, long number) {
      return and(name, number(number));
    }

    public Fields and(String name, BigDecimal number) {
      return and(name, number(number));
    }

    public Fields and(String name, boolean flag) {
      return and(name, new Flag(flag));
    }

    public Fields and(Fields more) {
      fields.putAll(more.fields);
      return this;
    }

    /// The exact amount.
    public Fields and(String name, Money amount) {
      return and(name, new Text(amount.toString()));
    }

    /// The text of a value; null if there is none.
    public Fields and(String name, Optional<?> value) {
      return and(name, text(value));
    }

    public boolean isEmpty() {
      return fields.isEmpty();
    }

    public Collection<Json> values() {
      return Collections.unmodifiableCollection(fields.values());
    }
  }

  Json NULL = new Null();

  static Fields object() {
    return new Fields();
  }

  /// The text of a value; null if there is none.
  static Json text(Optional<?> value) {
    return value.<Json>map(present -> new Text(present.toString())).orElse(NULL);
  }

  /// `text`; null if it is empty.
  static Json text(String text) {
    return text.isEmpty() ? NULL : new Text(text);
  }

  /// The name of an option's value as JSON has it: `cache_minimum`.
  static String key(String id) {
    return id.replace('-', '_');
  }

  /// A number of ten decimals at most, as text; null if there is none.
  static Json quotient(Optional<BigDecimal> number) {
    return text(number.map(Rounding::quotient).map(Rounding::exact));
  }

  /// A value as `form` has it; null if there is none.
  static <T> Json of(Optional<T> value, Function<T, Json> form) {
    return value.map(form).orElse(NULL);
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

  static Json number(long number) {
    return new Figure(BigDecimal.valueOf(number));
  }
}
