package routercost.cli.options;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import routercost.price.Attribute;
import routercost.price.Condition;
import routercost.price.PriceBook;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.UsageCube;
import routercost.whatif.CallFilter;
import routercost.whatif.Route;
import routercost.whatif.Route.Shares;
import routercost.whatif.Rule;
import routercost.whatif.Scenario;
import routercost.whatif.routing.Load;

/// The moves of calls to other models that are priced.
public final class MoveOptions {
  private static final Set<String> ALL = Set.of("all", "any", "every", "everything");

  @Option(
      names = "--move",
      paramLabel = "TASK=TIER",
      description =
          "Price a task on another tier, as in plan=haiku. The target may be a model, with"
              + " a share of the calls, as in plan=haiku:0.5. Conditions choose calls by other"
              + " columns, as in model=opus,team=core=sonnet. May be repeated; each move applies"
              + " to what the one before left.")
  List<Rule.Move> moves = new ArrayList<>();

  public List<Rule.Move> moves() {
    return moves;
  }

  public boolean isEmpty() {
    return moves.isEmpty();
  }

  /// Refuses a target that the book cannot price on any day.
  public void requireTargets(PriceBook book) {
    moves.forEach(
        move -> PriceOptions.requireKnown(book, "--move " + move.where().text(), target(move)));
  }

  /// The tier or model that calls are moved to.
  public static String target(Rule.Move move) {
    return target(move.route());
  }

  private static String target(Route route) {
    return switch (route) {
      case Route.To(String target) -> target;
      case Shares shares -> target(shares.parts().getFirst().route());
      default -> "";
    };
  }

  /// Refuses a move that matches no call of the log: it would silently change nothing.
  public void requireCalls(UsageCube cube, PriceBook book) {
    var calls = new UnmatchedCalls(cube, book);
    for (int i = 0; i < moves.size(); i++) {
      var where = i == 0 ? moves.get(i).where() : asLogged(moves.get(i).where());
      var task = task(where);
      if (task.isPresent()) {
        TaskNames.of(cube).require("--move", task.get(), meant(task.get(), moves.get(i), book));
      } else if (!calls.isMet(where)) {
        throw new ConfigurationProblem("--move: " + calls.sentence(where));
      }
    }
  }

  /// The move that is written like this one of a task that does not exist; empty if there is none.
  private static Optional<String> meant(String task, Rule.Move move, PriceBook book) {
    if (ALL.contains(task.toLowerCase(Locale.ROOT))) {
      return Optional.of("'*=" + target(move) + "'");
    }
    var known = new HashSet<>(book.catalog().tiers().names());
    book.names().forEach(known::add);
    return known.contains(task)
        ? Optional.of("model=" + task + "=" + target(move))
        : Optional.empty();
  }

  /// A sentence about rules of a scenario that match no call; no failure, as a file may be written
  /// for several logs.
  public static Optional<String> idle(Scenario scenario, UsageCube cube, PriceBook book) {
    var choices = scenario.rules().stream().map(Rule::where).map(MoveOptions::asLogged).toList();
    return new UnmatchedCalls(cube, book)
        .sentence(choices)
        .map(text -> scenario.name() + ": " + text);
  }

  /// The task of a filter on one task alone.
  private static Optional<String> task(CallFilter where) {
    return where.conditions().size() == 1
        ? where.conditions().stream()
            .filter(
                condition -> condition.attribute() == Attribute.Known.TASK && !condition.excludes())
            .map(condition -> condition.values().first())
            .filter(task -> !task.isEmpty() && task.indexOf('*') < 0)
            .findFirst()
        : Optional.empty();
  }

  /// The conditions that no earlier rule can have changed.
  private static CallFilter asLogged(CallFilter where) {
    return new CallFilter(
        where.conditions().stream()
            .filter(condition -> !isChangeable(condition.attribute()))
            .toList());
  }

  private static boolean isChangeable(Attribute attribute) {
    return switch (attribute) {
      case Attribute.Known known -> known.needsBook() || known == Attribute.Known.BAND;
      case Attribute.Label(String id) -> Load.ofLabel(id).isPresent();
    };
  }

  /// The columns of the log that select calls.
  public List<String> labels() {
    return moves.stream().flatMap(move -> move.where().labels().stream()).distinct().toList();
  }

  /// Whether a time selects calls, so that days must be kept apart.
  public boolean areByTime() {
    return moves.stream().anyMatch(move -> move.where().isByTime());
  }

  /// Parses `WHERE=TARGET[:SHARE]`. The target follows the last `=`, so that WHERE may be a task or
  /// conditions such as `model=opus,team=core`. A share has a point or a percent sign, because
  /// model names may end in a colon and a number.
  static final class Converter implements ITypeConverter<Rule.Move> {
    private static final Pattern SHARE =
        Pattern.compile("(.*):(?:(\\d{0,3}\\.\\d{1,9})|(\\d{1,3}(?:\\.\\d{1,7})?)%)");
    private static final String EXPECTED =
        "; expected WHERE=TARGET[:SHARE], such as plan=haiku, plan=haiku:0.5 or"
            + " model=opus,team=core=sonnet";

    @Override
    public Rule.Move convert(String text) {
      int last = text.lastIndexOf('=');
      if (last < 1 || last == text.length() - 1) {
        throw new TypeConversionException("'" + text + "'" + EXPECTED);
      }
      var target = SHARE.matcher(text.substring(last + 1));
      return target.matches()
          ? Rule.Move.to(
              where(text, last), target.group(1), share(text, target.group(2), target.group(3)))
          : Rule.Move.to(where(text, last), text.substring(last + 1), BigDecimal.ONE);
    }

    private static BigDecimal share(String text, String part, String percent) {
      var share = part == null ? new BigDecimal(percent).movePointLeft(2) : new BigDecimal(part);
      if (share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0) {
        throw new TypeConversionException(
            "'" + text + "'; expected a share over 0 and up to 1, such as 0.5 or 50%");
      }
      return share;
    }

    private static CallFilter where(String text, int last) {
      var before = text.substring(0, last);
      return before.indexOf('=') < 0
          ? CallFilter.task(before)
          : new CallFilter(
              Arrays.stream(before.split(","))
                  .map(condition -> condition(text, condition))
                  .toList());
    }

    private static Condition condition(String text, String condition) {
      int equals = condition.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException("'" + text + "'" + EXPECTED);
      }
      return Condition.of(condition.substring(0, equals).strip(), condition.substring(equals + 1));
    }
  }
}
