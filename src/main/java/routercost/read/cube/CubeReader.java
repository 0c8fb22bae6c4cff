package routercost.read.cube;

import java.io.FilterReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import routercost.price.Suggestions;
import routercost.read.record.CsvEntries;
import routercost.read.record.LogRecord;
import routercost.read.record.MalformedRecord;
import routercost.read.record.Row;
import routercost.read.record.SkippedRecord;
import routercost.read.schema.Filter;
import routercost.read.schema.ParsedRow;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.SavedCube;
import routercost.read.text.DecodingReader;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Unpacked;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;
import routercost.usage.Place;
import routercost.usage.SafeText;
import routercost.usage.ServiceTier;
import routercost.usage.Status;
import routercost.usage.Usage;
import routercost.usage.UsageKey;

/// Reads a saved cube. Nothing is guessed: what is wrong ends the reading with file and line.
public final class CubeReader {
  private static final Map<String, SavedCube.Part> PARTS =
      CubeCells.byId(SavedCube.Part.values(), SavedCube.Part::id);
  private static final Map<String, ServiceTier> SERVICES =
      CubeCells.byId(ServiceTier.values(), ServiceTier::id);
  private static final Map<String, Place> PLACES = CubeCells.byId(Place.values(), Place::id);
  private static final Map<String, Status> STATUSES = CubeCells.byId(Status.values(), Status::id);

  private final String file;
  private final CubeHeaderReader head;
  private final CsvEntries rows;
  private final Map<String, Integer> columns = new HashMap<>();
  private final CubeCells cells;
  private final Map<SavedCube.Part, SortedMap<UsageKey, SavedCube.Sums>> parts =
      new EnumMap<>(SavedCube.Part.class);
  private final boolean withMoments;
  private String description = "";

  private CubeReader(String file, CubeHeaderReader head, CsvEntries rows, boolean withMoments) {
    this.file = file;
    this.head = head;
    this.rows = rows;
    this.cells = new CubeCells(file, columns);
    this.withMoments = withMoments;
  }

  /// The cube in `source`.
  ///
  /// @param withMoments whether it is of interest how far calls differ
  ///
  /// @throws InputProblem if it cannot be read, or is damaged
  public static SavedCube read(Source source, boolean withMoments) {
    try (DecodingReader text = DecodingReader.of(source.name(), Unpacked.ofLast(source))) {
      var whole = new Ending(text);
      var lines = new Lines(whole);
      var head = CubeHeaderReader.read(source.name(), lines);
      var rows = CsvEntries.open(lines).withWholeCells();
      var cube = new CubeReader(source.name(), head, rows, withMoments).cube();
      var flaw = text.flaw().filter(found -> !found.empty());
      if (flaw.isPresent()) {
        throw new InputProblem(
            source.name() + ": " + flaw.get().sentence() + "; make or fetch the file again");
      }
      if (head.rows().isPresent() && whole.last != '\n') {
        throw new InputProblem(source.name() + ": the file ends within a row; fetch it again");
      }
      if (text.foreign() > 0) {
        throw new InputProblem(
            source.name() + ": %,d bytes are not UTF-8".formatted(text.foreign()));
      }
      return cube;
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
  }

  /// Remembers how a text ends.
  private static final class Ending extends FilterReader {
    private char last = '\n';

    Ending(DecodingReader text) {
      super(text);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      last = count > 0 ? target[offset + count - 1] : last;
      return count;
    }
  }

  private SavedCube cube() throws IOException {
    name(head.linesRead() + 1);
    long found = 0;
    for (Optional<LogRecord> entry = rows.next(); entry.isPresent(); entry = rows.next()) {
      switch (entry.get()) {
        case Row row -> {
          add(row);
          found++;
        }
        case MalformedRecord broken -> throw cells.problem(broken.line(), broken.reason());
        case SkippedRecord left -> throw cells.problem(left.line(), left.reason());
      }
    }
    requireAll(found);
    return head.cube(parts);
  }

  private void requireAll(long found) {
    long announced = head.rows().orElse(found);
    if (announced != found) {
      throw new InputProblem(
          "%s: %d rows, and %d are announced; fetch it again, or take the line '# rows:' out"
              .formatted(file, found, announced));
    }
  }

  private void name(long line) {
    var known = new HashSet<>(CubeColumn.all());
    known.addAll(List.of(CubeColumn.CUBE, CubeColumn.PRICE_DAY));
    for (int i = 0; i < rows.names().size(); i++) {
      var name = rows.names().get(i);
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
    }
    for (var name : List.of(CubeColumn.DAY, CubeColumn.MODEL, Meter.CALLS.id())) {
      if (!columns.containsKey(name)) {
        throw cells.problem(line, "the column '" + name + "' is missing");
      }
    }
  }

  private void add(Row row) {
    if (columns.containsKey(CubeColumn.CUBE)) {
      describe(row);
    }
    var told = cells.cell(row, CubeColumn.PART);
    if (told.equals(CubeColumn.UNREAD)) {
      head.addRejected(records(row, usage(row)));
      return;
    }
    if (told.equals(CubeColumn.NO_CALL)) {
      head.addSkipped(ParsedRow.Skipped.NO_USAGE, records(row, usage(row)));
      return;
    }
    var part = cells.choice(row, CubeColumn.PART, PARTS);
    var usage = usage(row);
    long records = records(row, usage);
    var sums = new SavedCube.Sums(records, usage, moment(row, usage));
    parts
        .computeIfAbsent(part, _ -> new TreeMap<>())
        .merge(key(part, row), sums, SavedCube.Sums::plus);
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

  private UsageKey key(SavedCube.Part part, Row row) {
    var model = CubeCell.read(cells.cell(row, CubeColumn.MODEL));
    if (model.isEmpty() && part != SavedCube.Part.REJECTED) {
      throw cells.problem(row.line(), "model is empty; expected the name of a model");
    }
    var key =
        new UsageKey(
            day(row, CubeColumn.DAY),
            CubeCell.read(cells.cell(row, CubeColumn.TASK)),
            model,
            cells.choice(row, CubeColumn.SERVICE, SERVICES),
            band(row),
            cells.choice(row, CubeColumn.PLACE, PLACES),
            cells.choice(row, CubeColumn.STATUS, STATUSES),
            labels(row));
    var priceDay = day(row, CubeColumn.PRICE_DAY);
    return priceDay.equals(RecordFilter.NO_DAY) ? key : key.withPriceDay(priceDay);
  }

  private LocalDate day(Row row, String column) {
    var text = cells.cell(row, column);
    return text.isEmpty()
        ? RecordFilter.NO_DAY
        : Filter.day(text)
            .filter(day -> day.getYear() > 0 && text.length() == 10)
            .orElseThrow(() -> cells.unexpected(row, column, "a day such as 2026-11-21"));
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

  private Usage usage(Row row) {
    var amounts = new EnumMap<Meter, BigDecimal>(Meter.class);
    for (var meter : Meter.values()) {
      if (columns.containsKey(meter.id())) {
        amounts.put(
            meter, meter == Meter.LOGGED_USD ? cells.usd(row) : cells.whole(row, meter.id()));
      }
    }
    return new Usage(amounts);
  }

  private long records(Row row, Usage usage) {
    var text = cells.cell(row, CubeColumn.RECORDS);
    var records = text.isEmpty() ? usage.of(Meter.CALLS) : cells.whole(row, CubeColumn.RECORDS);
    if (records.compareTo(BigDecimal.valueOf(Long.MAX_VALUE >> 8)) > 0) {
      throw cells.problem(row.line(), "so many records cannot be counted; write 'records'");
    }
    return records.longValue();
  }

  private Optional<Moment> moment(Row row, Usage usage) {
    var spread = cells.cell(row, CubeColumn.SPREAD);
    if (spread.isEmpty()) {
      return Optional.empty();
    }
    if (!spread.equals("known")) {
      throw cells.unexpected(row, CubeColumn.SPREAD, "'known' or nothing");
    }
    if (!withMoments) {
      CubeColumn.PRODUCTS.forEach(name -> cells.requireWhole(row, name));
      return Optional.empty();
    }
    var products = new ArrayList<BigDecimal>();
    CubeColumn.PRODUCTS.forEach(name -> products.add(cells.whole(row, name)));
    return Optional.of(new Moment(usage.of(Meter.CALLS), true, products));
  }
}
