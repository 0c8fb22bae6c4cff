package routercost.cli.options;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import routercost.price.PriceBook;
import routercost.read.config.evidence.EvidenceFile;
import routercost.read.text.ConfigurationProblem;
import routercost.whatif.evidence.Gate;
import routercost.whatif.evidence.GradedEvidence;

/// The evidence of the quality of models on tasks, for every command that moves tasks.
public final class EvidenceOptions {
  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "Use these graded answers, counted or single. May be repeated.")
  public List<String> files = new ArrayList<>();

  @Option(
      names = "--failure-limit",
      paramLabel = "PERCENT",
      description = "The failure rate that a move must stay below; 8 by default.")
  Optional<BigDecimal> limit = Optional.empty();

  /// Whether the command shows grades by confidence.
  public boolean showsConfidence;

  /// The gate that answers have to pass.
  ///
  /// @param asks whether answers are still to be graded, so that a limit needs none
  /// @throws ConfigurationProblem if the limit leaves nothing to show
  Gate gate(boolean asks) {
    if (limit.isEmpty()) {
      return Gate.USUAL;
    }
    if (files.isEmpty() && !asks) {
      throw new ConfigurationProblem("--failure-limit requires --evidence FILE");
    }
    double share = limit.get().movePointLeft(2).doubleValue();
    if (share <= 0 || share >= 1) {
      throw new ConfigurationProblem(
          "--failure-limit is " + limit.get() + "; expected more than 0 and less than 100");
    }
    return Gate.USUAL.withLimit(share);
  }

  /// All evidence; empty without a file.
  ///
  /// @throws ConfigurationProblem if answers are graded by confidence alone, which only a what-if
  ///     shows
  public Optional<GradedEvidence> evidence() {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    var read = EvidenceFile.read(files);
    if (read.trials().isEmpty() && !read.calibration().isEmpty() && !showsConfidence) {
      throw new ConfigurationProblem(
          "--evidence %s: answers are graded by confidence and name no model; expected the columns task, model and grade, or 'what-if'"
              .formatted(String.join(", ", files)));
    }
    return Optional.of(read);
  }

  /// A judge of moves by the files.
  ///
  /// @param day on which tiers are resolved to models
  public GradedEvidence.Judge judge(PriceBook book, LocalDate day) {
    return judge(book, day, false);
  }

  /// A judge of moves by the files.
  ///
  /// @param asks whether answers are still to be graded
  public GradedEvidence.Judge judge(PriceBook book, LocalDate day, boolean asks) {
    return new GradedEvidence.Judge(evidence(), gate(asks), book, day);
  }
}
