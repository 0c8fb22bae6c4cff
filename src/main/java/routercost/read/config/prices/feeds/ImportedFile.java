package routercost.read.config.prices.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import routercost.price.DateRange;
import routercost.price.ImportedPrices;
import routercost.price.Model;
import routercost.price.PriceEntry;
import routercost.price.PriceEntry.BandRates;
import routercost.price.PriceEntry.Provenance;
import routercost.price.PriceEntry.TierTerms;
import routercost.usage.Meter;
import routercost.usage.ServiceTier;

/// The imported prices that ship with the tool, one line for all models of a provider that cost the
/// same: provider, rates and names, with tabs between them; a line `= source` stands before those
/// of each source.
///
/// The rates are `over,service,input,output,read,write 5m,write 1h`, with `|` before the next band
/// or service. A `+` before the first says that cache writes have no fee. The file is read when a
/// log names a model that the curated book lacks.
public final class ImportedFile implements ImportedPrices {
  public static final String RESOURCE = "imported.txt";

  private static final List<Meter> METERS =
      List.of(
          Meter.INPUT, Meter.OUTPUT, Meter.CACHE_READ, Meter.CACHE_WRITE_5M, Meter.CACHE_WRITE_1H);

  /// The line of each full name, and of each end of one after a slash.
  private final Map<String, List<String>> byName = new HashMap<>();

  private final Map<String, String> fullNames = new HashMap<>();

  private ImportedFile(String text) {
    var source = "";
    for (var line : text.lines().toList()) {
      if (line.startsWith("= ")) {
        source = line.substring(2);
      } else if (!line.startsWith("#")) {
        index(source, line);
      }
    }
  }

  private static final class Loaded {
    static final ImportedFile FILE = new ImportedFile(resource());
  }

  /// The file in the program, which is read at the first question.
  public static ImportedPrices later() {
    return name -> Loaded.FILE.named(name);
  }

  private static String resource() {
    try (var stream = ImportedFile.class.getResourceAsStream("/routercost/" + RESOURCE)) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void index(String source, String line) {
    var columns = line.split("\t", -1);
    for (int i = 2; i < columns.length; i++) {
      var name = columns[i];
      var head = source + "\t" + columns[0] + "\t" + columns[1] + "\t" + name;
      fullNames.putIfAbsent(key(name), head);
      for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
        var end = key(name.substring(slash + 1));
        byName.computeIfAbsent(end, _ -> new ArrayList<>()).add(head);
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Model> named(String name) {
    if (name.isEmpty()) {
      return List.of();
    }
    var full = fullNames.get(key(name));
    var lines = full == null ? byName.getOrDefault(key(name), List.of()) : List.of(full);
    return lines.stream().map(ImportedFile::model).toList();
  }

  private static Model model(String line) {
    var columns = line.split("\t", -1);
    boolean writesAtInput = columns[2].startsWith("+");
    var bands = new TreeMap<Long, Map<ServiceTier, Map<Meter, BigDecimal>>>();
    for (var rates : columns[2].substring(writesAtInput ? 1 : 0).split("\\|", -1)) {
      var cells = rates.split(",", -1);
      var byMeter = new EnumMap<Meter, BigDecimal>(Meter.class);
      for (int i = 0; i < METERS.size(); i++) {
        if (!cells[i + 2].isEmpty()) {
          byMeter.put(METERS.get(i), new BigDecimal(cells[i + 2]));
        }
      }
      bands
          .computeIfAbsent(Long.parseLong(cells[0]), _ -> new EnumMap<>(ServiceTier.class))
          .put(ServiceTier.valueOf(cells[1].toUpperCase(Locale.ROOT)), byMeter);
    }
    var entry =
        new PriceEntry(
            DateRange.ALWAYS,
            PriceEntry.State.ACTIVE,
            bands.entrySet().stream().map(ImportedFile::band).toList(),
            writesAtInput,
            new Provenance("imported", columns[0], "low", "", ""));
    return FeedModel.model(columns[3], columns[1], List.of(entry));
  }

  private static BandRates band(Map.Entry<Long, Map<ServiceTier, Map<Meter, BigDecimal>>> band) {
    var terms = new EnumMap<ServiceTier, TierTerms>(ServiceTier.class);
    band.getValue()
        .forEach(
            (service, rates) -> {
              if (service != ServiceTier.STANDARD) {
                terms.put(service, new TierTerms(Optional.empty(), rates));
              }
            });
    return new BandRates(band.getKey(), band.getValue().get(ServiceTier.STANDARD), terms);
  }

  /// The file of `models`; of two with one name the first is taken.
  ///
  /// @param comment what the file begins with
  public static String text(String comment, List<Model> models) {
    var sources = new LinkedHashMap<String, NavigableMap<String, List<String>>>();
    var known = new HashSet<String>();
    for (var model : models) {
      var entry = model.prices().getLast();
      if (known.add(key(model.id()))) {
        sources
            .computeIfAbsent(entry.provenance().source(), _ -> new TreeMap<>())
            .computeIfAbsent(model.provider() + "\t" + rates(entry), _ -> new ArrayList<>())
            .add(model.id());
      }
    }
    var text = new StringBuilder("# " + comment + "\n");
    sources.forEach(
        (source, lines) -> {
          text.append("= ").append(source).append('\n');
          lines.forEach(
              (head, names) ->
                  text.append(head).append('\t').append(String.join("\t", names)).append('\n'));
        });
    return text.toString();
  }

  private static String rates(PriceEntry entry) {
    var parts = new ArrayList<String>();
    entry
        .bands()
        .forEach(
            band -> {
              parts.add(rates(band.over(), ServiceTier.STANDARD, band.rates()));
              new TreeMap<>(band.terms())
                  .forEach(
                      (service, terms) ->
                          parts.add(rates(band.over(), service, terms.published())));
            });
    return (entry.writesAtInput() ? "+" : "") + String.join("|", parts);
  }

  private static String rates(long over, ServiceTier service, Map<Meter, BigDecimal> rates) {
    return METERS.stream()
        .map(meter -> Optional.ofNullable(rates.get(meter)))
        .map(rate -> rate.map(usd -> usd.stripTrailingZeros().toPlainString()).orElse(""))
        .collect(Collectors.joining(",", over + "," + service.id() + ",", ""));
  }
}
