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
      Pattern.compile(
          "is not in this file|is limited here|no list of steps|is an empty list|goes with");

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

  @SuppressWarnings("ReturnValueIgnored") // only whether the reader refuses matters
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
        : edited(fields, entryAround(fields, mistake.place()), false, "");
  }

  /// Whether a file without the value at `place` is refused for the want of it: something around
  /// it is.
  private static boolean leavesGap(
      YamlNode root, String place, YamlNode without, Function<YamlNode, ?> reader) {
    var next = refused(without, reader).flatMap(Mistake::of).map(Mistake::place);
    return next.isPresent()
        && parts(root)
            .filter(part -> part.place().equals(next.get()))
            .anyMatch(part -> holds(part, place));
  }

  /// The place of the entry of a list or mapping of the file that has the value at `place`; the
  /// value of the key itself if it has no entries.
  private static String entryAround(YamlNode.Fields root, String place) {
    return inside(root)
        .flatMap(value -> Stream.concat(inside(value), Stream.of(value)))
        .filter(part -> holds(part, place))
        .map(YamlNode::place)
        .findFirst()
        .orElse(place);
  }

  private static Stream<YamlNode> inside(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar _ -> Stream.empty();
      case YamlNode.Items items -> items.nodes().stream();
      case YamlNode.Fields fields ->
          fields.byName().values().stream().map(YamlNode.Fields.Field::value);
    };
  }

  /// A node and everything in it.
  private static Stream<YamlNode> parts(YamlNode node) {
    return Stream.concat(Stream.of(node), inside(node).flatMap(YamlMistakes::parts));
  }

  private static boolean holds(YamlNode node, String place) {
    return parts(node).anyMatch(part -> part.place().equals(place));
  }

  /// A node in which the key at `place`, or else the value there, has another name; without a name
  /// it is gone. Empty if it is not there.
  ///
  /// @param byKey whether the place is that of a key
  private static Optional<YamlNode> edited(
      YamlNode node, String place, boolean byKey, String name) {
    var edited =
        switch (node) {
          case YamlNode.Scalar scalar -> scalar;
          case YamlNode.Items(String at, List<YamlNode> nodes) ->
              new YamlNode.Items(
                  at,
                  nodes.stream()
                      .filter(part -> byKey || !part.place().equals(place))
                      .map(part -> edited(part, place, byKey, name).orElse(part))
                      .toList());
          case YamlNode.Fields fields -> fields(fields, place, byKey, name);
        };
    return edited.equals(node) ? Optional.empty() : Optional.of(edited);
  }

  private static YamlNode fields(YamlNode.Fields fields, String place, boolean byKey, String name) {
    var byName = new LinkedHashMap<String, YamlNode.Fields.Field>();
    fields
        .byName()
        .forEach(
            (key, field) -> {
              var value = field.value();
              if (!(byKey ? field.place() : value.place()).equals(place)) {
                var kept = edited(value, place, byKey, name).orElse(value);
                byName.put(key, new YamlNode.Fields.Field(field.place(), kept));
              } else if (!name.isEmpty()) {
                byName.putIfAbsent(name, field);
              }
            });
    return new YamlNode.Fields(fields.place(), byName);
  }
}
