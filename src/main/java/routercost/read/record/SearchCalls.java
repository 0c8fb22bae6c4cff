package routercost.read.record;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The web searches that answers tell of and their usage does not count: items of the `output` of
/// OpenAI's responses, of which the action of searching is billed and not that of opening a page,
/// and queries of the `candidates` of Gemini.
public final class SearchCalls {
  /// The list of items of OpenAI, by the last name of its path.
  public static final String LIST = "output";

  /// The field that says what an item is.
  public static final String TYPE = "type";

  /// The name under which the list holds how many searches its items tell of.
  public static final String COUNT = "web_search_calls";

  /// The list of queries of a candidate of Gemini, and the name under which it holds their number.
  public static final String QUERIES = "groundingMetadata.webSearchQueries";

  public static final String LENGTH = "length";

  private static final List<String> LISTS = List.of(LIST, "candidates");
  private static final Set<String> MODELS = Set.of("modelVersion", "model_version", "model");

  /// Models before Gemini 3 are charged for each answer with searches, however many.
  private static final Pattern BY_ANSWER = Pattern.compile("(?:^|[/.])gemini-[12][.-]");

  private SearchCalls() {}

  /// Whether a path leads to such a list.
  public static boolean areAt(String path) {
    return LISTS.contains(last(path));
  }

  /// How many searches an item tells of, by its fields, of which a missing one is empty.
  public static int of(UnaryOperator<String> item) {
    String queries = item.apply(QUERIES + "." + LENGTH);
    if (!queries.isEmpty()) {
      return Integer.parseInt(queries);
    }
    String action = item.apply("action.type");
    boolean isOne =
        item.apply(TYPE).equals("web_search_call")
            && (action.isEmpty() || action.equals("search"))
            && !item.apply("status").equals("failed");
    return isOne ? 1 : 0;
  }

  /// How many of the searches of an answer are charged.
  public static long billed(String model, long searches) {
    return BY_ANSWER.matcher(model).find() ? Math.min(searches, 1) : searches;
  }

  /// Leaves in the cells of a record those searches of Gemini that are charged.
  public static void limit(List<String> names, List<String> cells) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).endsWith("candidates." + COUNT)) {
        for (int j = 0; j < names.size(); j++) {
          if (MODELS.contains(last(names.get(j)))) {
            cells.set(i, Long.toString(billed(cells.get(j), Long.parseLong(cells.get(i)))));
          }
        }
      }
    }
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
