package routercost.cli.run;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import routercost.price.Attribute;
import routercost.read.tally.Call;
import routercost.read.tally.CallListener;
import routercost.read.tally.LogTally;
import routercost.usage.Usage;
import routercost.usage.UsageCube;
import routercost.usage.UsageKey;

/// The usage of a log by the hour. Calls of which a log tells the day at most have no hour.
///
/// @param zone in which hours begin
/// @param hours usage by its key in the tally and by the hour
public record HourlyCalls(ZoneId zone, Map<UsageKey, Map<String, Usage>> hours)
    implements CallListener {
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  public HourlyCalls(ZoneId zone) {
    this(zone, new HashMap<>());
  }

  @Override
  public void used(Call call) {
    call.timing()
        .at()
        .map(at -> HOUR.format(at.atZone(zone).truncatedTo(ChronoUnit.HOURS)))
        .ifPresent(
            hour ->
                hours
                    .computeIfAbsent(call.slice().key(), _ -> new HashMap<>())
                    .merge(hour, call.slice().usage(), Usage::plus));
  }

  /// The tally with the hour as a label.
  public LogTally apart(LogTally tally) {
    var cells = new TreeMap<UsageKey, Usage>();
    tally.used().cells().forEach((key, usage) -> addHours(key, usage, cells));
    return tally.withUsed(new UsageCube(cells));
  }

  private void addHours(UsageKey key, Usage usage, Map<UsageKey, Usage> cells) {
    var rest = usage;
    for (var hour : hours.getOrDefault(key, Map.of()).entrySet()) {
      var labels = new TreeMap<>(key.labels());
      labels.put(Attribute.Label.HOUR.id(), hour.getKey());
      cells.merge(key.withLabels(labels), hour.getValue(), Usage::plus);
      rest = rest.minus(hour.getValue());
    }
    if (!rest.amounts().isEmpty()) {
      cells.merge(key, rest, Usage::plus);
    }
  }
}
