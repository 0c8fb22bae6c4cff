package routercost.read.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import routercost.read.builtin.Column;
import routercost.read.builtin.Synonym;
import routercost.read.record.Row;

/// Whether the input counts of a log include cached tokens where the record itself does not prove
/// it (`TokenInclusion`), and how that is known.
///
/// What records of the same fields prove comes first, then what the names of the fields say, then
/// what the file proves elsewhere.
///
/// @param inclusive the reading for the whole file
/// @param mixed whether its records differ
/// @param proven what records prove of each pair of fields: for input, and for cached tokens
public record CacheCounting(
    boolean inclusive, String because, boolean mixed, Map<String, Proof> proven) {
  /// The reading when nothing speaks against it.
  static final CacheCounting EXCLUSIVE = named(false);

  /// What an export counts is known.
  public static final CacheCounting BY_FORMAT =
      new CacheCounting(false, "by the format", false, Map.of());

  private static final String ASKED = "as asked";

  /// What records of one kind prove.
  enum Proof {
    INCLUDED,
    NOT_INCLUDED,
    DIFFERS
  }

  public CacheCounting {
    proven = Map.copyOf(proven);
  }

  private static CacheCounting named(boolean inclusive) {
    return new CacheCounting(inclusive, "by the names of the columns", false, Map.of());
  }

  public boolean isByFormat() {
    return because.equals(BY_FORMAT.because);
  }

  /// Whether a person said so.
  public boolean isAsked() {
    return because.equals(ASKED);
  }

  /// Whether records with these columns count cached tokens as part of the input.
  public boolean isInclusive(Columns columns) {
    if (isAsked() || isByFormat()) {
      return inclusive;
    }
    Proof proof = proven.get(fields(columns));
    return proof == null ? named(columns).orElse(inclusive) : proof == Proof.INCLUDED;
  }

  /// Whether records with these columns count as their providers do.
  public boolean isByProvider(Columns columns) {
    return proven.get(fields(columns)) == Proof.DIFFERS;
  }

  /// Decides for a log: what the person says, else what its first records prove, else what names
  /// say.
  static CacheCounting of(
      Sample sample, Schema schema, LogConventions conventions, ReadOptions.CacheTokens asked) {
    return switch (asked) {
      case INCLUSIVE -> new CacheCounting(true, ASKED, false, Map.of());
      case EXCLUSIVE -> new CacheCounting(false, ASKED, false, Map.of());
      case AUTO -> proven(sample, schema, conventions);
    };
  }

  private enum Evidence {
    TOTAL_WITHIN,
    TOTAL_BESIDE,
    MORE_CACHED,
    /// More is cached than input, on a model whose provider always counts it apart.
    MORE_CACHED_ON_CLAUDE,
    /// Some is cached on a model of another provider.
    CACHED_ON_OTHERS
  }

  private static final Set<Evidence> CLAUDE_ALONE =
      EnumSet.of(Evidence.MORE_CACHED_ON_CLAUDE, Evidence.CACHED_ON_OTHERS);

  private static CacheCounting proven(Sample sample, Schema schema, LogConventions conventions) {
    var byFields = new HashMap<String, Set<Evidence>>();
    var counted = new ArrayList<Columns>();
    Set<Evidence> all = EnumSet.noneOf(Evidence.class);
    for (List<Row> rows : sample.byShape()) {
      Columns columns = schema.columns(rows.getFirst().names());
      if (columns.has(Column.INPUT_TOKENS) && columns.hasAny(Column.CACHE)) {
        counted.add(columns);
        var evidence =
            byFields.computeIfAbsent(fields(columns), _ -> EnumSet.noneOf(Evidence.class));
        var values = new CellValues(columns, conventions);
        for (Row row : rows) {
          prove(values, row, columns, evidence);
        }
        all.addAll(evidence);
      }
    }
    var proven = new HashMap<String, Proof>();
    for (Columns columns : counted) {
      boolean isWorded = notes(columns, Column.INPUT_TOKENS).contains(Synonym.Note.WORDED);
      if (isWorded && named(columns).isEmpty()) {
        proven.put(fields(columns), Proof.DIFFERS); // as a name that nobody knows says nothing
      }
    }
    for (Columns columns : counted) {
      String fields = fields(columns);
      proof(byFields.getOrDefault(fields, Set.of()), columns)
          .ifPresent(it -> proven.put(fields, it));
    }
    var whole = whole(all, schema.columns(sample.names()));
    var counting = new CacheCounting(whole.inclusive, whole.because, false, proven);
    boolean mixed =
        proven.containsValue(Proof.DIFFERS)
            || counted.stream().map(counting::isInclusive).distinct().count() > 1;
    return new CacheCounting(whole.inclusive, whole.because, mixed, proven);
  }

  private static CacheCounting whole(Set<Evidence> evidence, Columns columns) {
    boolean within = evidence.contains(Evidence.TOTAL_WITHIN);
    if (within != evidence.contains(Evidence.TOTAL_BESIDE)) {
      return new CacheCounting(within, "settled by the total", false, Map.of());
    }
    if (isMoreCached(evidence)) {
      return new CacheCounting(false, "more is cached than input", false, Map.of());
    }
    return named(named(columns).orElse(false));
  }

  private static boolean isMoreCached(Set<Evidence> evidence) {
    return evidence.contains(Evidence.MORE_CACHED)
        || evidence.contains(Evidence.MORE_CACHED_ON_CLAUDE);
  }

  private static Optional<Proof> proof(Set<Evidence> evidence, Columns columns) {
    boolean within = evidence.contains(Evidence.TOTAL_WITHIN);
    boolean beside = evidence.contains(Evidence.TOTAL_BESIDE);
    if (within && beside) {
      return Optional.of(Proof.DIFFERS);
    }
    if (within) {
      return Optional.of(Proof.INCLUDED);
    }
    if (evidence.equals(CLAUDE_ALONE) && named(columns).orElse(false)) {
      return Optional.of(Proof.DIFFERS); // the names are right for the others
    }
    return beside || isMoreCached(evidence) ? Optional.of(Proof.NOT_INCLUDED) : Optional.empty();
  }

  /// The fields that count input and cached tokens: records that share them were written alike.
  private static String fields(Columns columns) {
    return name(columns, Column.INPUT_TOKENS) + "\n" + name(columns, Column.CACHE_READ_TOKENS);
  }

  private static String name(Columns columns, Column column) {
    return columns.at(column).map(Columns.Found::name).orElse("");
  }

  private static void prove(CellValues values, Row row, Columns columns, Set<Evidence> evidence) {
    BigDecimal input = values.number(row, Column.INPUT_TOKENS);
    BigDecimal cached = cached(values, row);
    BigDecimal total = values.number(row, Column.TOTAL_TOKENS);
    if (cached.signum() > 0 && total.signum() > 0) {
      BigDecimal sum = input.add(values.number(row, Column.OUTPUT_TOKENS));
      if (total.compareTo(sum) == 0) {
        evidence.add(Evidence.TOTAL_WITHIN);
      } else if (total.compareTo(sum.add(cached)) == 0) {
        evidence.add(Evidence.TOTAL_BESIDE);
      }
    }
    boolean onClaude = columns.text(row, Column.MODEL).toLowerCase(Locale.ROOT).contains("claude");
    if (cached.compareTo(input) > 0) {
      evidence.add(onClaude ? Evidence.MORE_CACHED_ON_CLAUDE : Evidence.MORE_CACHED);
    } else if (cached.signum() > 0 && !onClaude) {
      evidence.add(Evidence.CACHED_ON_OTHERS);
    }
  }

  private static BigDecimal cached(CellValues values, Row row) {
    BigDecimal split =
        values
            .number(row, Column.CACHE_WRITE_5M_TOKENS)
            .add(values.number(row, Column.CACHE_WRITE_1H_TOKENS));
    return values
        .number(row, Column.CACHE_READ_TOKENS)
        .add(split.max(values.number(row, Column.CACHE_WRITE_TOKENS)));
  }

  /// What the names of the fields say; empty if nothing.
  private static Optional<Boolean> named(Columns columns) {
    var input = notes(columns, Column.INPUT_TOKENS);
    if (input.contains(Synonym.Note.EXCLUDES_CACHE)) {
      return Optional.of(false);
    }
    var read = notes(columns, Column.CACHE_READ_TOKENS);
    if (input.contains(Synonym.Note.INCLUDES_CACHE)
        || read.contains(Synonym.Note.INCLUDES_CACHE)
        || notes(columns, Column.AUDIO_CACHE_READ_TOKENS).contains(Synonym.Note.INCLUDES_CACHE)) {
      return Optional.of(true);
    }
    return read.contains(Synonym.Note.EXCLUDES_CACHE) ? Optional.of(false) : Optional.empty();
  }

  private static Set<Synonym.Note> notes(Columns columns, Column column) {
    return columns.at(column).map(Columns.Found::notes).orElse(Set.of());
  }
}
