package routercost.read.record;

import java.util.function.UnaryOperator;

/// The web searches among the items of the `output` of OpenAI's responses, whose usage does not
/// count them. Only the action of searching is billed, and not that of opening a page.
public final class SearchCalls {
  /// The list of items, by the last name of its path.
  public static final String LIST = "output";

  /// The field that says what an item is.
  public static final String TYPE = "type";

  /// The name under which the list holds how many of its items are searches.
  public static final String COUNT = "web_search_calls";

  private SearchCalls() {}

  /// Whether a path leads to such a list.
  public static boolean areAt(String path) {
    return path.equals(LIST) || path.endsWith("." + LIST);
  }

  /// Whether an item is a search, by its fields, of which a missing one is empty.
  public static boolean isOne(UnaryOperator<String> item) {
    String action = item.apply("action.type");
    return item.apply(TYPE).equals("web_search_call")
        && (action.isEmpty() || action.equals("search"))
        && !item.apply("status").equals("failed");
  }
}
