package routercost.read.schema;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.builtin.Vocabulary;
import routercost.read.record.Row;
import routercost.read.value.AmountParser;
import routercost.read.value.EnumSynonyms;

/// Assigns columns to the rows of one log. Depends on the row's own names and on what was decided
/// for the whole log, so the result does not depend on which rows came before.
public final class Schema {
  private static final Pattern FLAG = Pattern.compile("(?i)t|f|true|false|yes|no|hit|miss");

  private static final Pattern EMBEDDING =
      Pattern.compile("(?i)embed|rerank|(?:^|/)(?:voyage|bge|e5|gte)-");

  /// What may be billed of a call: where there is any of it, a total is none.
  private static final Set<Column> BILLED_BY =
      Set.of(Column.INPUT_TOKENS, Column.OUTPUT_TOKENS, Column.SEARCH_UNITS, Column.UNITS);

  private static final int REMEMBERED = 512;

  private final Vocabulary vocabulary;
  private final Map<Column, String> named;
  private final Set<Columns.Claim> refuted;
  private final Set<String> labels;
  private final Map<List<String>, Columns> byNames = new HashMap<>();
  private Optional<Columns> latest = Optional.empty();

  private Schema(
      Vocabulary vocabulary,
      Map<Column, String> named,
      Set<Columns.Claim> refuted,
      Set<String> labels) {
    this.vocabulary = vocabulary;
    this.named = named;
    this.refuted = refuted;
    this.labels = labels;
  }

  /// Decides what the names in a log can stand for, from its first rows.
  ///
  /// @param labels what else will be asked of its rows
  public static Schema of(
      Vocabulary vocabulary, Map<Column, String> named, Set<String> labels, Sample sample) {
    return of(vocabulary, named, labels, sample, false);
  }

  /// Decides what the names in an export can stand for. They are those of columns, so what nobody
  /// understands under one of them is odd, and no sign of another meaning.
  public static Schema ofExport(Vocabulary vocabulary, Set<String> labels, Sample sample) {
    return of(vocabulary, Map.of(), labels, sample, true);
  }

  private static Schema of(
      Vocabulary vocabulary,
      Map<Column, String> named,
      Set<String> labels,
      Sample sample,
      boolean export) {
    var candidates = Columns.candidates(sample.names(), vocabulary);
    var claims = Columns.claims(candidates);
    var refuted =
        claims.entrySet().stream()
            .filter(claim -> claim.getValue().contains(Synonym.Note.TENTATIVE))
            .map(Map.Entry::getKey)
            .filter(claim -> !export && !isUnderstood(claim, claims.keySet(), sample))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    refuted.addAll(emptyModels(claims.keySet(), sample));
    claims.keySet().stream()
        .filter(claim -> Column.CACHE.contains(claim.column()))
        .filter(claim -> areFlags(sample.values(claim.name())))
        .forEach(refuted::add);
    claims.keySet().stream()
        .filter(claim -> Column.NUMBERS.contains(claim.column()))
        .filter(claim -> areObjects(sample.values(claim.name())))
        .forEach(refuted::add);
    var certain =
        claims.entrySet().stream()
            .filter(claim -> !claim.getValue().contains(Synonym.Note.WEAK))
            .map(Map.Entry::getKey)
            .filter(claim -> !refuted.contains(claim))
            .map(Columns.Claim::column)
            .collect(Collectors.toSet());
    claims.forEach(
        (claim, notes) -> {
          if (notes.contains(Synonym.Note.WEAK) && certain.contains(claim.column())) {
            refuted.add(claim);
          }
        });
    var known = new EnumMap<Column, String>(Column.class);
    known.putAll(named);
    if (!export && !named.containsKey(Column.TIMESTAMP) && !certain.contains(Column.TIMESTAMP)) {
      TimeColumns.of(sample).called().ifPresent(name -> known.put(Column.TIMESTAMP, name));
    }
    if (!export && BILLED_BY.stream().noneMatch(certain::contains)) {
      embedded(claims.keySet(), sample).ifPresent(name -> known.put(Column.INPUT_TOKENS, name));
    }
    var schema = new Schema(vocabulary, known, refuted, labels);
    schema.byNames.put(sample.names(), schema.columns(sample.names(), candidates));
    return schema;
  }

  /// Whether values say whether something was cached, and not how much of it.
  private static boolean areFlags(List<String> values) {
    return values.stream().anyMatch(value -> !value.isEmpty())
        && values.stream().allMatch(value -> value.isEmpty() || FLAG.matcher(value).matches());
  }

  /// Whether values are JSON objects, which may hold counts and are none.
  private static boolean areObjects(List<String> values) {
    return values.stream().anyMatch(value -> !value.isEmpty())
        && values.stream().allMatch(value -> value.isEmpty() || value.startsWith("{"));
  }

  /// The name of the total of embeddings, which is their input; empty if other models are sampled.
  private static Optional<String> embedded(Set<Columns.Claim> claims, Sample sample) {
    var models =
        claims.stream()
            .filter(claim -> claim.column() == Column.MODEL)
            .flatMap(claim -> sample.values(claim.name()).stream())
            .filter(model -> !model.isEmpty())
            .toList();
    return models.isEmpty() || !models.stream().allMatch(EMBEDDING.asPredicate())
        ? Optional.empty()
        : claims.stream()
            .filter(claim -> claim.column() == Column.TOTAL_TOKENS)
            .map(Columns.Claim::name)
            .findFirst();
  }

  /// Names of models under which the sample has nothing, if it has something under another.
  private static Set<Columns.Claim> emptyModels(Set<Columns.Claim> claims, Sample sample) {
    var models = claims.stream().filter(claim -> claim.column() == Column.MODEL).toList();
    var empty =
        models.stream()
            .filter(claim -> sample.values(claim.name()).stream().allMatch(String::isEmpty))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return empty.size() < models.size() ? empty : Set.of();
  }

  private static boolean isUnderstood(
      Columns.Claim claim, Set<Columns.Claim> claims, Sample sample) {
    List<String> values = sample.values(claim.name());
    return switch (claim.column()) {
      case SERVICE_TIER -> values.stream().allMatch(value -> EnumSynonyms.tier(value).isPresent());
      case SPEED ->
          values.stream()
              .allMatch(
                  value -> EnumSynonyms.speed(value).filter(it -> !it.isSearch()).isPresent());
      case STATUS -> values.stream().allMatch(value -> EnumSynonyms.status(value).isPresent());
      case RETRIES ->
          values.stream().allMatch(value -> RetryColumn.AGAIN.number(value).isPresent());
      case SECONDS, CHARACTERS, PAGES -> standsAlone(claim, claims, sample);
      default -> !Column.NUMBERS.contains(claim.column()) || AmountParser.areNumbers(values);
    };
  }

  /// Whether no sampled row has tokens next to this: it is a quantity then, and not how long a call
  /// took.
  private static boolean standsAlone(
      Columns.Claim claim, Set<Columns.Claim> claims, Sample sample) {
    var tokens =
        claims.stream()
            .filter(known -> known.column() == Column.INPUT_TOKENS)
            .map(Columns.Claim::name)
            .toList();
    return sample.rows().stream()
        .filter(row -> isFilled(row, claim.name()))
        .noneMatch(row -> tokens.stream().anyMatch(name -> isFilled(row, name)));
  }

  private static boolean isFilled(Row row, String name) {
    int place = row.names().indexOf(name);
    return place >= 0 && !row.cells().get(place).matches("\\s*(0(\\.0+)?)?\\s*");
  }

  /// The same decisions, for another worker.
  public Schema another() {
    var another = new Schema(vocabulary, named, refuted, labels);
    another.byNames.putAll(byNames);
    return another;
  }

  /// Whether a column of this name can make a difference. Those that cannot may be left out of the
  /// names of a row.
  public boolean concerns(String name) {
    return !vocabulary.matches(name).isEmpty()
        || named.values().stream().anyMatch(asked -> Columns.isCalled(name, asked))
        || labels.stream().anyMatch(asked -> Columns.isCalled(name, asked));
  }

  /// The columns of rows with these names.
  public Columns columns(List<String> names) {
    if (latest.isPresent() && latest.get().names().equals(names)) {
      return latest.get();
    }
    if (byNames.size() == REMEMBERED) {
      byNames.clear();
    }
    Columns columns =
        byNames.computeIfAbsent(names, some -> columns(some, Columns.candidates(some, vocabulary)));
    latest = Optional.of(columns);
    return columns;
  }

  private Columns columns(List<String> names, List<Columns.Candidate> candidates) {
    return Columns.of(names, candidates, vocabulary, named, refuted).withLabels(labels);
  }
}
