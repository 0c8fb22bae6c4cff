package routercost.report.gate;

import java.util.ArrayList;
import java.util.stream.Collectors;
import routercost.audit.budget.Check;
import routercost.report.common.NotCountedText;
import routercost.report.format.MarkdownRenderer;
import routercost.report.layout.Phrases;

/// Writes what a gate found as a comment on a pull request: the verdict and what changed, then
/// details that are folded away. A hidden first line lets the next run find and replace it.
///
/// @param most how many characters there may be
/// @param marked whether the hidden line is there
public record CommentRenderer(int most, boolean marked) implements GateRenderer {
  /// GitHub takes 65,536 characters in a comment.
  private static final int COMMENT = 60_000;

  /// GitHub drops a summary of more than 1 MiB; a character may take four bytes.
  private static final int SUMMARY = 225_000;

  private static final int PROBLEMS_SHOWN = 10;

  public CommentRenderer() {
    this(COMMENT, true);
  }

  /// The same for the summary of a step.
  static CommentRenderer ofSummary() {
    return new CommentRenderer(SUMMARY, false);
  }

  @Override
  public String render(GateResult gate) {
    var text = new StringBuilder();
    if (marked) {
      text.append("<!-- router-cost id=").append(gate.commentId()).append(" -->\n");
    }
    var tables = new CommentTables(gate);
    text.append(tables.headline()).append('\n').append(verdict(gate)).append(tables.changes());
    var footer = footer(gate);
    for (var fold : tables.folds()) {
      text.append(fold.within(most - text.length() - footer.length()));
    }
    return text.append(footer).toString();
  }

  private static String verdict(GateResult gate) {
    var lines = new ArrayList<String>();
    lines.add("**" + mark(gate) + " " + sentence(gate) + "**" + fixed(gate));
    var problems = gate.problems();
    if (!problems.isEmpty() || !gate.failures().isEmpty() || !gate.rejected().isEmpty()) {
      lines.add("");
    }
    gate.failures().forEach(failure -> lines.add("- ❌ " + MarkdownRenderer.escaped(failure)));
    problems.stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(check -> lines.add("- " + CommentTables.mark(check) + " " + problem(check)));
    if (problems.size() > PROBLEMS_SHOWN) {
      lines.add("- and " + (problems.size() - PROBLEMS_SHOWN) + " more");
    }
    gate.rejections().stream()
        .limit(PROBLEMS_SHOWN)
        .forEach(text -> lines.add("- ⚠️ " + MarkdownRenderer.escaped(text)));
    var notCounted = new NotCountedText(gate.head().notCounted()).line();
    if (!notCounted.isEmpty()) {
      lines.add("");
      lines.add(MarkdownRenderer.escaped(Phrases.capital(notCounted) + "."));
    }
    if (!gate.head().configuration().isEmpty()) {
      lines.add("");
      lines.add(MarkdownRenderer.escaped(Phrases.capital(gate.head().configuredBy()) + "."));
    }
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining()) + "\n";
  }

  private static String mark(GateResult gate) {
    if (gate.isBlocking()) {
      return "❌";
    }
    return gate.problems().isEmpty() ? "✅" : "⚠️";
  }

  private static String sentence(GateResult gate) {
    int all = gate.checks().size();
    boolean clean = gate.of(Check.Status.OK).size() == all && gate.failures().isEmpty();
    return clean
        ? (all == 1 ? "The budget passes" : "All " + all + " budgets pass")
        : Phrases.counted(all, "budget") + ": " + gate.counts();
  }

  private static String fixed(GateResult gate) {
    long fixed = gate.checks().stream().filter(Check::isFixed).count();
    return fixed == 0 ? "" : " (" + fixed + " fixed by this change)";
  }

  private static String problem(Check check) {
    var text = String.join(". ", new CheckText(check).lines()).replaceAll("\\s+", " ");
    return "**%s**: %s"
        .formatted(MarkdownRenderer.escaped(check.budget().id()), MarkdownRenderer.escaped(text));
  }

  private String footer(GateResult gate) {
    return "<sub>Prices "
        + MarkdownRenderer.escaped(gate.head().prices().name())
        + " · "
        + MarkdownRenderer.escaped(gate.head().inputNames())
        + gate.head().days().map(days -> " · " + days).collect(Collectors.joining())
        + " · USD · router-cost "
        + gate.head().version()
        + (marked ? ". This comment is updated on every push." : "")
        + "</sub>\n";
  }
}
