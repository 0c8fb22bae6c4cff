package routercost.read.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.usage.SafeText;

/// Labels that records do not have themselves: from options, from the place of their file, and
/// from owners.
///
/// @param rules the first that matches holds
/// @param path of the input; empty while none is chosen
public record OutsideLabels(List<Rule> rules, Optional<Owners> owners, String path) {
  /// No labels but those that records have.
  public static final OutsideLabels NONE = new OutsideLabels(List.of(), Optional.empty(), "");

  private static final String FILE = "file";
  private static final String FOLDER = "folder";

  /// The origin of a label.
  public enum Origin {
    /// An option, whose files have to exist.
    OPTION,
    /// The place of an agent, which may hold no logs.
    PLACE,
    /// A folder, unless records have the label themselves.
    FOLDER
  }

  /// A label of all inputs, or of those whose path matches.
  ///
  /// @param text the value; empty for the first group of the pattern
  public record Rule(String label, String text, Optional<Pattern> files, Origin origin) {
    /// The rule of an option: `team=platform` or `team=platform:logs/platform/**`.
    public static Rule of(String option) {
      int equals = option.indexOf('=');
      String text = option.substring(equals + 1);
      int colon = text.indexOf(':');
      if (equals < 1 || text.isEmpty() || colon == 0) {
        throw new ConfigurationProblem(
            "--label is '%s'; expected NAME=VALUE, or NAME=VALUE:FILES as in team=web:logs/web/**"
                .formatted(SafeText.cut(option)));
      }
      return new Rule(
          option.substring(0, equals).strip(),
          colon < 0 ? text : text.substring(0, colon),
          colon < 0 ? Optional.empty() : Optional.of(Sources.pattern(text.substring(colon + 1))),
          Origin.OPTION);
    }

    Optional<String> value(String path) {
      if (files.isEmpty()) {
        return Optional.of(text);
      }
      Matcher matcher = files.get().matcher(path);
      return matcher.matches()
          ? Optional.of(text.isEmpty() ? matcher.group(1) : text)
          : Optional.empty();
    }
  }

  public OutsideLabels {
    rules = List.copyOf(rules);
  }

  OutsideLabels at(String input) {
    return new OutsideLabels(rules, owners, input);
  }

  /// Whether an input is chosen.
  public boolean isActive() {
    return !path.isEmpty();
  }

  /// Whether a label may have a value without any record having it.
  public boolean provides(String label) {
    for (Rule rule : rules) {
      if (rule.label().equals(label)) {
        return true;
      }
    }
    return label.equals(FILE) || label.equals(FOLDER) || isOwned(label);
  }

  private boolean isOwned(String label) {
    return owners.isPresent() && Owners.assign(label);
  }

  /// Whether the value of a label is the same for all records of an input, unless they have it.
  public boolean isConstant(String label) {
    return provides(label) && !isOwned(label);
  }

  /// The columns that the owners of a label are found by.
  List<String> columns(String label) {
    return isOwned(label) ? owners.orElseThrow().columns() : List.of();
  }

  /// The places of the columns that owners are found by, by field.
  public Map<String, Integer> places(Columns columns) {
    var places = new TreeMap<String, Integer>();
    owners.ifPresent(
        known ->
            known
                .fields()
                .forEach(
                    field ->
                        Owners.columns(field).stream()
                            .flatMap(name -> Columns.place(columns.names(), name).stream())
                            .findFirst()
                            .ifPresent(place -> places.put(field, place))));
    return places;
  }

  /// The value of a label of a record.
  ///
  /// @param own the value that the record has
  /// @param fields the text of a field of the record
  public String text(String label, String own, UnaryOperator<String> fields) {
    for (Rule rule : rules) {
      if (rule.label().equals(label) && (rule.origin() != Origin.FOLDER || own.isEmpty())) {
        Optional<String> value = rule.value(path);
        if (value.isPresent()) {
          return value.get();
        }
      }
    }
    if (isOwned(label)) {
      return owners
          .orElseThrow()
          .assigned(label, field -> field.equals(Owners.PATH) ? path : fields.apply(field));
    }
    if (!own.isEmpty()) {
      return own;
    }
    return switch (label) {
      case FILE -> path;
      case FOLDER -> path.lastIndexOf('/') < 0 ? "." : path.substring(0, path.lastIndexOf('/'));
      default -> "";
    };
  }

  /// The value of a label of a sum, whose labels are known by name.
  public String ofSum(String label, SortedMap<String, String> labels) {
    String own = labels.getOrDefault(label, "");
    return isActive()
        ? text(
            label,
            own,
            field ->
                Owners.columns(field).stream()
                    .map(name -> labels.getOrDefault(name, ""))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse(""))
        : own;
  }

  /// Refuses a rule for files that no input is: it would silently label nothing.
  public void requireFiles(List<Source> inputs) {
    for (Rule rule : rules) {
      if (rule.origin() == Origin.OPTION
          && inputs.stream().allMatch(input -> rule.value(input.name()).isEmpty())) {
        throw new ConfigurationProblem(
            "--label %s=%s: no input is among its files".formatted(rule.label(), rule.text()));
      }
    }
  }
}
