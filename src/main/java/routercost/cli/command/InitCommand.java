package routercost.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.cli.console.Console;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.price.Money;
import routercost.read.config.YamlFile;
import routercost.read.text.AgentPlaces;
import routercost.read.text.ConfigurationPlaces;
import routercost.read.text.InputProblem;
import routercost.read.text.ResourceFile;
import routercost.read.text.TextFiles;
import routercost.report.layout.Phrases;
import routercost.report.layout.Rounding;
import routercost.report.layout.YamlText;

/// The first files of a project, made from what is there.
@Command(
    description = {
      "Write the first settings, budgets and routing of a project. Next to a CI configuration it"
          + " adds a job. It looks at the logs that you name or that coding agents keep here, at"
          + " registries of models and at the CI folder. No file is overwritten; nothing is asked"
          + " unless this is a terminal."
    },
    footer = {
      "",
      "Without a LOG it takes those of coding agents: router-cost init alone is enough.",
      "",
      "Examples:",
      "  router-cost init samples/calls.csv --folder target/first-steps"
    })
final class InitCommand implements Callable<Integer> {
  private static final String CONFIGURATION = "router-cost.yaml";
  private static final String BUDGETS = "budgets.yaml";
  private static final String ROUTING = "routing.yaml";

  /// Files and folders that say which task runs on which model.
  private static final List<String> REGISTRIES =
      List.of(
          "litellm_config.yaml",
          "litellm-config.yaml",
          "litellm.yaml",
          "proxy_config.yaml",
          ".claude/agents");

  private static final String NOTHING_NEW = ", without calls in the last 30 days";

  /// A limit for those without calls so far.
  private static final BigDecimal FIRST_LIMIT = BigDecimal.valueOf(50);

  /// The limit that is proposed, as a multiple of what was spent.
  private static final BigDecimal HEADROOM = new BigDecimal("1.25");

  @Parameters(
      arity = "0..*",
      paramLabel = "LOG",
      description = "Logs of this project; by default those of the coding agents on this machine.")
  List<String> logs = new ArrayList<>();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Set up this folder instead of the one you are in.")
  String folder = ".";

  @Mixin Console console;

  @Override
  public Integer call() {
    var sources = sources();
    var registry = REGISTRIES.stream().filter(this::exists).findFirst();
    var spent = sources.isEmpty() ? Optional.<BigDecimal>empty() : spent(sources);
    var limit =
        spent
            .map(
                amount -> amount.multiply(HEADROOM).round(new MathContext(2, RoundingMode.CEILING)))
            .map(amount -> amount.scale() == 1 ? amount.setScale(2) : amount)
            .orElse(FIRST_LIMIT);
    say(found(sources, registry, spent));
    var files = files(sources, registry, spent, isTerminal() ? asked(limit) : limit);
    files.forEach(
        (name, text) -> {
          boolean isNew = TextFiles.create(Path.of(folder, name).normalize().toString(), text);
          say((isNew ? "wrote " : "kept  ") + name + (isNew ? "" : ", which already exists"));
        });
    say("Next: router-cost" + (sources.isEmpty() ? " LOG" : "") + ", then router-cost check");
    return ExitCode.DONE.code();
  }

  private void say(String sentence) {
    console.environment().out().println(sentence);
    console.environment().out().flush();
  }

  private boolean isTerminal() {
    return console.environment().inIsTerminal() && console.environment().errIsTerminal();
  }

  /// What to read, as words of a command line; nothing if there is no log.
  private List<String> sources() {
    if (!logs.isEmpty()) {
      return logs;
    }
    var environment = console.environment();
    return AgentPlaces.existing(name -> environment.variable(name).orElse("")).isEmpty()
        ? List.of()
        : List.of("--agents");
  }

  /// What these calls cost, those of agents in the last 30 days; empty if they cost nothing.
  private Optional<BigDecimal> spent(List<String> sources) {
    var days = logs.isEmpty() ? List.of("--last", "30d") : List.<String>of();
    var json =
        run(Stream.of(List.of("audit"), sources, days, List.of("--no-config", "-f", "json")));
    return json.map(
            text ->
                new BigDecimal(
                    YamlFile.parseJson("audit", text.getBytes(StandardCharsets.UTF_8))
                        .asFields("audit")
                        .require("totals")
                        .asFields("totals")
                        .text("before")))
        .filter(amount -> amount.signum() > 0);
  }

  private String cost(BigDecimal spent) {
    return "%s cost %s"
        .formatted(
            logs.isEmpty() ? "the last 30 days" : "the calls of " + String.join(", ", logs),
            Rounding.dollars(new Money(spent), 2));
  }

  /// What a command prints; empty if it has no report. Rejected rows do not matter here.
  private Optional<String> run(Stream<List<String>> parts) {
    var words = parts.flatMap(List::stream).toList();
    var run = RouterCost.captured(console.environment(), words);
    if (run.out().isBlank() && !logs.isEmpty()) {
      throw new InputProblem(
          run.err().lines().findFirst().orElse("").replaceFirst("^router-cost: ", ""));
    }
    return Optional.of(run.out()).filter(text -> !text.isBlank());
  }

  private SequencedMap<String, String> files(
      List<String> sources,
      Optional<String> registry,
      Optional<BigDecimal> spent,
      BigDecimal limit) {
    var files = new LinkedHashMap<String, String>();
    files.put(
        CONFIGURATION,
        text("router-cost.yaml")
            .replace("LOGS", source(sources))
            .replace("ROUTING", registry.orElse(ROUTING)));
    var reason =
        spent
            .map(amount -> Phrases.capital(cost(amount)) + "; this leaves a quarter more.")
            .orElse("No calls were found, so this is a first guess.");
    files.put(
        BUDGETS,
        text("budgets.yaml").replace("REASON", reason).replace("LIMIT", limit.toPlainString()));
    if (registry.isEmpty()) {
      var suggested =
          sources.isEmpty()
              ? Optional.<String>empty()
              : run(Stream.of(List.of("route", "suggest"), sources, List.of("--no-config")));
      files.put(ROUTING, suggested.orElseGet(() -> text("routing.yaml")));
    }
    if (exists(".github")) {
      files.put(
          ".github/workflows/llm-cost.yaml", text("github.yml").replace("VERSION", Version.tool()));
    }
    if (exists(".gitlab-ci.yml")) {
      files.put(".gitlab/llm-cost.yml", text("gitlab.yml").replace("VERSION", Version.tool()));
    }
    return files;
  }

  private static String text(String name) {
    return ResourceFile.text("init/" + name);
  }

  /// The setting for the logs, whose paths begin at the folder.
  private String source(List<String> sources) {
    if (logs.isEmpty()) {
      return sources.isEmpty() ? "# log: [logs/calls.csv]" : "agents: true";
    }
    var home = Path.of(folder).toAbsolutePath().normalize();
    return logs.stream()
        .map(log -> home.relativize(Path.of(log).toAbsolutePath().normalize()).toString())
        .map(YamlText::quoted)
        .collect(Collectors.joining(", ", "log: [", "]"));
  }

  private boolean exists(String name) {
    return ConfigurationPlaces.exists(folder + "/" + name);
  }

  private String found(
      List<String> sources, Optional<String> registry, Optional<BigDecimal> spent) {
    var logsFound =
        sources.isEmpty()
            ? "no log"
            : logs.isEmpty() ? "logs of coding agents" : String.join(", ", logs);
    return "Found "
        + logsFound
        + spent
            .map(amount -> logs.isEmpty() ? "; " + cost(amount) : "")
            .orElse(sources.isEmpty() ? "" : logs.isEmpty() ? NOTHING_NEW : " without calls")
        + registry.map(name -> "; " + name + ", which is read as the routing").orElse("");
  }

  /// Asks for the monthly limit; an empty answer keeps the proposal.
  private BigDecimal asked(BigDecimal proposed) {
    var environment = console.environment();
    var in = new BufferedReader(new InputStreamReader(environment.in(), StandardCharsets.UTF_8));
    while (true) {
      environment
          .err()
          .print("Limit for a month in US dollars [%s]: ".formatted(proposed.toPlainString()));
      environment.err().flush();
      var answer = line(in);
      if (answer.isEmpty()) {
        return proposed;
      }
      if (answer.matches("\\$?\\d{1,9}(\\.\\d{1,4})?")) {
        return new BigDecimal(answer.replace("$", ""));
      }
      environment.say("expected an amount such as 50 or 12.50");
    }
  }

  private static String line(BufferedReader in) {
    try {
      var line = in.readLine();
      return line == null ? "" : line.strip();
    } catch (IOException unreadable) {
      throw new InputProblem("standard input cannot be read", unreadable);
    }
  }
}
