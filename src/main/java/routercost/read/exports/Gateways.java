package routercost.read.exports;

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

    OpenRouter(FieldMap fields) {
      super(fields);
    }

    @Override
    CallRow row(Fields part) {
      var call = super.row(part);
      String variant = part.text("variant");
      return PRICED.contains(variant) ? call.model(call.text("model") + ":" + variant) : call;
    }
  }
}
