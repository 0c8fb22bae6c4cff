package routercost.read.exports;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/// Bills of clouds, of which the rows of services for models count: FOCUS, the cost and usage
/// reports of AWS, the cost exports of Azure, and the billing exports and cost tables of Google.
/// Their columns are called by their letters, as their versions differ in the rest.
final class CloudBills extends PlainDialect {
  private static final Pattern MODELS =
      Pattern.compile(
          "(?i).*(openai|anthropic|claude|bedrock|foundry|cognitive services|azure ai|vertex|gemini"
              + "|generative|mistral|cohere|deepseek|machine learning|xai\\b|grok).*");

  CloudBills(FieldMap fields) {
    super(fields);
  }

  @Override
  public boolean claims(Fields record) {
    return super.claims(record.lettered());
  }

  @Override
  public void read(Fields record, Sink sink) {
    Fields row = record.lettered();
    if (isOfModels(row)) {
      super.read(row, sink);
    } else {
      sink.leave("other_service");
    }
  }

  /// Whether a lettered row of a cloud's bill is of a service for models.
  static boolean isOfModels(Fields row) {
    return row.names().stream()
        .filter(name -> name.matches(".*(service|product|category|meter|provider|usagetype).*"))
        .anyMatch(name -> MODELS.matcher(row.text(name)).matches());
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
            "unroundedcost",
            "cost");
    return (inDollars ? call.with("currency", "USD") : call).billed(credited(amount, part), 0);
  }

  /// An amount with the credits that Google lists beside it, which are negative.
  private static String credited(String amount, Fields part) {
    var credits =
        part.list("credits").stream()
            .map(credit -> credit.text("amount"))
            .filter(CallRow::isAmount)
            .map(BigDecimal::new)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return credits.signum() == 0 || !CallRow.isAmount(amount)
        ? amount
        : new BigDecimal(amount).add(credits).toPlainString();
  }
}
