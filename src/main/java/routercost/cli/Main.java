package routercost.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.cli.command.RouterCost;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.console.GithubFailure;
import routercost.cli.console.StandardOutput;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.TextFiles;
import routercost.usage.SafeText;

/// The program.
public final class Main {
  private static final String ZONES = "zoneinfo/";
  private static final Set<String> UTC = Set.of("UTC", "Etc/UTC");

  private Main() {}

  public static void main(String[] args) {
    makeBook();
    int exit = run(args, environment());
    Runtime.getRuntime().halt(exit); // all is written and closed; a polite exit loads a logger
  }

  /// Makes the built-in columns and prices on another core, while the command line and the log are
  /// read. Two thirds of that time go by before its first price, as Java 25 works out powers of
  /// five up to 5^65536 when `BigDecimal` is first used.
  static void makeBook() {
    Thread.ofPlatform().daemon().start(Main::makeBuiltIn);
  }

  private static void makeBuiltIn() {
    try {
      PriceBooks.makeBuiltIn();
    } catch (OutOfMemoryError | LinkageError _) {
      // whoever asks for it next fails and reports why
    }
  }

  /// What the machine and the launcher say.
  static Environment environment() {
    return environment(Map.of());
  }

  /// The same with more variables.
  static Environment environment(Map<String, String> more) {
    var terminals = System.getProperty("router-cost.terminals", "");
    return new Environment(
        System.in,
        StandardOutput.of(new FileOutputStream(FileDescriptor.out)),
        utf8(FileDescriptor.err),
        variables(more),
        terminals.contains("0"),
        terminals.contains("1"),
        terminals.contains("2"),
        Optional.ofNullable(Integer.getInteger("router-cost.columns")),
        Optional.ofNullable(Integer.getInteger("router-cost.lines")),
        Instant.now(),
        () -> zone("/etc/localtime"),
        System::nanoTime);
  }

  /// The zone of the machine as Java finds it, whose rules `link` leads to. Java goes by this link
  /// too, but reads the rules of all zones twice on the way, which takes a tenth of a short run.
  static ZoneId zone(String link) {
    var rules = TextFiles.target(link).orElse("");
    int folder = rules.lastIndexOf(ZONES);
    var name = folder < 0 ? "" : rules.substring(folder + ZONES.length());
    try {
      return UTC.contains(name) ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException _) {
      return ZoneId.systemDefault();
    }
  }

  /// The variables as the user set them: the launcher sets the locale that Java runs in, and passes
  /// the user's as a property.
  private static Map<String, String> variables(Map<String, String> more) {
    var locale = System.getProperty("router-cost.locale");
    if (locale == null && more.isEmpty()) {
      return System.getenv();
    }
    var variables = new HashMap<>(System.getenv());
    if (locale != null) {
      variables.put("LC_ALL", locale);
    }
    variables.putAll(more);
    return variables;
  }

  /// Runs one command and returns its exit code.
  ///
  /// The locale of the machine has no say: `formatted` would write digits of its own, in an
  /// annotation as in a sentence.
  public static int run(String[] args, Environment environment) {
    Locale.setDefault(Locale.ROOT);
    keepJarClosed();
    int exit = execute(args, environment);
    environment.out().flush();
    if (environment.out() instanceof StandardOutput out && out.failure().isPresent()) {
      environment.say("router-cost: standard output cannot be written: " + out.failure().get());
      exit = ExitCode.UNREADABLE.code();
    }
    GithubFailure.report(args, exit, environment);
    environment.err().flush();
    return exit;
  }

  private static int execute(String[] args, Environment environment) {
    try {
      var typed = Shortcuts.of(args, environment);
      var line = RouterCost.commandLine(environment, typed.words().toArray(new String[0]));
      return line.execute(typed.resolved(line));
    } catch (OutOfMemoryError _) {
      return outOfMemory(environment);
    } catch (ExceptionInInitializerError | NoClassDefFoundError | UnsatisfiedLinkError unusable) {
      if (isOutOfMemory(unusable)) {
        return outOfMemory(environment);
      }
      environment.say( // those of zstd and SQLite are unpacked to a temporary folder
          "router-cost: a library cannot be used: "
              + SafeText.cut(String.valueOf(unusable.getMessage()))
              + "; if the temporary folder is full, name another, as in"
              + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
      return ExitCode.INPUT_OUTPUT.code();
    }
  }

  private static int outOfMemory(Environment environment) {
    environment.say(
        "router-cost: not enough memory; allow more, as in JAVA_TOOL_OPTIONS=-Xmx2g, or use"
            + " --threads 1");
    return ExitCode.INPUT_OUTPUT.code();
  }

  /// Whether a class could not be made for want of memory, which Java tells in a message alone.
  private static boolean isOutOfMemory(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause.toString().contains("OutOfMemoryError")) {
        return true;
      }
    }
    return false;
  }

  /// Picocli looks for converters to types of SQL and for Groovy. To learn that there are none, the
  /// jar would be opened, which takes longer than to parse the command line. [Converters] has those
  /// of times.
  private static void keepJarClosed() {
    System.setProperty("picocli.converters.excludes", "java\\.[st].*");
    System.setProperty("picocli.disable.closures", "true");
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
