package routercost.read.warehouse;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The SQL of one warehouse, by the templates in `warehouses.txt`.
///
/// @param name as in `--dialect`
public record SqlDialect(String name, Map<String, String> templates) {
  private static final Pattern COLUMN = Pattern.compile("\\[(\\w+)]");
  private static final Pattern ACCESS = Pattern.compile("\\{(\\w+) ([^{}]*)}");

  public SqlDialect {
    templates = Map.copyOf(templates);
  }

  /// The dialect of this name.
  public static SqlDialect of(String name) {
    return new SqlDialect(name, WarehouseText.of("dialect", name, "--dialect").lines());
  }

  /// The statement to run before; empty if none is needed.
  String preface() {
    return templates.getOrDefault("preface", "");
  }

  String wide() {
    return templates.getOrDefault("wide", "");
  }

  /// A name, quoted.
  String name(String plain) {
    var quote = templates.getOrDefault("quote", "\"");
    return quote + plain.replace(quote, quote + quote) + quote;
  }

  /// The name of the column of a label.
  String label(String label) {
    return name("label" + templates.getOrDefault("dot", ".") + label);
  }

  /// What a template makes of an expression.
  String of(String template, String expression) {
    return of(template, expression, "");
  }

  String of(String template, String expression, String detail) {
    return String.format(Locale.ROOT, templates.getOrDefault(template, "%1$s"), expression, detail);
  }

  /// An apostrophe within a text literal.
  String apostrophe() {
    return templates.getOrDefault("apostrophe", "''");
  }

  /// A text literal.
  String text(String plain) {
    return "'" + plain.replace("'", apostrophe()) + "'";
  }

  /// Texts in parentheses, as after `IN`.
  String texts(Iterable<String> plain) {
    var quoted = new TreeSet<String>();
    for (var word : plain) {
      if (word.indexOf('\\') < 0) { // which some warehouses take for the beginning of an escape
        quoted.add(text(word));
      }
    }
    return quoted.stream().collect(Collectors.joining(", ", "(", ")"));
  }

  /// An expression of `warehouses.txt`, in which columns stand in brackets and accesses in braces.
  String expression(String written) {
    var plain =
        COLUMN
            .matcher(written)
            .replaceAll(column -> Matcher.quoteReplacement(name(column.group(1))));
    for (var access = ACCESS.matcher(plain); access.find(); access = ACCESS.matcher(plain)) {
      plain =
          access.replaceFirst(
              found -> Matcher.quoteReplacement(access(found.group(1), found.group(2))));
    }
    return plain;
  }

  private String access(String kind, String what) {
    if (kind.equals("whole")) {
      return of("whole", what);
    }
    int dot = what.indexOf('.');
    var column = name(what.substring(0, dot));
    var path = what.substring(dot + 1);
    if (kind.equals("struct") && !templates.containsKey("struct")) {
      return column + "." + path;
    }
    var template = kind.equals("map") && !templates.containsKey("map") ? "json" : kind;
    return of(template, column, path.replace(".", templates.getOrDefault("between", ".")));
  }
}
