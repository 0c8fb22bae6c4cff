package routercost.read.row;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import routercost.read.builtin.Column;
import routercost.read.builtin.CostUnit;
import routercost.read.exports.TokenInclusion;
import routercost.read.schema.CacheCounting;
import routercost.read.schema.CellValues;
import routercost.read.schema.Columns;
import routercost.read.schema.LogConventions;
import routercost.read.schema.OutsideLabels;
import routercost.read.schema.RecordFilter;
import routercost.read.schema.RetryColumn;
import routercost.read.schema.ServingColumns;
import routercost.read.schema.Timing;
import routercost.read.schema.TokenCounts;
import routercost.read.value.NumberFormat;

/// The places of the columns in the records of one shape, as plain numbers for the hot path; −1
/// where there is none.
public class ColumnLayout {
  private static final int NONE = -1;
  private static final Pattern TOTAL_OF = Pattern.compile("\\s*(?i)(?:sub-?)?totals?[ :]");
  private static final Set<String> TOTALS =
      Set.of(
          "total", "totals", "grand total", "sum", "subtotal", "summe", "gesamt", "overall", "all");

  /// The rules for cells that are not plainly written.
  final CellValues values;

  final int time;
  final int task;
  public final int model;
  final int input;
  final int output;

  /// Whether records of the log have a time, input and output, though this one may not.
  final boolean timed;

  final boolean prompted;
  final boolean answered;
  final int tier;
  final int speed;
  final int place;
  final int window;
  final int status;
  final int latency;
  final boolean latencyInSeconds;
  final boolean latencyWithPoint;
  final int cost;
  final int currency;
  public final int id;
  final int session;
  final int retries;
  final RetryColumn tries;
  final boolean inverted;
  final boolean aggregates;

  /// What counts include if a record proves nothing.
  final int usual;

  /// Whether a person said whether input includes cached tokens.
  final boolean asked;

  /// Whether input includes cached tokens as the provider of the model counts.
  final boolean byProvider;

  /// Whether the counts of the record are disjoint already.
  final boolean settled;

  /// The total that proves what counts include; none if there is nothing to prove.
  final int statedTotal;

  final CostUnit unit;
  final boolean costWithPoint;
  final Column[] counted;
  final int[] countedAt;
  final boolean[] withPoint;
  final int provider;
  final int[] labels;
  final int[] filtered;

  /// Labels that records do not have themselves, and the places of the fields that they follow
  /// from.
  private final OutsideLabels outside;

  private final Map<String, Integer> fields;

  /// Whether each number that is counted stands for its meter, at these slots, but for a total.
  final boolean direct;

  /// Whether the record counts audio or images.
  final boolean modalities;

  final int[] slots;

  /// Which of the counted is a total of cache writes: its bit.
  final long total;

  /// Which of the counted are quantities: a bit for each.
  final long quantities;

  final AttributeCache kinds;

  public ColumnLayout(Columns columns, LogConventions conventions, RecordFilter selection) {
    values = new CellValues(columns, conventions);
    time = place(columns, Column.TIMESTAMP);
    task = place(columns, Column.TASK);
    model = place(columns, Column.MODEL);
    input = place(columns, Column.INPUT_TOKENS);
    output = place(columns, Column.OUTPUT_TOKENS);
    timed = time >= 0 || conventions.present().contains(Column.TIMESTAMP);
    prompted = input >= 0 || conventions.present().contains(Column.INPUT_TOKENS);
    answered = output >= 0 || conventions.present().contains(Column.OUTPUT_TOKENS);
    tier = place(columns, Column.SERVICE_TIER);
    speed = place(columns, Column.SPEED);
    place = place(columns, Column.INFERENCE_GEO);
    window = place(columns, Column.CONTEXT_WINDOW);
    status = place(columns, Column.STATUS);
    latency = place(columns, Column.LATENCY_MS);
    latencyInSeconds = Timing.isInSeconds(columns);
    latencyWithPoint = isWithPoint(columns, Column.LATENCY_MS, conventions);
    cost = place(columns, Column.COST_USD);
    currency = place(columns, Column.CURRENCY);
    id = place(columns, Column.REQUEST_ID);
    session = place(columns, Column.SESSION);
    retries = place(columns, Column.RETRIES);
    tries = RetryColumn.of(columns);
    inverted = ServingColumns.isInverted(columns);
    aggregates = columns.has(Column.CALLS);
    CacheCounting caches = conventions.cacheCounting();
    boolean beside = TokenCounts.isBeside(columns);
    boolean inclusive = caches.isInclusive(columns);
    usual = (inclusive ? TokenInclusion.CACHED : 0) | (beside ? 0 : TokenInclusion.REASONING);
    asked = caches.isAsked();
    byProvider = caches.isByProvider(columns);
    settled = caches.isByFormat();
    statedTotal = settled ? NONE : place(columns, Column.TOTAL_TOKENS);
    unit = columns.at(Column.COST_USD).map(Columns.Found::unit).orElse(CostUnit.USD);
    costWithPoint = isWithPoint(columns, Column.COST_USD, conventions);
    List<Column> present = TokenCounts.COUNTED.stream().filter(columns::has).toList();
    counted = present.toArray(Column[]::new);
    countedAt = present.stream().mapToInt(column -> place(columns, column)).toArray();
    withPoint = new boolean[counted.length];
    for (int i = 0; i < counted.length; i++) {
      withPoint[i] = isWithPoint(columns, counted[i], conventions);
    }
    provider = place(columns, Column.PROVIDER);
    labels = places(columns, selection.labels().stream().sorted().toList());
    filtered = places(columns, selection.filter().labels());
    outside = selection.outside();
    fields = outside.isActive() ? outside.places(columns) : Map.of();
    direct = !inclusive && !beside && !byProvider && !columns.has(Column.TOOL_INPUT_TOKENS);
    modalities = present.stream().anyMatch(Column.MODALITIES::contains);
    total = bits(present, Set.of(Column.CACHE_WRITE_TOKENS));
    slots = present.stream().mapToInt(TokenCounts::slot).toArray();
    quantities = bits(present, Column.QUANTITIES);
    var words = IntStream.of(task, model, provider, tier, speed, place, status, currency);
    kinds =
        new AttributeCache(
            IntStream.concat(
                    words,
                    IntStream.concat(
                        fields.values().stream().mapToInt(Integer::intValue),
                        IntStream.concat(Arrays.stream(labels), Arrays.stream(filtered))))
                .toArray());
  }

  /// Whether the labels of a record are no more than what its cells say.
  boolean isLabeledByCells() {
    return !outside.isActive();
  }

  /// The text of a label of a record.
  ///
  /// @param place of its cell
  String label(RowCells cells, String name, int place) {
    return outside.isActive()
        ? outside.text(
            name, cells.text(place), field -> cells.text(fields.getOrDefault(field, NONE)))
        : cells.text(place);
  }

  /// The mapped columns of a record by canonical name, fit for a terminal.
  public SortedMap<String, String> fields(RowCells cells) {
    return values.columns().fields(cells::text);
  }

  /// Whether a record repeats the header, as in files that were joined.
  boolean isHeader(RowCells cells) {
    List<String> names = values.columns().names();
    return model >= 0
        && cells.text(model).equals(names.get(model))
        && IntStream.of(countedAt).allMatch(at -> cells.text(at).equals(names.get(at)));
  }

  /// Whether a record has the types of the columns, as some databases print them below the header.
  boolean isTypes(RowCells cells) {
    return model >= 0
        && countedAt.length > 0
        && isType(cells.text(model))
        && IntStream.of(countedAt).allMatch(at -> isType(cells.text(at)));
  }

  private static boolean isType(String text) {
    return text.matches(
        "(?i)\"?(?:nullable\\(|lowcardinality\\()*(?:string|text|str|varchar|object|[ui]?int\\d*|(?:big|small)int"
            + "|integer|long|float\\d*|double|f64|decimal|numeric|number)\\b.*");
  }

  /// Whether a record adds up others: a word for a total stands in a cell, and no model is named.
  boolean isTotal(RowCells cells) {
    boolean named = model >= 0 && !cells.isEmpty(model) && !isTotalWord(cells.text(model));
    var columns =
        IntStream.concat(IntStream.of(time, task, model), IntStream.range(0, cells.count));
    return !named && columns.anyMatch(at -> isTotalOf(cells.text(at)));
  }

  /// Whether a text is a total, or one that names what it is of: `Subtotal gpt-5`.
  public static boolean isTotalOf(String text) {
    return isTotalWord(text) || TOTAL_OF.matcher(text).lookingAt();
  }

  /// Whether a text in place of a name says that its row sums up others.
  public static boolean isTotalWord(String text) {
    return text.length() <= 12
        && TOTALS.contains(text.toLowerCase(Locale.ROOT).replace(":", "").strip());
  }

  private static int place(Columns columns, Column column) {
    return columns.at(column).map(Columns.Found::place).orElse(NONE);
  }

  private static long bits(List<Column> columns, Set<Column> some) {
    long bits = 0;
    for (int i = 0; i < columns.size(); i++) {
      bits |= some.contains(columns.get(i)) ? 1L << i : 0;
    }
    return bits;
  }

  private static boolean isWithPoint(Columns columns, Column column, LogConventions conventions) {
    return columns
        .at(column)
        .map(found -> conventions.numerals(found.name()) == NumberFormat.POINT)
        .orElse(false);
  }

  private static int[] places(Columns columns, List<String> labels) {
    var places = new ArrayList<Integer>();
    labels.forEach(label -> places.add(columns.labels().getOrDefault(label, NONE)));
    return places.stream().mapToInt(Integer::intValue).toArray();
  }
}
