package routercost.read.cube;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.usage.Band;
import routercost.usage.Meter;
import routercost.usage.Moments.Moment;

/// The columns of a saved cube, by name.
public final class CubeColumn {
  static final String LABEL = "label.";
  /// The first column of a cube that a warehouse wrote, where no lines can stand above the names of
  /// the columns: each of its cells says what those lines would.
  public static final String CUBE = "router_cost_cube";

  /// The part of rows that could not be read. Only their number counts.
  public static final String UNREAD = "unread";

  /// The part of rows that are no calls, as they have neither a model nor counts.
  public static final String NO_CALL = "no_call";

  /// The day in UTC by which calls are priced, where that is not their day.
  public static final String PRICE_DAY = "price_day";

  /// Stands before the name of a label in a warehouse that has no dots in names.
  private static final String LABEL_WITHOUT_DOT = "label__";

  static final String PART = "part";
  static final String DAY = "day";
  static final String TASK = "task";
  static final String MODEL = "model";
  static final String SERVICE = "service";
  static final String BAND = "band";
  static final String PLACE = "place";
  static final String STATUS = "status";
  static final String RECORDS = "records";
  static final String SPREAD = "spread";

  /// In the column `SPREAD`: the sums of products of these calls follow.
  static final String KNOWN = "known";

  /// Of the key, in its order.
  static final List<String> KEY = List.of(PART, DAY, TASK, MODEL, SERVICE, BAND, PLACE, STATUS);

  /// For each pair of `Moment.METERS`, in the order of its products: `input_x_output`.
  public static final List<String> PRODUCTS = products();

  private CubeColumn() {}

  private static List<String> products() {
    var names = new ArrayList<String>();
    for (int i = 0; i < Moment.METERS.size(); i++) {
      for (int j = i; j < Moment.METERS.size(); j++) {
        names.add(Moment.METERS.get(i).id() + "_x_" + Moment.METERS.get(j).id());
      }
    }
    return List.copyOf(names);
  }

  /// The label that a column has; empty if it is none.
  static String label(String column) {
    for (var prefix : List.of(LABEL, LABEL_WITHOUT_DOT)) {
      if (column.startsWith(prefix)) {
        return column.substring(prefix.length());
      }
    }
    return "";
  }

  /// What the cells of `CUBE` hold.
  ///
  /// @param zone in which the days of the cube begin
  public static String described(String zone) {
    return "version 1; breakpoints: %s; timezone: %s"
        .formatted(
            Band.BREAKPOINTS.stream().map(String::valueOf).collect(Collectors.joining(" ")), zone);
  }

  /// The columns that every cube may have, in the order in which they are written.
  static List<String> all() {
    return Stream.concat(simple().stream(), PRODUCTS.stream()).toList();
  }

  /// The same without the sums of products.
  static List<String> simple() {
    return Stream.of(
            KEY.stream(), Stream.of(Meter.values()).map(Meter::id), Stream.of(RECORDS, SPREAD))
        .flatMap(some -> some)
        .toList();
  }
}
