package routercost.read.exports;

import java.math.BigDecimal;
import java.util.List;

/// Logs of gateways that say more than fields: LiteLLM and OpenRouter.
final class Gateways {
  private Gateways() {}

  /// LiteLLM's spend logs and its standard logging payload. A hit of its own cache never reached a
  /// provider.
  static final class LiteLlm extends PlainDialect {
    LiteLlm(FieldMap fields) {
      super(fields);
    }

    /// The model is logged with the provider before it.
    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      String provider = part.text("custom_llm_provider") + "/";
      String model = call.text("model");
      return model.startsWith(provider) ? call.model(model.substring(provider.length())) : call;
    }
  }

  /// OpenRouter's generations, billed by the provider's own counts.
  static final class OpenRouter extends PlainDialect {
    /// Variants with prices of their own, as they stand in the names of models.
    private static final List<String> PRICED = List.of("batch", "free");

    private BigDecimal searches = BigDecimal.ZERO;

    OpenRouter(FieldMap fields) {
      super(fields);
    }

    /// Its fee for searches depends on what searched, so no price of the book says it.
    @Override
    public void end(Sink sink) {
      super.end(sink);
      if (searches.signum() > 0) {
        sink.note(
            "$%s that OpenRouter billed for web searches (cost_web_search) is not included in any total"
                .formatted(searches.stripTrailingZeros().toPlainString()));
      }
      searches = BigDecimal.ZERO;
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      String search = part.text("cost_web_search");
      if (CallRow.isAmount(search)) {
        searches = searches.add(new BigDecimal(search));
      }
      String variant = part.text("variant");
      return PRICED.contains(variant) ? call.model(call.text("model") + ":" + variant) : call;
    }
  }
}
