package routercost.cli.run;

import java.io.InputStream;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import routercost.cli.options.PriceOptions;
import routercost.read.LogReader;
import routercost.read.ReadRequest;
import routercost.read.schema.Filter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.LogTally;
import routercost.read.value.Period;

/// A reading of logs that no option describes and that says nothing.
///
/// @param zone in which days begin
public record QuietReading(PriceOptions prices, ZoneId zone) {
  /// The calls of a period in files of which any may hold none.
  public LogTally of(List<String> paths, Period period) {
    var filter =
        new RecordFilter(
            new Filter(List.of(), prices::book), Set.of(), period, zone, prices.today(zone));
    var request = ReadRequest.of(paths, InputStream.nullInputStream(), filter);
    return LogReader.of(request.withOptional(Set.copyOf(paths))).read();
  }
}
