package routercost.read.record;

import java.util.List;
import java.util.function.UnaryOperator;

/// A list whose items count the tokens of one kind each: `promptTokensDetails` of Gemini by
/// modality, `cacheDetails` of Bedrock by lifetime. `[{"modality": "AUDIO", "tokenCount": 9}]` has
/// the field `AUDIO`.
///
/// @param kind what the tokens of an item are
/// @param count how many there are
public record TokenDetails(String kind, String count) {
  private static final List<String> LISTS =
      List.of("TokensDetails", "tokens_details", "cacheDetails", "cache_details");
  private static final List<String> KINDS = List.of("modality", "ttl");
  private static final List<String> COUNTS =
      List.of("tokenCount", "token_count", "inputTokens", "input_tokens");

  /// Whether a list with this name or path has such items.
  public static boolean areAt(String path) {
    return LISTS.stream().anyMatch(path::endsWith);
  }

  /// Whether the last name of a path is that of a kind.
  public static boolean isKind(String path) {
    return KINDS.stream().anyMatch(kind -> path.endsWith("[]." + kind));
  }

  /// What an item counts, by its fields, of which a missing one is empty.
  public static TokenDetails of(UnaryOperator<String> item) {
    return new TokenDetails(first(KINDS, item), first(COUNTS, item));
  }

  private static String first(List<String> names, UnaryOperator<String> item) {
    return names.stream().map(item).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  /// Whether something is said of some tokens that is not said of all.
  public boolean isSpecial() {
    return !kind.isEmpty() && !count.isEmpty() && !kind.equals("TEXT");
  }
}
