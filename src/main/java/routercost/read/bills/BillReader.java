package routercost.read.bills;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import routercost.audit.reconcile.BillLine;
import routercost.audit.reconcile.ProviderBill;
import routercost.audit.reconcile.Terms;
import routercost.price.PriceBook;
import routercost.read.config.FileKind;
import routercost.read.exports.Fields;
import routercost.read.record.CsvEntries;
import routercost.read.record.MalformedRecord;
import routercost.read.tally.ExportRecords;
import routercost.read.text.DecodingReader;
import routercost.read.text.DistinctSources;
import routercost.read.text.InputProblem;
import routercost.read.text.Lines;
import routercost.read.text.Source;
import routercost.read.text.Sources;
import routercost.read.text.Unpacked;
import routercost.read.value.Period;

/// A reader of bills (docs/reconcile.md). A line that cannot be read is an error, since a bill
/// without it has another total.
public final class BillReader {
  private final BillWords words;
  private final Terms terms;
  private final Period period;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();

  /// Bills that were read, and sentences on what was left out of them.
  public record Bills(List<ProviderBill> bills, List<String> notes) {}

  private BillReader(PriceBook book, Terms terms, Period period) {
    words = new BillWords(book);
    this.terms = terms;
    this.period = period;
  }

  /// The bills in files, folders or globs.
  ///
  /// @param book knows the names of models
  /// @param period whose lines count
  /// @throws InputProblem if one cannot be read, has no lines, or has amounts in a currency without
  ///     a rate
  public static Bills read(
      List<String> paths, InputStream stdin, PriceBook book, Terms terms, Period period) {
    paths.forEach(path -> FileKind.refuseAs("a bill", path));
    var reader = new BillReader(book, terms, period);
    var named =
        new Sources(
                stdin,
                files -> new Sources.Picked(files, new LinkedHashMap<>()),
                Set.of(),
                unread -> reader.notes.add(unread.name() + ": " + unread.reason()))
            .named(paths);
    var distinct = DistinctSources.of(named);
    reader.notes.addAll(distinct.repeated());
    reader.notes.addAll(distinct.equal());
    var bills =
        distinct.sources().stream().flatMap(source -> reader.read(source).stream()).toList();
    return new Bills(bills, List.copyOf(reader.notes));
  }

  /// A record and its place.
  ///
  /// @param fields of the record, under their letters
  private record Placed(String place, Fields record, BillFields fields) {
    Placed(String place, Fields record) {
      this(place, record, BillFields.of(record));
    }
  }

  private Optional<ProviderBill> read(Source source) {
    var records = new ArrayList<Placed>();
    try (DecodingReader text = DecodingReader.of(source.name(), Unpacked.of(source))) {
      int first = text.firstVisible();
      var objects =
          first == '{' || first == '['
              ? ExportRecords.ofValues(source.name(), text)
              : ExportRecords.ofRows(CsvEntries.open(new Lines(text)).withWholeCells());
      var receiver = new Receiver(source.name(), records);
      while (objects.next(receiver)) {
        // each is added
      }
    } catch (IOException failed) {
      throw InputProblem.of(source, failed, 0);
    }
    return bill(source.name(), records);
  }

  private record Receiver(String name, List<Placed> records) implements ExportRecords.Receiver {
    @Override
    public void record(long line, Fields record) {
      BillFields.lines(record).forEach(part -> records.add(new Placed(name + ":" + line, part)));
    }

    @Override
    public void broken(MalformedRecord broken) {
      throw new InputProblem("%s:%d: %s".formatted(name, broken.line(), broken.reason()));
    }
  }

  /// The bill of these records; empty if all of them were read before.
  private Optional<ProviderBill> bill(String name, List<Placed> records) {
    var all = records.stream().map(Placed::fields).toList();
    var conventions = BillConventions.of(all);
    var totals = conventions.totals(all);
    if (!totals.isEmpty()) {
      notes.add(name + ": a line that sums up the others is not counted");
    }
    var parser = new BillLineParser(words, terms, conventions);
    var lines = new ArrayList<BillLine>();
    boolean isRepeated = false;
    for (var placed : records) {
      if (totals.contains(placed.fields())) {
        continue;
      }
      if (!isNew(name, placed)) {
        isRepeated = true;
      } else {
        parser.lines(placed.place(), placed.fields()).forEach(lines::add);
      }
    }
    parser.notes().forEach(note -> notes.add(name + ": " + note));
    if (lines.isEmpty() && isRepeated) {
      return Optional.empty();
    }
    if (lines.isEmpty()) {
      throw new InputProblem(
          name
              + ": no line with a date and an amount; expected a cost report, a cost export of a"
              + " cloud, or a table with the columns date, model and amount");
    }
    var counted = lines.stream().filter(line -> period.contains(line.from())).toList();
    if (counted.size() < lines.size()) {
      notes.add(
          "%s: %d of %d lines are outside of the period and not compared"
              .formatted(name, lines.size() - counted.size(), lines.size()));
    }
    var providers =
        counted.stream()
            .flatMap(line -> words.provider(line.item().model(), line.from()).stream())
            .collect(Collectors.toSet());
    return Optional.of(new ProviderBill(name, providers, counted));
  }

  /// Whether a line was not read before: pages of a report that were saved twice hold the same
  /// lines, and lines of clouds have ids, though several may have one id. Equal rows of a plain
  /// table are two lines.
  private boolean isNew(String name, Placed placed) {
    var record = placed.record();
    var id = placed.fields().text(BillFields.Part.ID);
    boolean isPage = record.has("starting_at") || record.has("start_time");
    if (id.isEmpty() && !isPage) {
      return true;
    }
    boolean isNew = seen.add(record.allText());
    if (!isNew) {
      notes.add(name + ": lines that were read before are counted once");
    }
    return isNew;
  }
}
