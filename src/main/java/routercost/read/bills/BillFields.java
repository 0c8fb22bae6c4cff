package routercost.read.bills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;
import routercost.read.row.ColumnLayout;
import routercost.read.value.AmountParser;

/// The fields of a line of a bill under their letters, whatever the format writes between them.
/// Columns of one meaning are listed in the order in which they count.
record BillFields(Fields fields) {
  private static final List<String> LISTS =
      List.of(
          "data", "results", "usageEvents", "usageEventsDisplay", "usageItems", "teamMemberSpend");

  private static final Pattern CURRENCY_AT_END =
      Pattern.compile(
          "(?:billed|net|total)?(?:amount|costs?|charges?|total)(?:in)?"
              + "(usd|eur|gbp|chf|jpy|cad|aud|inr|sek|nok|dkk|pln|brl|sgd|cny)");

  /// A column of lines of bills, and the names under which formats have it.
  enum Part {
    FROM(
        "startingat chargeperiodstart lineitemusagestartdate usagedateutc starttimeiso "
            + "starttime usagedatetime usagestartdate usagedate date day timestamp month period "
            + "subscriptioncyclestart"),
    TO("endingat chargeperiodend lineitemusageenddate endtimeiso endtime"),
    MODEL(
        "groupmodel skupricedetails.x_ModelId skupricedetails.ModelId xmodelid modelid model "
            + "productmodel modelname"),
    METER(
        "grouptokentype tokentype meter skumeter groupcosttype costtype lineitemusagetype "
            + "metername lineitem description chargedescription sku usagetype type"),
    /// What is sold: of the marketplace of AWS, a model.
    PRODUCT("productproductname"),
    KIND(
        "chargeclass chargecategory lineitemlineitemtype chargetype kind costtype type "
            + "lineitem description chargedescription"),
    SERVICE(
        "groupservicetier servicetier skupricedetails.x_InferenceMode speed groupspeed "
            + "service"),
    PLACE("groupinferencegeo inferencegeo geography"),
    WORKSPACE(
        "groupworkspaceid workspaceid workspacename workspace projectid projectname "
            + "subaccountid subaccountname lineitemusageaccountid subscriptionname costcentername "
            + "project"),
    KEY("groupapikeyid apikeyid apikey groupactoruserid username useremail user email key"),
    DOLLARS(
        "amountvalue costusd netamount lineitemunblendedcost costinbillingcurrency pretaxcost "
            + "billed amountusd amount cost total netcost charge"),
    LIST(
        "listpriceusd grossamount listcost pricingpublicondemandcost "
            + "paygcostinbillingcurrency list listamount"),
    QUANTITY("consumedquantity lineitemusageamount usagequantity quantity tokens"),
    UNIT("consumedunit pricingunit unitofmeasure quantityunit unittype unit"),
    CURRENCY(
        "amountcurrency costcurrency billingcurrency lineitemcurrencycode billingcurrencycode "
            + "currency"),
    ID("identitylineitemid id"),
    PURPOSE(
        "description chargedescription lineitemlineitemdescription lineitem skumeter "
            + "metername lineitemusagetype sku costtype kind type lineitemlineitemtype chargetype "
            + "chargecategory email");

    private final String names;

    Part(String names) {
      this.names = names;
    }

    List<String> names() {
      return List.of(names.split(" "));
    }
  }

  static BillFields of(Fields record) {
    return new BillFields(record.lettered());
  }

  /// The lines in a record, each with the fields of what contains it.
  static List<Fields> lines(Fields record) {
    for (var name : LISTS) {
      if (record.has(name) && (!record.list(name).isEmpty() || record.text(name).isEmpty())) {
        var around = record.without(name, "object");
        return record.list(name).stream()
            .map(around::with)
            .flatMap(inner -> lines(inner).stream())
            .toList();
      }
    }
    return List.of(record);
  }

  /// The first text of a part; empty if it has none.
  String text(Part part) {
    return texts(part).findFirst().orElse(part == Part.FROM ? timePeriod() : "");
  }

  /// The time of a summary of GitHub, which stands around its items.
  private String timePeriod() {
    var parts = Stream.of("year", "month", "day").map(name -> fields.text("timeperiod" + name));
    return parts
        .filter(text -> !text.isBlank())
        .map(text -> text.length() == 1 ? "0" + text : text)
        .collect(Collectors.joining("-"));
  }

  Stream<String> texts(Part part) {
    return part.names().stream().map(fields::text).filter(text -> !text.isBlank());
  }

  /// The first of some fields that has a text.
  Optional<Amount> first(List<String> names) {
    return first(names, 0);
  }

  private Optional<Amount> first(List<String> names, int shift) {
    return names.stream()
        .filter(name -> !AmountParser.isMissing(fields.text(name).strip()))
        .map(name -> new Amount(name, fields.text(name), shift))
        .findFirst();
  }

  /// The amount, and how many decimals it has to be moved to be one of whole currency.
  Optional<Amount> amount(boolean billedIsZero) {
    var cents = Stream.of("costamount", "spendcents", "chargedcents", "tokenusagetotalcents");
    // The cost report of Anthropic, whose other fields are empty unless it is grouped by them.
    var report = Stream.of("amount").filter(_ -> fields.has("startingat"));
    var focus = billedIsZero ? "effectivecost" : "billedcost";
    return first(Stream.concat(cents, report).toList(), 2)
        .or(() -> first(List.of(focus)))
        .or(() -> first(Part.DOLLARS.names()))
        .or(
            () ->
                first(fields.names().stream().filter(CURRENCY_AT_END.asMatchPredicate()).toList()));
  }

  /// The currency that the name of an amount ends with: `cost_eur`, `Amount (EUR)`.
  static Optional<String> currency(Amount amount) {
    var matcher = CURRENCY_AT_END.matcher(amount.name());
    return Optional.of(matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1).toUpperCase(Locale.ROOT));
  }

  Optional<Amount> list() {
    return first(List.of("costlistamount"), 2).or(() -> first(Part.LIST.names()));
  }

  /// A number as it is written.
  ///
  /// @param name of its field
  /// @param shift decimals to the left, for cents
  record Amount(String name, String text, int shift) {}

  /// The token counts of a usage report by the words of their meters.
  Map<String, String> counts() {
    var counts = new LinkedHashMap<String, String>();
    for (var prefix : List.of("", "usage")) {
      for (var name :
          List.of(
              "uncachedinputtokens",
              "outputtokens",
              "cachereadinputtokens",
              "cachecreationephemeral5minputtokens",
              "cachecreationephemeral1hinputtokens",
              "servertoolusewebsearchrequests")) {
        var text = fields.text(prefix + name);
        if (!text.isBlank()) {
          counts.put(name, text);
        }
      }
    }
    return counts;
  }

  /// Whether a word for a total stands where others name their day or what they bill.
  boolean isTotal() {
    return Stream.of(Part.FROM, Part.MODEL, Part.METER, Part.PURPOSE)
        .flatMap(this::texts)
        .anyMatch(ColumnLayout::isTotalOf);
  }

  boolean isOtherService() {
    return Exports.isOtherService(fields);
  }
}
