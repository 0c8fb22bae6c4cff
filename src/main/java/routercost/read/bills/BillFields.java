package routercost.read.bills;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import routercost.read.exports.Exports;
import routercost.read.exports.Fields;

/// The fields of a line of a bill under their letters, whatever the format writes between them.
/// Columns of one meaning are listed in the order in which they count.
record BillFields(Fields fields) {
  private static final List<String> LISTS =
      List.of(
          "data", "results", "usageEvents", "usageEventsDisplay", "usageItems", "teamMemberSpend");

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
    return texts(part).findFirst().orElse("");
  }

  Stream<String> texts(Part part) {
    return part.names().stream().map(fields::text).filter(text -> !text.isBlank());
  }

  /// The first of some fields that has a text, and its value.
  Optional<Map.Entry<String, String>> first(List<String> names) {
    return names.stream()
        .filter(name -> !fields.text(name).isBlank())
        .map(name -> Map.entry(name, fields.text(name)))
        .findFirst();
  }

  /// The amount, and how many decimals it has to be moved to be one of whole currency.
  Optional<Amount> amount(boolean billedIsZero) {
    boolean inCents = fields.has("costtype") && fields.has("startingat");
    var cents =
        Stream.of(
                "costamount",
                "spendcents",
                "chargedcents",
                "tokenusagetotalcents",
                inCents ? "amount" : "")
            .filter(name -> !name.isEmpty() && !fields.text(name).isBlank())
            .findFirst();
    if (cents.isPresent()) {
      return Optional.of(new Amount(cents.get(), fields.text(cents.get()), 2));
    }
    var focus = billedIsZero ? "effectivecost" : "billedcost";
    return first(Stream.concat(Stream.of(focus), Part.DOLLARS.names().stream()).toList())
        .map(found -> new Amount(found.getKey(), found.getValue(), 0));
  }

  Optional<Amount> list() {
    return first(List.of("costlistamount"))
        .map(found -> new Amount(found.getKey(), found.getValue(), 2))
        .or(
            () ->
                first(Part.LIST.names())
                    .map(found -> new Amount(found.getKey(), found.getValue(), 0)));
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

  boolean isOtherService() {
    return Exports.isOtherService(fields);
  }
}
