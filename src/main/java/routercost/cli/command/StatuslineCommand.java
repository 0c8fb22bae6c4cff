package routercost.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import routercost.cli.console.Environment;
import routercost.cli.console.ExitCode;
import routercost.cli.options.PriceOptions;
import routercost.cli.run.QuietReading;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.read.exports.Fields;
import routercost.read.text.AgentPlaces;
import routercost.read.value.Period;
import routercost.report.layout.Rounding;
import routercost.usage.SafeText;
import routercost.usage.UsageCube;

/// One line for a prompt or a status line.
@Command(
    description = {
      "Show in one line what coding agents cost today and this month. With"
          + " the JSON that Claude Code passes to its status line on standard input, the model and the"
          + " cost of the session come first."
    },
    footer = {
      "",
      "Examples:",
      "  router-cost statusline",
      "  {\"statusLine\": {\"type\": \"command\", \"command\": \"router-cost statusline\"}}",
      "The second is for ~/.claude/settings.json."
    })
final class StatuslineCommand implements Callable<Integer> {
  private static final int MOST_INPUT = 1 << 20;

  /// More than this is not read for a line that is shown all the time.
  private static final long MOST_BYTES = 64L << 20;

  @Mixin PriceOptions prices;

  @Override
  public Integer call() {
    var environment = prices.environment();
    var _ = prices.laterBook(); // wrong options fail loudly, and nothing else does
    var parts = new ArrayList<String>();
    var agents = new FutureTask<>(() -> agents(environment)); // each is half of the waiting
    Thread.ofPlatform().daemon().start(agents);
    try {
      input(environment).ifPresent(session -> addSession(session, parts));
    } catch (RuntimeException _) {
      parts.add("session ?"); // a line that fails is worse than one that lacks a figure
    }
    try {
      parts.addAll(agents.get());
    } catch (ExecutionException | InterruptedException _) {
      parts.add("today ?");
    }
    environment.out().println(String.join(environment.isUtf8() ? " · " : " | ", parts));
    return ExitCode.DONE.code();
  }

  private static Optional<Fields> input(Environment environment) {
    if (environment.inIsTerminal()) {
      return Optional.empty();
    }
    try {
      var text = new String(environment.in().readNBytes(MOST_INPUT), StandardCharsets.UTF_8);
      return text.isBlank()
          ? Optional.empty()
          : Optional.of((Fields) Fields.parsed(text).orElseThrow());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void addSession(Fields session, List<String> parts) {
    var model = session.text("model.display_name");
    if (!model.isEmpty()) {
      parts.add(SafeText.cut(model));
    }
    var transcript = session.text("transcript_path");
    if (!transcript.isEmpty()) {
      var folder = transcript.replaceFirst("\\.jsonl$", "") + "/subagents";
      parts.add("session " + cost(used(List.of(transcript, folder), Period.ALWAYS)));
    }
  }

  private List<String> agents(Environment environment) {
    var today = prices.today(zone());
    var month = today.withDayOfMonth(1);
    var ofMonth = files(environment, month);
    boolean isShort = AgentPlaces.size(ofMonth) <= MOST_BYTES;
    var files = isShort ? ofMonth : files(environment, today);
    var first = isShort ? month : today;
    var used =
        used(
            files.stream().map(Path::toString).toList(),
            new Period(Optional.of(first), Optional.of(today.plusDays(1))));
    var ofToday = "today " + cost(used.where(key -> key.day().equals(today)));
    return isShort ? List.of(ofToday, "month " + cost(used)) : List.of(ofToday);
  }

  private ZoneId zone() {
    return prices.environment().zone();
  }

  private List<Path> files(Environment environment, LocalDate since) {
    return AgentPlaces.filesSince(
        name -> environment.variable(name).orElse(""), since.atStartOfDay(zone()).toInstant());
  }

  private UsageCube used(List<String> paths, Period period) {
    if (paths.isEmpty()) {
      return UsageCube.EMPTY;
    }
    return new QuietReading(prices, zone()).of(paths, period).used();
  }

  /// The cost of calls to the cent, with a plus if some have no price.
  private String cost(UsageCube used) {
    var bill = Ledger.of(used, prices.quotes(prices.book()));
    var total = Money.sum(bill.charges().stream().map(charge -> charge.total()).toList());
    return Rounding.dollars(total, 2) + (bill.isComplete() ? "" : "+");
  }
}
