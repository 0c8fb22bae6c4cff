package routercost.read.cube;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import routercost.read.schema.RecordFilter;
import routercost.read.tally.CubeHeader;
import routercost.read.tally.SavedCube;
import routercost.usage.Meter;
import routercost.usage.SafeText;
import routercost.usage.UsageKey;

/// Writes a cube as text: lines after `#` that hold for all of it, then CSV. Columns in which no
/// row says anything are left out.
final class CubeWriter {
  /// What every cube begins with.
  static final String TITLE = "# router-cost cube, version 1";

  private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private static final Map<String, Meter> METERS =
      Stream.of(Meter.values()).collect(Collectors.toMap(Meter::id, meter -> meter));

  /// The columns that most cubes have no use for, apart from counts and labels.
  private static final List<String> CHOICES =
      List.of(
          CubeColumn.PART,
          CubeColumn.SERVICE,
          CubeColumn.BAND,
          CubeColumn.PLACE,
          CubeColumn.STATUS,
          CubeColumn.RECORDS,
          CubeColumn.SPREAD);

  private final SavedCube cube;

  private CubeWriter(SavedCube cube) {
    this.cube = cube;
  }

  /// Writes `cube` to `out`.
  static void write(SavedCube cube, Appendable out) throws IOException {
    var text = new CubeWriter(cube);
    out.append(text.head());
    var columns = text.columns();
    var printer = new CSVPrinter(out, CSV);
    printer.printRecord(columns);
    for (var cells : text.cube.parts().entrySet()) {
      for (var cell : cells.getValue().entrySet()) {
        for (var name : columns) {
          printer.print(text(name, cells.getKey(), cell.getKey(), cell.getValue()));
        }
        printer.println();
      }
    }
    printer.flush();
  }

  private String head() {
    var head = cube.head();
    var lines = new ArrayList<String>();
    lines.add(TITLE);
    lines.add(
        "# breakpoints: "
            + head.breakpoints().stream().map(String::valueOf).collect(Collectors.joining(" ")));
    lines.add("# timezone: " + zone(head));
    lines.add("# logs: " + head.logs());
    lines.add("# rows: " + cube.parts().values().stream().mapToInt(cells -> cells.size()).sum());
    lines.add("# used: " + head.records().used());
    lines.add("# duplicates: " + head.records().duplicates());
    lines.add("# rejected: " + head.records().rejected());
    if (head.records().unasked() > 0) {
      lines.add("# unasked: " + head.records().unasked());
    }
    head.records().skipped().forEach((why, rows) -> lines.add("# skipped: " + rows + " " + why));
    head.elsewhere()
        .forEach(
            (currency, sum) ->
                lines.add("# logged_elsewhere: " + sum.toPlainString() + " " + currency));
    head.notes().forEach(note -> lines.add("# note: " + note));
    head.warnings().forEach(warning -> lines.add("# warning: " + warning));
    head.equal().forEach(sentence -> lines.add("# equal: " + sentence));
    for (var source : head.sources()) {
      lines.add(
          "# source: %s %s %s".formatted(source.content(), source.selection(), source.name()));
    }
    for (var file : head.files()) {
      var kind = file.kind().id() + (file.empty() ? CubeHeaderReader.EMPTY : "");
      lines.add("# left_out: " + kind + " " + file.sentence());
    }
    return lines.stream().map(CubeWriter::line).collect(Collectors.joining());
  }

  private static String zone(CubeHeader head) {
    return head.zone().getId().equals("Z") ? "UTC" : head.zone().getId();
  }

  /// One line, whatever a file name or reason holds.
  private static String line(String text) {
    return SafeText.cut(text, text.length()) + "\n";
  }

  /// The text of a cell; empty if that says the same.
  private static String text(
      String column, SavedCube.Part part, UsageKey key, SavedCube.Sums sums) {
    return switch (column) {
      case CubeColumn.PART -> part.id();
      case CubeColumn.DAY -> key.day().equals(RecordFilter.NO_DAY) ? "" : key.day().toString();
      case CubeColumn.TASK -> CubeCell.written(key.task());
      case CubeColumn.MODEL -> CubeCell.written(key.model());
      case CubeColumn.SERVICE -> key.service().id();
      case CubeColumn.BAND -> Long.toString(key.band().over());
      case CubeColumn.PLACE -> key.place().id();
      case CubeColumn.STATUS -> key.status().id();
      case CubeColumn.RECORDS -> isOneForEach(sums) ? "" : Long.toString(sums.records());
      case CubeColumn.SPREAD -> sums.moment().isPresent() ? "known" : "";
      default -> text(column, key, sums);
    };
  }

  private static String text(String column, UsageKey key, SavedCube.Sums sums) {
    var meter = METERS.get(column);
    if (meter != null) {
      return number(sums.usage().of(meter));
    }
    if (column.startsWith(CubeColumn.LABEL)) {
      var name = column.substring(CubeColumn.LABEL.length());
      return CubeCell.written(key.labels().getOrDefault(name, ""));
    }
    int product = CubeColumn.PRODUCTS.indexOf(column);
    return sums.moment().map(moment -> number(moment.products().get(product))).orElse("");
  }

  private static boolean isOneForEach(SavedCube.Sums sums) {
    return sums.usage().of(Meter.CALLS).compareTo(BigDecimal.valueOf(sums.records())) == 0;
  }

  private static String number(BigDecimal amount) {
    return amount.signum() == 0 ? "" : amount.toPlainString();
  }

  /// The columns in which some cell says something; labels come after the key, by name.
  private List<String> columns() {
    var filled =
        new TreeSet<>(List.of(CubeColumn.DAY, CubeColumn.TASK, CubeColumn.MODEL, Meter.CALLS.id()));
    cube.parts()
        .forEach((part, cells) -> cells.forEach((key, sums) -> addFilled(part, key, sums, filled)));
    var columns = new ArrayList<String>();
    for (var name : CubeColumn.all()) {
      if (filled.contains(name)) {
        columns.add(name);
      }
      if (name.equals(CubeColumn.STATUS)) {
        filled.stream().filter(other -> other.startsWith(CubeColumn.LABEL)).forEach(columns::add);
      }
    }
    return columns;
  }

  private static void addFilled(
      SavedCube.Part part, UsageKey key, SavedCube.Sums sums, Set<String> filled) {
    for (var name : CHOICES) {
      if (!filled.contains(name) && !text(name, part, key, sums).equals(CubeCell.ofColumn(name))) {
        filled.add(name);
      }
    }
    sums.usage().amounts().keySet().forEach(meter -> filled.add(meter.id()));
    key.labels()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                filled.add(CubeColumn.LABEL + name);
              }
            });
    if (sums.moment().isPresent()) {
      var products = sums.moment().get().products();
      for (int i = 0; i < products.size(); i++) {
        if (products.get(i).signum() != 0) {
          filled.add(CubeColumn.PRODUCTS.get(i));
        }
      }
    }
  }
}
