package routercost.read.exports;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A condition on the fields of a record, as the descriptions of formats write it:
/// `type = result & total_cost_usd | session_id & !uuid`.
///
/// A path alone asks that the field is there. A value with `*` at an end is the rest of a text;
/// letters are compared without case.
///
/// @param alternatives of which one has to hold, each a list of tests that all have to hold
record FieldCondition(List<List<Test>> alternatives) {
  /// A condition on one field.
  ///
  /// @param values of which the field has one; any value if there are none
  record Test(String path, boolean negated, List<String> values) {
    private static Test of(String text) {
      boolean negated = text.startsWith("!");
      String[] sides = (negated ? text.substring(1) : text).split(" = ", 2);
      return new Test(
          sides[0].strip(),
          negated,
          sides.length < 2 ? List.of() : List.of(sides[1].strip().split(" *, *", -1)));
    }

    boolean holds(Fields record) {
      boolean found =
          values.isEmpty()
              ? record.has(path)
              : values.stream().anyMatch(value -> is(value, record.text(path)));
      return found != negated;
    }

    private static boolean is(String value, String text) {
      String expected = value.toLowerCase(Locale.ROOT);
      String found = text.toLowerCase(Locale.ROOT);
      if (expected.startsWith("*")) {
        return found.endsWith(expected.substring(1));
      }
      return expected.endsWith("*")
          ? found.startsWith(expected.substring(0, expected.length() - 1))
          : found.equals(expected);
    }
  }

  static FieldCondition of(String text) {
    return new FieldCondition(
        Stream.of(text.split(" \\| ", -1))
            .map(
                tests ->
                    Stream.of(tests.split(" & ", -1)).map(String::strip).map(Test::of).toList())
            .toList());
  }

  boolean holds(Fields record) {
    return alternatives.stream()
        .anyMatch(tests -> tests.stream().allMatch(test -> test.holds(record)));
  }

  /// The only test of a condition on one field.
  Test single() {
    return alternatives.getFirst().getFirst();
  }
}
