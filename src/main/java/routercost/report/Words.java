package routercost.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.price.Charge;
import routercost.price.Resolution;
import routercost.usage.Meter;
import routercost.whatif.Assumption;
import routercost.whatif.Comparison;
import routercost.whatif.Repriced;

/// Puts facts into sentences.
final class Words {
  private Words() {}

  /// `1 call`, `36,000 calls`.
  static String calls(BigDecimal calls) {
    return counted(calls, "call");
  }

  /// `1 row`, `36,000 rows`.
  static String counted(BigDecimal number, String noun) {
    boolean one = number.compareTo(BigDecimal.ONE) == 0;
    return CellText.of(new Cell.Count(number)) + " " + noun + (one ? "" : "s");
  }

  static String counted(long number, String noun) {
    return counted(BigDecimal.valueOf(number), noun);
  }

  /// A model's id as short as it stays clear beside its siblings: `opus-5-5`, `haiku-4-5`.
  static String shortModel(String id) {
    return id.replaceFirst("^claude-(?=[a-z])", "").replaceFirst("-20\\d{6}$", "");
  }

  /// The dearest model, and how many more.
  static String shortModels(List<String> ids) {
    if (ids.isEmpty()) {
      return "";
    }
    var first = shortModel(ids.getFirst());
    return ids.size() == 1 ? first : first + " +" + (ids.size() - 1);
  }

  /// What the figures of `comparison` take for granted, each as one sentence.
  static List<String> assumptions(Comparison comparison) {
    var sentences = new TreeSet<String>();
    comparison.lines().forEach(line -> aboutLine(line).forEach(sentences::add));
    return List.copyOf(sentences);
  }

  private static Stream<String> aboutLine(Repriced line) {
    return Stream.of(
            line.assumptions().stream().map(Words::sentence),
            line.before().charges().stream().flatMap(Words::aboutCharge),
            line.after().equals(line.before())
                ? Stream.<String>of()
                : line.after().charges().stream().flatMap(Words::aboutMoved))
        .flatMap(sentences -> sentences);
  }

  private static Stream<String> aboutCharge(Charge charge) {
    return Stream.concat(tier(charge), unknownLifetime(charge));
  }

  private static Stream<String> aboutMoved(Charge charge) {
    var early = charge.card().valid().startsAfter(charge.slice().key().day());
    var first =
        "%s has no price before %s; its first price is used for earlier days"
            .formatted(
                charge.card().priced().id(),
                charge.card().valid().from().map(Object::toString).orElse(""));
    return Stream.concat(tier(charge), early ? Stream.of(first) : Stream.of());
  }

  private static Stream<String> tier(Charge charge) {
    var priced = charge.card().priced();
    return priced.how() == Resolution.How.TIER
        ? Stream.of(
            "%s is taken as %s, the model of that tier on the day"
                .formatted(priced.logged(), priced.id()))
        : Stream.of();
  }

  private static Stream<String> unknownLifetime(Charge charge) {
    return charge.slice().usage().of(Meter.CACHE_WRITE_UNKNOWN).signum() == 0
        ? Stream.of()
        : Stream.of("cache writes of unknown lifetime are priced at the 5-minute rate");
  }

  private static String sentence(Assumption assumption) {
    return switch (assumption) {
      case Assumption.TokenizerScaled(String from, String to, BigDecimal factor) ->
          "tokens of %s are taken times %s on %s, whose tokenizer counts the same text otherwise"
              .formatted(from, factor.toPlainString(), to);
      case Assumption.TokensHeld(String from, String to) ->
          "token counts of %s are held as logged on %s; how their tokenizers compare is not known"
              .formatted(from, to);
      case Assumption.ServedStandard(String model) ->
          "calls in fast mode are taken as standard on %s, which has no fast price"
              .formatted(model);
      case Assumption.ServedAnywhere(String model, String place) ->
          "the multiplier %s is left out on %s, which has none"
              .formatted(place.toLowerCase(Locale.ROOT), model);
    };
  }

  /// Names with how often each occurs, the most frequent first, at most `most` of them.
  static String listed(Stream<String> names, int most) {
    var all = names.toList();
    var shown = all.stream().limit(most).collect(Collectors.joining(", "));
    return all.size() > most ? shown + " and " + (all.size() - most) + " more" : shown;
  }
}
