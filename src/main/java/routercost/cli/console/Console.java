package routercost.cli.console;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import routercost.report.layout.TextWidth;
import routercost.report.layout.Wrapped;

/// The messages of one command on standard error, and the exit code that its failures add up to.
public final class Console {
  private final Environment environment;
  private final Configuration configuration;
  private final Set<String> saidOnce = new HashSet<>();
  private ExitCode exit = ExitCode.DONE;
  private boolean verbose;
  private final List<String> failures = new ArrayList<>();
  private Optional<List<String>> held = Optional.empty();
  private boolean counting;
  private final Set<String> counted = new LinkedHashSet<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only the headline and the tables, and only errors on standard error.")
  boolean quiet;

  @Option(names = "--debug", description = "Show a stack trace when something fails.")
  boolean debug;

  @Option(
      names = "--no-config",
      description =
          "Ignore router-cost.yaml, the user's configuration and ROUTER_COST_* variables.")
  boolean noConfig;

  public Console(Environment environment, Configuration configuration) {
    this.environment = environment;
    this.configuration = configuration;
  }

  /// A console that prints nothing, while a screen is open.
  public Console muted() {
    var muted = new Console(environment, configuration);
    muted.quiet = true;
    muted.hold();
    return muted;
  }

  public Environment environment() {
    return environment;
  }

  /// Shows details from now on, as -v asks.
  public void showDetails(boolean shows) {
    if (shows && !verbose) {
      configuration.sentences().forEach(this::say);
    }
    verbose = shows;
  }

  public Configuration configuration() {
    return configuration;
  }

  /// The files and variables of the configuration; none with --no-config.
  public Configuration configured() {
    return noConfig ? Configuration.none() : configuration;
  }

  public boolean isVerbose() {
    return verbose;
  }

  public boolean isQuiet() {
    return quiet;
  }

  /// Prints a remark.
  public void say(String message) {
    if (!quiet) {
      print(message);
    }
  }

  private void print(String message) {
    if (held.isPresent()) {
      held.get().add(message);
    } else {
      environment.say(message);
    }
  }

  /// Holds messages back until the report is printed, so that it can include the failures.
  public void hold() {
    held = Optional.of(new ArrayList<>());
  }

  /// The lines that the messages take that are held back.
  public int heldLines() {
    return held.orElse(List.of()).stream()
        .mapToInt(message -> Wrapped.lines(message, environment.width()).size())
        .sum();
  }

  /// Prints the messages that were held back.
  public void release() {
    var messages = held.orElse(List.of());
    held = Optional.empty();
    messages.forEach(environment::say);
  }

  /// The errors so far.
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /// Counts further warnings rather than printing them; the end of the run says how many there are.
  public void countWarnings() {
    counting = true;
  }

  /// Prints a remark, once, unless a report on the same screen has it, too.
  public void note(String message) {
    if (!counting) {
      sayOnce(message);
    }
  }

  public void warn(String message) {
    if (counting) {
      counted.add(message);
    } else {
      say("warning: " + message);
    }
  }

  /// Prints a warning unless it was printed before.
  public void warnOnce(String message) {
    if (counting) {
      counted.add(message);
    } else {
      sayOnce("warning: " + message);
    }
  }

  /// Prints a remark unless it was printed before.
  public void sayOnce(String message) {
    if (saidOnce.add(message)) {
      say(message);
    }
  }

  /// Prints an error and lets the run end with `code`, unless a worse failure follows.
  public void fail(ExitCode code, String message) {
    if (!failures.contains(message)) {
      failures.add(message);
      print("router-cost: " + (counting ? named(message) : message));
    }
    exit = ExitCode.worst(exit, code);
  }

  /// `warning: …`, or `3 warnings (-v): …` with the first of them, as far as there is room.
  private String countedInOneLine() {
    var first = named(counted.iterator().next());
    var text =
        counted.size() == 1
            ? "warning: " + first
            : "%d warnings (-v): %s".formatted(counted.size(), first);
    return TextWidth.cut(text, environment.width(), environment.isUtf8() ? "…" : "..");
  }

  /// The worst of all failures so far, at the end of a run.
  public ExitCode exit() {
    sayCounted();
    return exit;
  }

  /// Says how many warnings were counted, if that was not said yet.
  public void sayCounted() {
    if (!counted.isEmpty()) {
      say(countedInOneLine());
      counted.clear();
    }
  }

  /// A message on a screen: folders of its files that may take lines are in the details.
  private static String named(String message) {
    return message.replaceAll("(?<=^|; )(?:/\\S*|\\S{24,})/(?=[^/\\s]+: )", "");
  }

  /// A progress line, visible on a terminal only.
  public ProgressLine progress() {
    boolean visible = environment.errIsTerminal() && !quiet;
    return new ProgressLine(environment.err(), visible, environment.stopwatch());
  }

  /// A run of a command whose output nobody has seen yet.
  public record CapturedRun(int exit, String out, String err) {}
}
