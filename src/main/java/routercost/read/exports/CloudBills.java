package routercost.read.exports;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Bills of clouds, of which the rows of services for models count: FOCUS, the cost and usage
/// reports of AWS, and the cost exports of Azure. Their columns are called by their letters, as
/// their versions differ in the rest.
final class CloudBills extends PlainDialect {
  private static final Pattern MODELS =
      Pattern.compile(
          "(?i).*(openai|anthropic|claude|bedrock|foundry|cognitive services|azure ai|vertex|gemini"
              + "|generative|mistral|cohere|deepseek|machine learning|xai\\b|grok).*");

  CloudBills() {
    super(
        FieldMap.of(
            """
            from: FOCUS, AWS cost and usage reports, Azure cost exports
            claims: billedcost & chargecategory | billedcost & chargeperiodstart \
            | lineitemunblendedcost & lineitemusagetype | metercategory & costinbillingcurrency \
            | metername & costinbillingcurrency | metercategory & pretaxcost \
            | metercategory & costinusd | metercategory & cost
            timestamp <- chargeperiodstart, lineitemusagestartdate, usagedatetime, date, usagedate
            task <- skumeter, chargedescription, skuid, lineitemusagetype, metername, servicename
            model <- '(no model)'
            calls <- '0'; these are sums
            cost_usd = billedcost, lineitemunblendedcost, costinusd, costinbillingcurrency, \
            pretaxcost or cost
            currency <- billingcurrency, lineitemcurrencycode, billingcurrencycode, currency
            project <- subaccountname, lineitemusageaccountid, subscriptionname, resourcegroupname
            request_id <- identitylineitemid
            """));
  }

  @Override
  public boolean claims(Fields record) {
    return super.claims(lettered(record));
  }

  /// The fields of a row under the letters and digits of their names, in lower case.
  private static Fields lettered(Fields record) {
    Map<String, Object> lettered = new LinkedHashMap<>();
    record
        .present()
        .forEach(
            (name, value) ->
                lettered.put(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", ""), value));
    return Fields.of(lettered);
  }

  @Override
  public void read(Fields record, Sink sink) {
    Fields row = lettered(record);
    boolean isOfModels =
        row.names().stream()
            .filter(name -> name.matches(".*(service|product|category|meter|provider|usagetype).*"))
            .anyMatch(name -> MODELS.matcher(row.text(name)).matches());
    if (isOfModels) {
      super.read(row, sink);
    } else {
      sink.leave("other_service");
    }
  }

  @Override
  CallRow row(Fields part) {
    boolean inDollars = part.has("costinusd");
    var call = super.row(part).with("input_tokens", 0);
    String amount =
        part.first(
            "billedcost",
            "lineitemunblendedcost",
            "costinusd",
            "costinbillingcurrency",
            "pretaxcost",
            "cost");
    return (inDollars ? call.with("currency", "USD") : call).billed(amount, 0);
  }
}
