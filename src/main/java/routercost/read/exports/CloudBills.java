package routercost.read.exports;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Bills of clouds, of which the rows of services for models count: FOCUS, the cost and usage
/// reports of AWS, the cost exports of Azure, and the billing exports and cost tables of Google.
/// Their columns are called by their letters, as their versions differ in the rest.
final class CloudBills extends PlainDialect {
  private static final Map<String, String> CURRENCIES =
      Map.of("$", "USD", "€", "EUR", "£", "GBP", "¥", "JPY");

  private static final Pattern MODELS =
      Pattern.compile(
          "(?i).*(openai|anthropic|claude|bedrock|foundry|cognitive services|azure ai|vertex|gemini"
              + "|generative|mistral|cohere|deepseek|machine learning|xai\\b|grok).*");

  CloudBills(FieldMap fields) {
    super(fields);
  }

  @Override
  public boolean claims(Fields record) {
    return super.claims(lettered(record));
  }

  /// The fields of a row under the letters and digits of their names, in lower case, those of
  /// objects with the name of the object. Google names its currency in a header.
  private static Fields lettered(Fields record) {
    Map<String, Object> lettered = new LinkedHashMap<>();
    letter("", record, lettered);
    return Fields.of(lettered);
  }

  private static void letter(String prefix, Fields record, Map<String, Object> lettered) {
    record
        .present()
        .forEach(
            (name, value) -> {
              String letters = prefix + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
              if (value instanceof Fields inner) {
                letter(letters, inner, lettered);
              } else {
                lettered.put(letters, value);
              }
              if (letters.equals("cost")) {
                CURRENCIES.forEach(
                    (sign, code) -> {
                      if (name.contains(sign)) {
                        lettered.putIfAbsent("currency", code);
                      }
                    });
              }
            });
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
