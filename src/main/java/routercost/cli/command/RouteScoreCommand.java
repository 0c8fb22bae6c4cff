package routercost.cli.command;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.TaskQuestionnaire;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.read.builtin.BuiltIn;
import routercost.read.config.routing.AnswersFile;
import routercost.read.config.routing.RoutingFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.RunMetadata;
import routercost.report.routing.ScoreReport;
import routercost.whatif.evidence.Gate;
import routercost.whatif.routing.Answers;
import routercost.whatif.routing.Routing;
import routercost.whatif.routing.Scored;

/// The tiers of tasks by the answers to the questions of the articles.
@Command(
    description =
        "Show which tier tasks belong on, by the questions of the articles. The answers"
            + " come from a file, from questions asked here, or from the entries of a routing"
            + " file.",
    footer = {
      "",
      "Examples:",
      "  router-cost route score samples/articles/003-score.yaml",
      "  router-cost route score --task classify_ticket",
      "  router-cost route score --routing samples/routing.yaml"
    })
final class RouteScoreCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "Answers in YAML; see docs/routing.md.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "Look up a task by its name; may be repeated.")
  List<String> tasks = new ArrayList<>();

  @Mixin RoutingOption routing;
  @Mixin TaskQuestionnaire interview;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    var book = prices.book();
    var today = prices.asOf().orElseGet(() -> prices.today(ZoneOffset.UTC));
    Optional<Routing> registry = routing.file.map(file -> RoutingFile.read(file, book, today));
    var scored = new ArrayList<Scored>();
    for (var file : files) {
      var contents = AnswersFile.read(file, book, today);
      contents
          .tasks()
          .forEach(
              task ->
                  scored.add(
                      scored(task, contents.registry().or(() -> registry), contents.gate())));
    }
    tasks.forEach(task -> scored.add(scored(Answers.named(task), registry, Gate.USUAL)));
    interview.answers().ifPresent(answers -> scored.add(scored(answers, registry, Gate.USUAL)));
    if (scored.isEmpty() && registry.isPresent()) {
      var targets = new RoutingFile(book, today);
      registry
          .get()
          .tasks()
          .forEach((task, entry) -> scored.add(scored(task, entry.effective(), targets)));
    }
    if (scored.isEmpty()) {
      throw new ConfigurationProblem(
          "nothing to score; expected a file of answers, --task NAME, --ask NAME or --routing FILE");
    }
    var head = RunMetadata.ofAnswers("route score", Version.tool(), files, book);
    output.print(new ScoreReport(head, scored));
    return ExitCode.DONE.code();
  }

  private static Scored scored(String task, String target, RoutingFile targets) {
    return Scored.ofEntry(task, target, targets.tier(target), BuiltIn.found().routing());
  }

  private static Scored scored(Answers answers, Optional<Routing> registry, Gate gate) {
    return Scored.of(answers, registry, BuiltIn.found().routing(), gate);
  }
}
