package routercost.cli.options;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of one of a few things, and says which there are if it is none of them.
///
/// @param values looked up when there is something to read: Java takes half a millisecond for each
///     enum
/// @param names how each is typed
record EnumConverter<T>(Supplier<List<T>> values, Function<T, String> names)
    implements ITypeConverter<T> {
  /// A choice between the constants of an enum, typed in lower case with hyphens.
  static <E extends Enum<E>> EnumConverter<E> of(Class<E> type) {
    return new EnumConverter<>(
        () -> List.of(type.getEnumConstants()),
        value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Override
  public T convert(String text) {
    return values.get().stream()
        .filter(value -> names.apply(value).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("'" + text + "'; expected " + allowed()));
  }

  private String allowed() {
    return values.get().stream().map(names).collect(Collectors.joining(", "));
  }
}
