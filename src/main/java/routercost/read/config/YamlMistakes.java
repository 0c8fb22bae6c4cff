package routercost.read.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import routercost.read.text.ConfigurationProblem;
import routercost.read.text.InputProblem;

/// The search for every mistake of a file, so that people need not correct one a run.
///
/// A reader refuses a file at its first mistake. It is called again without the key or the entry
/// that it refused, until it refuses nothing or something that may follow from what was taken away.
final class YamlMistakes {
  private static final int MOST = 20;
  private static final Pattern PLACED = Pattern.compile("(.*:(\\d+):(\\d+)): (.*)", Pattern.DOTALL);
  private static final Pattern MISSING = Pattern.compile("'([^']*)' is missing");

  private static final Pattern MEANT =
      Pattern.compile("unknown key '[^']*' \\(did you mean '([^']*)'\\?\\)");

  /// What may be wrong only because an entry was taken away.
  private static final Pattern OF_THE_WHOLE =
      Pattern.compile("is not in this file|is limited here|no list of steps|is an empty list");

  private final List<Mistake> found = new ArrayList<>();

  private record Mistake(String place, int line, int column, String text) {
    static Optional<Mistake> of(ConfigurationProblem problem) {
      var message = PLACED.matcher(String.valueOf(problem.getMessage()));
      return message.matches()
          ? Optional.of(
              new Mistake(
                  message.group(1),
                  Integer.parseInt(message.group(2)),
                  Integer.parseInt(message.group(3)),
                  message.group(4)))
          : Optional.empty();
    }

    private String message() {
      return place + ": " + text;
    }
  }

  private YamlMistakes() {}

  /// What `reader` makes of `root`.
  ///
  /// @throws ConfigurationProblem with a message for each mistake, in the order of the file
  static <T> T all(YamlNode root, Function<YamlNode, T> reader) {
    try {
      return reader.apply(root);
    } catch (ConfigurationProblem first) {
      throw new YamlMistakes().collected(root, reader, first);
    }
  }

  private <T> ConfigurationProblem collected(
      YamlNode root, Function<YamlNode, T> reader, ConfigurationProblem first) {
    var rest = root;
    Optional<ConfigurationProblem> problem = Optional.of(first);
    while (problem.isPresent() && found.size() < MOST) {
      var mistake = problem.flatMap(Mistake::of);
      if (mistake.isEmpty() || !isNew(mistake.get(), root)) {
        break;
      }
      found.add(mistake.get());
      var repaired = repaired(rest, mistake.get(), reader);
      if (repaired.isEmpty()) {
        break;
      }
      rest = repaired.get();
      problem = refused(rest, reader);
    }
    return found.size() < 2 ? first : ofAll(first);
  }

  private ConfigurationProblem ofAll(ConfigurationProblem first) {
    var order = Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);
    return new ConfigurationProblem(
        found.stream().sorted(order).map(Mistake::message).toList(), first);
  }

  private boolean isNew(Mistake mistake, YamlNode root) {
    var missing = MISSING.matcher(mistake.text());
    boolean wasThere =
        missing.lookingAt()
            && mistake.place().equals(root.place())
            && root.asFields("the file").find(missing.group(1)).isPresent();
    boolean mayFollow = !found.isEmpty() && OF_THE_WHOLE.matcher(mistake.text()).find();
    return !wasThere && !mayFollow && !found.contains(mistake);
  }

  private static <T> Optional<ConfigurationProblem> refused(
      YamlNode rest, Function<YamlNode, T> reader) {
    try {
      reader.apply(rest);
      return Optional.empty();
    } catch (ConfigurationProblem problem) {
      return Optional.of(problem);
    } catch (InputProblem _) {
      return Optional.empty();
    }
  }

  /// The file without what was refused, or with what was meant; empty if nothing can be done.
  private Optional<YamlNode> repaired(
      YamlNode root, Mistake mistake, Function<YamlNode, ?> reader) {
    if (!(root instanceof YamlNode.Fields fields)) {
      return Optional.empty();
    }
    var missing = MISSING.matcher(mistake.text());
    if (missing.lookingAt()
        && mistake.place().equals(fields.place())
        && missing.group(1).equals("currency")) {
      return Optional.of(fields.with("currency", new YamlNode.Scalar(fields.place(), "USD")));
    }
    var meant = MEANT.matcher(mistake.text());
    if (meant.lookingAt()) {
      return edited(fields, mistake.place(), true, meant.group(1));
    }
    if (mistake.text().startsWith("unknown key")) {
      return edited(fields, mistake.place(), true, "");
    }
    if (mistake.place().equals(fields.place())) {
      return Optional.empty(); // of the file as a whole
    }
    var narrow = edited(fields, mistake.place(), false, "");
    return narrow.isPresent() && !leavesGap(fields, mistake.place(), narrow.get(), reader)
        ? narrow
        : cut(fields, mistake.place(), 2);
  }

  /// Whether a file without the key at `place` is refused for the want of it: the mapping that had
  /// it is.
  private static boolean leavesGap(
      YamlNode root, String place, YamlNode without, Function<YamlNode, ?> reader) {
    var next = refused(without, reader).flatMap(Mistake::of).map(Mistake::place);
    return next.isPresent() && mappingsAround(root, place).contains(next.get());
  }

  private static List<String> mappingsAround(YamlNode node, String place) {
    var around = new ArrayList<String>();
    var inside =
        switch (node) {
          case YamlNode.Scalar _ -> Stream.<YamlNode>empty();
          case YamlNode.Items items -> items.nodes().stream();
          case YamlNode.Fields fields -> {
            around.add(fields.place());
            yield fields.byName().values().stream().map(YamlNode.Fields.Field::value);
          }
        };
    inside
        .filter(part -> holds(part, place))
        .forEach(part -> around.addAll(mappingsAround(part, place)));
    return around;
  }

  /// A node whose key at `place`, or else the key of the value there, has another name; none
  // without
  /// a name.
  ///
  /// @param byKey whether the place is that of the key
  private static Optional<YamlNode> edited(
      YamlNode node, String place, boolean byKey, String name) {
    return switch (node) {
      case YamlNode.Scalar _ -> Optional.empty();
      case YamlNode.Items items -> {
        var nodes = new ArrayList<>(items.nodes());
        nodes.replaceAll(part -> edited(part, place, byKey, name).orElse(part));
        yield nodes.equals(items.nodes())
            ? Optional.empty()
            : Optional.of(new YamlNode.Items(items.place(), nodes));
      }
      case YamlNode.Fields fields -> edited(fields, place, byKey, name);
    };
  }

  private static Optional<YamlNode> edited(
      YamlNode.Fields fields, String place, boolean byKey, String name) {
    var byName = new LinkedHashMap<String, YamlNode.Fields.Field>();
    for (var entry : fields.byName().entrySet()) {
      var field = entry.getValue();
      boolean isHere = (byKey ? field.place() : field.value().place()).equals(place);
      var inside = isHere ? Optional.<YamlNode>empty() : edited(field.value(), place, byKey, name);
      var kept = new YamlNode.Fields.Field(field.place(), inside.orElse(field.value()));
      if (!isHere) {
        byName.put(entry.getKey(), kept);
      } else if (!name.isEmpty()) {
        byName.putIfAbsent(name, kept);
      }
    }
    var edited = new YamlNode.Fields(fields.place(), byName);
    return edited.equals(fields) ? Optional.empty() : Optional.of(edited);
  }

  /// A node without the entry at `place`, or the entry around it that is `depth` levels down.
  private static Optional<YamlNode> cut(YamlNode node, String place, int depth) {
    return switch (node) {
      case YamlNode.Scalar _ -> Optional.empty();
      case YamlNode.Items items -> cut(items, place, depth);
      case YamlNode.Fields fields -> cut(fields, place, depth);
    };
  }

  private static Optional<YamlNode> cut(YamlNode.Items items, String place, int depth) {
    var nodes = new ArrayList<>(items.nodes());
    for (int i = 0; i < nodes.size(); i++) {
      if (holds(nodes.get(i), place)) {
        var inside = depth > 1 ? cut(nodes.get(i), place, depth - 1) : Optional.<YamlNode>empty();
        if (inside.isPresent()) {
          nodes.set(i, inside.get());
        } else {
          nodes.remove(i);
        }
        return Optional.of(new YamlNode.Items(items.place(), nodes));
      }
    }
    return Optional.empty();
  }

  private static Optional<YamlNode> cut(YamlNode.Fields fields, String place, int depth) {
    var byName = new LinkedHashMap<>(fields.byName());
    for (var entry : fields.byName().entrySet()) {
      var field = entry.getValue();
      if (field.place().equals(place) || holds(field.value(), place)) {
        var inside =
            depth > 1 && !field.place().equals(place)
                ? cut(field.value(), place, depth - 1)
                : Optional.<YamlNode>empty();
        if (inside.isPresent()) {
          byName.put(entry.getKey(), new YamlNode.Fields.Field(field.place(), inside.get()));
        } else {
          byName.remove(entry.getKey());
        }
        return Optional.of(new YamlNode.Fields(fields.place(), byName));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(YamlNode node, String place) {
    return node.place().equals(place)
        || switch (node) {
          case YamlNode.Scalar _ -> false;
          case YamlNode.Items items -> items.nodes().stream().anyMatch(item -> holds(item, place));
          case YamlNode.Fields fields ->
              fields.byName().values().stream()
                  .anyMatch(field -> field.place().equals(place) || holds(field.value(), place));
        };
  }
}
