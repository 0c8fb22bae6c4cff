package routercost.cli.command;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import routercost.cli.console.ExitCode;
import routercost.cli.console.Version;
import routercost.cli.options.OutputOptions;
import routercost.cli.options.PriceOptions;
import routercost.cli.options.RoutingOption;
import routercost.price.PriceBook;
import routercost.price.Resolution;
import routercost.read.config.evidence.AnswersReader;
import routercost.read.config.routing.RoutingFile;
import routercost.read.text.ConfigurationProblem;
import routercost.report.common.RunMetadata;
import routercost.report.routing.BaselinesReport;
import routercost.whatif.evidence.Baselines;
import routercost.whatif.evidence.GradedAnswers;
import routercost.whatif.evidence.GradedAnswers.GradedAnswer;

/// What a routing has to beat, by graded answers of several models.
@Command(
    description =
        "Compare a routing with what it has to beat. From graded answers of several"
            + " models to the same questions: the best single model, the best table per task, a"
            + " coin, the frontier.",
    footer = {
      "",
      "Examples:",
      "  router-cost route baselines samples/answers.csv",
      "  router-cost route baselines samples/answers.csv --in-use opus",
      "  router-cost route baselines samples/answers.csv --assign '*=haiku'"
    })
final class RouteBaselinesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Graded answers, as CSV or JSON; see docs/routing.md.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--assign",
      split = ",",
      paramLabel = "TASK=MODEL",
      description = "The proposed model of a task; * stands for all other tasks.")
  Map<String, String> assigned = new LinkedHashMap<>();

  @Option(
      names = "--in-use",
      paramLabel = "MODEL|FILE",
      description = "Today's routing: one model for everything, or a routing file.")
  Optional<String> inUse = Optional.empty();

  @Mixin RoutingOption routing;
  @Mixin PriceOptions prices;
  @Mixin OutputOptions output;

  @Override
  public Integer call() {
    if (routing.file.isPresent() && !assigned.isEmpty()) {
      throw new ConfigurationProblem("--assign cannot be combined with --routing");
    }
    var book = prices.book();
    var today = prices.asOf().orElseGet(() -> prices.today(ZoneOffset.UTC));
    var answers = AnswersReader.read(files).priced(book, today);
    var models = new Models(answers, book, today);
    var proposal = proposal(answers, models);
    output.print(
        new BaselinesReport(
            RunMetadata.ofAnswers("route baselines", Version.tool(), files, book),
            baselines(answers, proposal, inUse.map(models::inUse))));
    return ExitCode.DONE.code();
  }

  private Baselines baselines(
      GradedAnswers answers,
      Optional<Baselines.Choice> proposal,
      Optional<Baselines.Choice> today) {
    try {
      return Baselines.of(answers, proposal, today);
    } catch (IllegalArgumentException refused) {
      throw new ConfigurationProblem(String.join(", ", files) + ": " + refused.getMessage());
    }
  }

  /// The proposal of the options, else the choices of a router in the files.
  private Optional<Baselines.Choice> proposal(GradedAnswers answers, Models models) {
    if (routing.file.isPresent()) {
      return routing.file.map(models::file);
    }
    if (!assigned.isEmpty()) {
      return Optional.of(
          models.byTask(
              task -> Optional.ofNullable(assigned.getOrDefault(task, assigned.get("*")))));
    }
    return answers.choices().isEmpty()
        ? Optional.empty()
        : Optional.of((question, _) -> Optional.ofNullable(answers.choices().get(question)));
  }

  /// The graded models under the names of tiers and of the price book.
  private record Models(GradedAnswers answers, PriceBook book, LocalDate today) {
    Baselines.Choice inUse(String name) {
      boolean graded = answers.answers().stream().anyMatch(answer -> answer.model().equals(name));
      return graded || book.resolve(name, today).isPresent()
          ? byTask(_ -> Optional.of(name))
          : file(name);
    }

    Baselines.Choice file(String path) {
      var routing = RoutingFile.read(path, book, today);
      return byTask(task -> Optional.of(routing.lookup(task)));
    }

    Baselines.Choice byTask(Function<String, Optional<String>> target) {
      var known = answers.answers().stream().map(GradedAnswer::model).distinct().toList();
      return (_, task) -> target.apply(task).map(name -> graded(name, known));
    }

    private String graded(String name, List<String> known) {
      if (known.contains(name)) {
        return name;
      }
      var id = id(name);
      return known.stream()
          .filter(model -> id.isPresent() && id(model).equals(id))
          .findFirst()
          .orElse(name);
    }

    private Optional<String> id(String name) {
      return book.resolve(name, today).map(Resolution::id);
    }
  }
}
