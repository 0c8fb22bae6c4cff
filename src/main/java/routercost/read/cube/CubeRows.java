package routercost.read.cube;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import routercost.price.Suggestions;
import routercost.read.record.Row;
import routercost.read.schema.Filter;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.SavedCube;
import routercost.read.text.InputProblem;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.UsageKey;

/// The rows of a saved cube. Nothing is guessed: what is wrong ends the reading with file and line.
final class CubeRows {
  private static final Map<String, SavedCube.Part> PARTS =
      CubeCells.byId(SavedCube.Part.values(), SavedCube.Part::id);
  private static final Map<String, ServiceTier> SERVICES =
      CubeCells.byId(ServiceTier.values(), ServiceTier::id);
  private static final Map<String, Place> PLACES = CubeCells.byId(Place.values(), Place::id);
  private static final Map<String, Status> STATUSES = CubeCells.byId(Status.values(), Status::id);

  private final Request request;
  private final CubeHeaderReader head;
  private final Map<String, Integer> columns = new HashMap<>();
  private final CubeCells cells;
  private final CubeSums sums;
  private final CubeSums.Counts counts = new CubeSums.Counts();
  private final Map<String, CubeSums.Kind> kinds = new HashMap<>();
  private final StringBuilder kindText = new StringBuilder();
  private final Map<String, CubeSums.Day> days = new HashMap<>();

  /// The columns of the key but the day, by their places in a row.
  private final List<Integer> keyColumns = new ArrayList<>();

  private final List<Amount> amounts = new ArrayList<>();

  /// The columns of products that there are, by their places in a row.
  private final List<Integer> products = new ArrayList<>();

  private String description = "";

  /// The column of a meter, by its place in a row.
  private record Amount(Meter meter, int at) {}

  CubeRows(CubeHeaderReader head, Request request) {
    this.request = request;
    this.head = head;
    this.cells = new CubeCells(request.file(), columns);
    this.sums = new CubeSums(request.keys());
  }

  /// What is asked of a cube.
  ///
  /// @param file for messages
  /// @param withMoments whether it is of interest how far calls differ
  /// @param keys under which rows of used calls are kept
  record Request(String file, boolean withMoments, CubeFolding.RowKeys keys) {}

  /// Whether the numbers of a column are of interest.
  boolean needs(String column) {
    return needsMoments() || !CubeColumn.PRODUCTS.contains(column);
  }

  boolean needsMoments() {
    return request.withMoments();
  }

  InputProblem problem(long line, String what) {
    return cells.problem(line, what);
  }

  /// The numbers of the next row, to be filled.
  CubeSums.Counts counts() {
    return counts;
  }

  /// The sums of all rows.
  ///
  /// @param found how many there were
  SavedCube summed(long found) {
    requireAll(found);
    return head.cube(sums.parts());
  }

  private void requireAll(long found) {
    long announced = head.rows().orElse(found);
    if (announced != found) {
      throw new InputProblem(
          "%s: %d rows, and %d are announced; fetch it again, or take the line '# rows:' out"
              .formatted(request.file(), found, announced));
    }
  }

  /// Takes the names of the columns.
  void name(List<String> names, long line) {
    var known = new HashSet<>(CubeColumn.all());
    known.addAll(List.of(CubeColumn.CUBE, CubeColumn.PRICE_DAY));
    for (int i = 0; i < names.size(); i++) {
      var name = names.get(i);
      if (CubeColumn.label(name).isEmpty() && !known.contains(name)) {
        throw cells.problem(
            line,
            "a cube has no column '%s'%s; expected %s, or a label as in label.team"
                .formatted(
                    SafeText.cut(name),
                    Suggestions.hint(name, known),
                    String.join(", ", CubeColumn.simple())));
      }
      if (columns.put(name, i) != null) {
        throw cells.problem(line, "the column '%s' is there twice".formatted(SafeText.cut(name)));
      }
      boolean isOfKey =
          List.of(CubeColumn.CUBE, CubeColumn.PRICE_DAY).contains(name)
              || (CubeColumn.KEY.contains(name) && !name.equals(CubeColumn.DAY))
              || !CubeColumn.label(name).isEmpty();
      if (isOfKey) {
        keyColumns.add(i);
      }
    }
    for (var name : List.of(CubeColumn.DAY, CubeColumn.MODEL, Meter.CALLS.id())) {
      if (!columns.containsKey(name)) {
        throw cells.problem(line, "the column '" + name + "' is missing");
      }
    }
    Stream.of(Meter.values())
        .filter(meter -> columns.containsKey(meter.id()))
        .forEach(meter -> amounts.add(new Amount(meter, cells.place(meter.id()))));
    CubeColumn.PRODUCTS.stream()
        .filter(columns::containsKey)
        .forEach(product -> products.add(cells.place(product)));
  }

  /// Adds a row.
  void add(Row row) {
    if (columns.containsKey(CubeColumn.CUBE)) {
      describe(row);
    }
    for (var amount : amounts) {
      var meter = amount.meter();
      long plain = CubeCells.plain(row.cells().get(amount.at()));
      if (meter == Meter.LOGGED_USD) {
        counts.set(meter, cells.usd(row));
      } else if (plain >= 0) {
        counts.set(meter, plain);
      } else {
        counts.set(meter, cells.whole(row, meter.id()));
      }
    }
    counts.records = records(row);
    switch (cells.cell(row, CubeColumn.PART)) {
      case CubeColumn.UNREAD -> head.addRejected(counts.records);
      case CubeColumn.NO_CALL -> head.addSkipped(ParsedRow.Skipped.NO_USAGE, counts.records);
      default -> {
        counts.moment = moment(row);
        kind(row).add(day(row.line(), cells.cell(row, CubeColumn.DAY)), counts);
      }
    }
  }

  /// Takes what the first row says of the cube. The others have to say the same.
  private void describe(Row row) {
    var said = cells.cell(row, CubeColumn.CUBE);
    if (description.isEmpty()) {
      head.takeDescription(row.line(), said);
      description = said;
    } else if (!description.equals(said)) {
      throw cells.unexpected(row, CubeColumn.CUBE, "what the rows above say");
    }
  }

  /// The rows with the key of this one, whatever their day.
  CubeSums.Kind kind(Row row) {
    kindText.setLength(0);
    for (var column : keyColumns) {
      kindText.append(row.cells().get(column)).append('\0');
    }
    return kinds.computeIfAbsent(
        kindText.toString(),
        _ -> {
          var part = cells.choice(row, CubeColumn.PART, PARTS);
          return sums.kind(part, key(part, row));
        });
  }

  private UsageKey key(SavedCube.Part part, Row row) {
    var model = CubeCell.read(cells.cell(row, CubeColumn.MODEL));
    if (model.isEmpty() && part != SavedCube.Part.REJECTED) {
      throw cells.problem(row.line(), "model is empty; expected the name of a model");
    }
    var key =
        new UsageKey(
            RecordFilter.NO_DAY,
            CubeCell.read(cells.cell(row, CubeColumn.TASK)),
            model,
            cells.choice(row, CubeColumn.SERVICE, SERVICES),
            band(row),
            cells.choice(row, CubeColumn.PLACE, PLACES),
            cells.choice(row, CubeColumn.STATUS, STATUSES),
            labels(row));
    var priceDay = parsed(row.line(), CubeColumn.PRICE_DAY, cells.cell(row, CubeColumn.PRICE_DAY));
    return priceDay.equals(RecordFilter.NO_DAY) ? key : key.withPriceDay(priceDay);
  }

  /// The day in a cell.
  CubeSums.Day day(long line, String text) {
    return days.computeIfAbsent(
        text, _ -> new CubeSums.Day(days.size(), parsed(line, CubeColumn.DAY, text)));
  }

  private LocalDate parsed(long line, String column, String text) {
    return text.isEmpty()
        ? RecordFilter.NO_DAY
        : Filter.day(text)
            .filter(day -> day.getYear() > 0 && text.length() == 10)
            .orElseThrow(
                () ->
                    cells.problem(
                        line,
                        "%s is '%s'; expected a day such as 2026-11-21"
                            .formatted(column, SafeText.cut(text))));
  }

  private Band band(Row row) {
    var over = cells.whole(row, CubeColumn.BAND, "0 or a breakpoint").longValue();
    if (over != 0 && !head.breakpoints().contains(over)) {
      throw cells.unexpected(
          row, CubeColumn.BAND, "0 or one of the breakpoints " + head.breakpoints());
    }
    return over == 0 ? Band.BASE : new Band(over);
  }

  private SortedMap<String, String> labels(Row row) {
    var labels = new TreeMap<String, String>();
    for (var column : columns.keySet()) {
      var name = CubeColumn.label(column);
      var value = name.isEmpty() ? "" : CubeCell.read(cells.cell(row, column));
      if (!value.isEmpty()) {
        labels.put(name, value);
      }
    }
    return labels;
  }

  private long records(Row row) {
    var text = cells.cell(row, CubeColumn.RECORDS);
    var records = text.isEmpty() ? counts.calls() : cells.whole(row, CubeColumn.RECORDS);
    if (records.compareTo(BigDecimal.valueOf(Long.MAX_VALUE >> 8)) > 0) {
      throw cells.problem(row.line(), "so many records cannot be counted; write 'records'");
    }
    return records.longValue();
  }

  private Optional<Moment> moment(Row row) {
    var spread = cells.cell(row, CubeColumn.SPREAD);
    if (spread.isEmpty()) {
      return Optional.empty();
    }
    if (!spread.equals(CubeColumn.KNOWN)) {
      throw cells.unexpected(row, CubeColumn.SPREAD, "'known' or nothing");
    }
    if (!request.withMoments()) {
      products.forEach(product -> cells.requireWhole(row, product));
      return Optional.empty();
    }
    return Optional.of(
        new Moment(
            counts.calls(),
            true,
            CubeColumn.PRODUCTS.stream().map(name -> cells.whole(row, name)).toList()));
  }
}
