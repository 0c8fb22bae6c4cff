package routercost.read.config.pipelines;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.Charge;
import routercost.price.Ledger;
import routercost.price.Money;
import routercost.usage.Band;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;
import routercost.usage.Usage;
import routercost.usage.UsageKey;
import routercost.whatif.pipeline.Calibration;
import routercost.whatif.pipeline.ObservedAgents.Agents;

/// A writer of the pipeline that a log shows: a step for each task, with its usage as counted, so
/// that it costs what the log cost, and the turns of its agents, so that they can be changed.
///
/// @param bill whose priced usage the steps have
/// @param agents by task; not all tasks have any
/// @param notes about what the log has beside the bill, as sentences
public record LearnedPipeline(Ledger bill, Map<String, Agents> agents, List<String> notes) {
  /// The pipeline as YAML.
  ///
  /// @param source of the calls, for the reader
  public String text(String source) {
    var text = new StringBuilder();
    text.append("# Learnt from ").append(comment(source)).append(": ");
    text.append(bill.total().usd().toPlainString()).append(" USD as priced.\n");
    text.append(
        "# 'usage' is what the log counts, and what before costs. 'turns' and what follows it\n");
    text.append(
        "# describe the agents; a change of 'history' scales the usage by what it changes there.\n");
    notes.forEach(note -> text.append("# ").append(comment(note)).append('\n'));
    text.append("version: 1\nname: log\nunit: log\nsteps:\n");
    byTask().forEach((task, charges) -> text.append(step(task, charges)));
    return text.toString();
  }

  /// The charges of each task, the most expensive task first.
  private Map<String, List<Charge>> byTask() {
    var byTask = new TreeMap<String, List<Charge>>();
    for (var charge : bill.charges()) {
      byTask.computeIfAbsent(charge.slice().key().task(), _ -> new ArrayList<>()).add(charge);
    }
    var sorted = new LinkedHashMap<String, List<Charge>>();
    byTask.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, List<Charge>> entry) -> total(entry.getValue()))
                .reversed())
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static Money total(List<Charge> charges) {
    return Money.sum(charges.stream().map(Charge::total).toList());
  }

  private String step(String task, List<Charge> charges) {
    var text =
        new StringBuilder(
            "  - id: " + PipelineCorrection.scalar(task.isEmpty() ? Calibration.NO_TASK : task));
    text.append('\n');
    var known = agents.get(task);
    if (known != null) {
      text.append(loop(known));
    }
    text.append("    usage:\n");
    cells(charges).forEach((key, usage) -> text.append("      - ").append(cell(key, usage)));
    return text.toString();
  }

  private static String loop(Agents agents) {
    var lines = new ArrayList<String>();
    lines.add("role: " + (agents.subAgent() ? "executor" : "orchestrator"));
    lines.add(
        "# agents: %d. Least, middle, most: turns %s; tokens of a prompt %s; of an answer %s"
            .formatted(
                agents.agents(),
                spread(agents.turns()),
                spread(agents.prompts()),
                spread(agents.answers())));
    lines.add("turns: " + turns(agents));
    lines.add("system: " + agents.system().toPlainString());
    lines.add("input: " + agents.input().toPlainString());
    lines.add("output: " + agents.output().toPlainString());
    agents
        .cache()
        .ifPresent(
            cache ->
                lines.add(
                    "cache: {ttl: %s, hit_rate: %s}"
                        .formatted(
                            cache.hourly() ? "1h" : "5m",
                            cache.hitRate().stripTrailingZeros().toPlainString())));
    agents
        .compaction()
        .ifPresent(
            of -> lines.add("history: {compact: {at: %d, to: %d}}".formatted(of.at(), of.to())));
    return lines.stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }

  private static String turns(Agents agents) {
    var byTurns = agents.byTurns();
    if (byTurns.size() == 1) {
      return byTurns.keySet().iterator().next().toString();
    }
    return byTurns.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue() + "/" + agents.agents())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String spread(List<Long> sorted) {
    return sorted.getFirst() + ", " + sorted.get((sorted.size() - 1) / 2) + ", " + sorted.getLast();
  }

  /// The usage by all that prices depend on; equal prices of several days are one.
  private static Map<UsageKey, Usage> cells(List<Charge> charges) {
    var cells = new TreeMap<UsageKey, Usage>();
    charges.forEach(
        charge -> cells.merge(charge.slice().key().priced(), charge.slice().usage(), Usage::plus));
    return cells;
  }

  private static String cell(UsageKey key, Usage usage) {
    var cell = new LinkedHashMap<String, String>();
    cell.put("model", PipelineCorrection.scalar(key.model()));
    cell.put("day", key.day().toString());
    if (key.service() != ServiceTier.STANDARD) {
      cell.put("service", key.service().id());
    }
    if (key.place() != Place.GLOBAL) {
      cell.put("place", key.place().id());
    }
    if (!key.band().equals(Band.BASE)) {
      cell.put("over", String.valueOf(key.band().over()));
    }
    for (var meter : LoggedUsageParser.METERS) {
      var amount = usage.of(meter);
      if (amount.signum() != 0) {
        cell.put(meter.id(), amount.toPlainString());
      }
    }
    return cell.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "{", "}\n"));
  }

  private static String comment(String text) {
    return SafeText.of(text).replaceAll("\\s+", " ");
  }
}
