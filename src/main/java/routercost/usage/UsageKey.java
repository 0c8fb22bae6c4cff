package routercost.usage;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The attributes that prices may depend on or reports may group by. Within one key cost is linear
/// in usage. A value that remembers its hash, as keys are looked up by the million.
public final class UsageKey implements Comparable<UsageKey> {
  private static final int DAYS_APART = 0x9E3779B1;

  /// The label of calls that have the price of another day: of their day in UTC, by which providers
  /// change prices, where a report counts days in a zone.
  private static final String PRICE_DAY = "day of the price (UTC)";

  private final LocalDate day;
  private final String task;
  private final String model;
  private final ServiceTier service;
  private final Band band;
  private final Place place;
  private final Status status;
  private final SortedMap<String, String> labels;

  /// 0 until it is asked for.
  private int hash;

  /// A key of calls.
  ///
  /// @param day the day of the calls in the report's time zone, UTC unless asked otherwise
  /// @param task the purpose of the calls; empty if not logged
  /// @param model the model as logged
  /// @param labels further columns that a grouping or filter asked for, by name
  public UsageKey(
      LocalDate day,
      String task,
      String model,
      ServiceTier service,
      Band band,
      Place place,
      Status status,
      SortedMap<String, String> labels) {
    this(kept(labels), day, task, model, service, band, place, status);
  }

  /// A key with labels that it may keep, as other keys do.
  private UsageKey(
      SortedMap<String, String> labels,
      LocalDate day,
      String task,
      String model,
      ServiceTier service,
      Band band,
      Place place,
      Status status) {
    this.day = day;
    this.task = task;
    this.model = model;
    this.service = service;
    this.band = band;
    this.place = place;
    this.status = status;
    this.labels = labels;
  }

  private static SortedMap<String, String> kept(SortedMap<String, String> labels) {
    return labels.isEmpty()
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public LocalDate day() {
    return day;
  }

  public String task() {
    return task;
  }

  public String model() {
    return model;
  }

  public ServiceTier service() {
    return service;
  }

  public Band band() {
    return band;
  }

  public Place place() {
    return place;
  }

  public Status status() {
    return status;
  }

  public SortedMap<String, String> labels() {
    return labels;
  }

  /// A key of one ordinary, successful, unlabelled call.
  public static UsageKey of(LocalDate day, String task, String model) {
    return new UsageKey(
        day,
        task,
        model,
        ServiceTier.STANDARD,
        Band.BASE,
        Place.GLOBAL,
        Status.OK,
        Collections.emptySortedMap());
  }

  /// These calls on another day, with its prices.
  public UsageKey withDay(LocalDate other) {
    return other.equals(day)
        ? withoutPriceDay()
        : withoutPriceDay().with(other, task, model, service, band, place, status);
  }

  /// These calls with the prices of their own day.
  public UsageKey withoutPriceDay() {
    return hasPriceDay() ? without(Set.of(PRICE_DAY)) : this;
  }

  /// These calls with the prices of another day.
  public UsageKey withPriceDay(LocalDate other) {
    var more = new TreeMap<>(labels);
    more.put(PRICE_DAY, other.toString());
    return withLabels(more);
  }

  /// Whether these calls have the prices of another day than theirs.
  public boolean hasPriceDay() {
    return !labels.isEmpty() && labels.containsKey(PRICE_DAY);
  }

  /// These calls on the day whose prices they have.
  public UsageKey onPriceDay() {
    return hasPriceDay() ? withDay(LocalDate.parse(labels.getOrDefault(PRICE_DAY, ""))) : this;
  }

  /// What the price of these calls depends on: the same key for all that have one price.
  public UsageKey priced() {
    return new UsageKey(
        onPriceDay().day(),
        "",
        model,
        service,
        band,
        place,
        Status.OK,
        Collections.emptySortedMap());
  }

  /// Other calls with the labels of these. A bill can have a key for each of a million lines, which
  /// share the few labels that there are.
  public UsageKey with(
      LocalDate otherDay,
      String otherTask,
      String otherModel,
      ServiceTier otherService,
      Band otherBand,
      Place otherPlace,
      Status otherStatus) {
    return new UsageKey(
        labels, otherDay, otherTask, otherModel, otherService, otherBand, otherPlace, otherStatus);
  }

  public UsageKey withTask(String other) {
    return other.equals(task) ? this : with(day, other, model, service, band, place, status);
  }

  public UsageKey withModel(String other) {
    return other.equals(model) ? this : with(day, task, other, service, band, place, status);
  }

  public UsageKey withService(ServiceTier other) {
    return other == service ? this : with(day, task, model, other, band, place, status);
  }

  public UsageKey withBand(Band other) {
    return other.equals(band) ? this : with(day, task, model, service, other, place, status);
  }

  public UsageKey withPlace(Place other) {
    return other == place ? this : with(day, task, model, service, band, other, status);
  }

  public UsageKey withStatus(Status other) {
    return other == status ? this : with(day, task, model, service, band, place, other);
  }

  public UsageKey withLabels(Map<String, String> others) {
    return new UsageKey(day, task, model, service, band, place, status, new TreeMap<>(others));
  }

  /// The same without the labels of these names.
  public UsageKey without(Set<String> names) {
    if (labels.isEmpty()) {
      return this;
    }
    var kept = new TreeMap<>(labels);
    kept.keySet().removeAll(names);
    return kept.size() == labels.size() ? this : withLabels(kept);
  }

  private static int compareLabels(SortedMap<String, String> one, SortedMap<String, String> other) {
    if (one.isEmpty() && other.isEmpty()) {
      return 0;
    }
    int names = Arrays.compare(texts(one.keySet()), texts(other.keySet()));
    return names != 0 ? names : Arrays.compare(texts(one.values()), texts(other.values()));
  }

  private static String[] texts(Collection<String> inNameOrder) {
    return inNameOrder.toArray(String[]::new);
  }

  @Override
  public int compareTo(UsageKey other) {
    int order = day.compareTo(other.day);
    order = order != 0 ? order : task.compareTo(other.task);
    order = order != 0 ? order : model.compareTo(other.model);
    order = order != 0 ? order : service.compareTo(other.service);
    order = order != 0 ? order : band.compareTo(other.band);
    order = order != 0 ? order : place.compareTo(other.place);
    order = order != 0 ? order : status.compareTo(other.status);
    return order != 0 ? order : compareLabels(labels, other.labels);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UsageKey key
        && hashCode() == key.hashCode()
        && service == key.service
        && place == key.place
        && status == key.status
        && band.equals(key.band)
        && model.equals(key.model)
        && task.equals(key.task)
        && day.equals(key.day)
        && labels.equals(key.labels);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = hashed();
    }
    return hash;
  }

  /// Days are spread wide: times 31 alone, `t_15` would have the hash of `t_05` on the next day.
  private int hashed() {
    int sum = DAYS_APART * day.hashCode() + task.hashCode();
    sum = 31 * sum + model.hashCode();
    sum = 31 * sum + service.name().hashCode();
    sum = 31 * sum + band.hashCode();
    sum = 31 * sum + place.name().hashCode();
    sum = 31 * sum + status.name().hashCode();
    return 31 * sum + (labels.isEmpty() ? 0 : labels.hashCode());
  }

  @Override
  public String toString() {
    return "UsageKey[%s, %s, %s, %s, %s, %s, %s, %s]"
        .formatted(day, task, model, service, band, place, status, labels);
  }
}
