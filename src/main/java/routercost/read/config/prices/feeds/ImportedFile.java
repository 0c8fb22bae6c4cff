package routercost.read.config.prices.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
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
/// The rates are `over,service,input,output,read,write 5m,write 1h` and so on in the order of
/// `METERS`, with `|` before the next band or service. A `+` before the first says that cache
/// writes have no fee. The file is read when a log names a model that
/// the curated book lacks.
public final class ImportedFile implements ImportedPrices {
  public static final String RESOURCE = "imported.txt";

  private static final List<Meter> METERS =
      List.of(
          Meter.INPUT,
          Meter.OUTPUT,
          Meter.CACHE_READ,
          Meter.CACHE_WRITE_5M,
          Meter.CACHE_WRITE_1H,
          Meter.AUDIO_INPUT,
          Meter.AUDIO_CACHE_READ,
          Meter.AUDIO_OUTPUT,
          Meter.IMAGE_INPUT,
          Meter.IMAGE_OUTPUT,
          Meter.REASONING,
          Meter.UNITS,
          Meter.SECONDS,
          Meter.CHARACTERS,
          Meter.PAGES,
          Meter.SEARCH_UNITS,
          Meter.CALLS,
          Meter.WEB_SEARCH);

  /// Rates at the end of a list that no model of the line has are left out.
  private static final Pattern NO_MORE = Pattern.compile(",+$");

  private static final String SOURCE = "\n= ";

  private final String text;

  /// The same letters in small: names are searched for in it, as an index would take longer to make
  /// than most logs have questions.
  private final String small;

  private final Map<String, List<Model>> known = new ConcurrentHashMap<>();

  private ImportedFile(String text) {
    this.text = text;
    this.small = text.toLowerCase(Locale.ROOT);
  }

  private static final class Loaded {
    static final ImportedFile FILE = new ImportedFile(resource());
  }

  /// The file in the program, which is read at the first question.
  public static ImportedPrices later() {
    return new ImportedPrices() {
      @Override
      public List<Model> named(String name) {
        return Loaded.FILE.named(name);
      }

      @Override
      public LocalDate day(PriceEntry price) {
        return Loaded.FILE.day(price);
      }
    };
  }

  private static String resource() {
    try (var stream = ImportedFile.class.getResourceAsStream("/routercost/" + RESOURCE)) {
      return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Model> named(String name) {
    var key = key(name);
    var models = known.get(key);
    if (models == null) {
      models = key.isEmpty() ? List.of() : found(key);
      known.put(key, models);
    }
    return models;
  }

  @Override
  public LocalDate day(PriceEntry price) {
    var source = price.provenance().source();
    return LocalDate.parse(source.substring(source.length() - "2026-07-24".length()));
  }

  private List<Model> found(String key) {
    var models = new ArrayList<Model>();
    for (int at = small.indexOf(key); at >= 0; at = small.indexOf(key, at + 1)) {
      int end = at + key.length();
      char before = at == 0 ? '\n' : small.charAt(at - 1);
      boolean ends = end < small.length() && small.charAt(end) < ' ';
      if (ends && before == '\t' && isName(at)) {
        return List.of(model(at, end));
      }
      if (ends && before == '/' && isName(at)) {
        models.add(model(text.lastIndexOf('\t', at) + 1, end));
      }
    }
    return models;
  }

  /// Whether a name stands at `at`, not the provider or the rates of a line.
  private boolean isName(int at) {
    int provider = text.indexOf('\t', text.lastIndexOf('\n', at) + 1);
    return provider >= 0 && text.indexOf('\t', provider + 1) < at;
  }

  private Model model(int from, int to) {
    int line = text.lastIndexOf('\n', from) + 1;
    int source = text.lastIndexOf(SOURCE, from) + SOURCE.length();
    var columns = text.substring(line, from).split("\t", 3);
    return model(
        text.substring(source, text.indexOf('\n', source)),
        columns[0],
        columns[1],
        text.substring(from, to));
  }

  private static Model model(String source, String provider, String rated, String name) {
    boolean writesAtInput = rated.startsWith("+");
    var bands = new TreeMap<Long, Map<ServiceTier, Map<Meter, BigDecimal>>>();
    for (var rates : rated.substring(writesAtInput ? 1 : 0).split("\\|", -1)) {
      var cells = rates.split(",", -1);
      var byMeter = new EnumMap<Meter, BigDecimal>(Meter.class);
      for (int i = 0; i + 2 < cells.length; i++) {
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
            new Provenance("imported", source, "low", "", ""));
    return FeedModel.model(name, provider, List.of(entry));
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
    return new BandRates(
        band.getKey(), band.getValue().getOrDefault(ServiceTier.STANDARD, Map.of()), terms);
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
    var texts =
        METERS.stream()
            .map(meter -> Optional.ofNullable(rates.get(meter)))
            .map(rate -> rate.map(usd -> usd.stripTrailingZeros().toPlainString()).orElse(""))
            .collect(Collectors.joining(",", over + "," + service.id() + ",", ""));
    return NO_MORE.matcher(texts).replaceFirst("");
  }
}
