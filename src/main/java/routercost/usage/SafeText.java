package routercost.usage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Text from outside, such as logs and file names, made safe to show: characters that could move
/// the cursor, hide or reorder their neighbours become `?`, and formulas become plain text.
public final class SafeText {
  private static final int SHORT = 60;

  /// The characters that start a formula in a spreadsheet, in full width too, and the blanks that
  /// it skips to find one.
  private static final String FORMULA_STARTS = "=+-@＝＋－＠\t\r\n";

  /// The beginning of a command that GitHub Actions, Azure Pipelines or TeamCity reads anywhere
  /// in a line.
  private static final Pattern COMMAND = Pattern.compile("(?i)#(?=#(?:\\[|vso\\[|teamcity\\[))#");

  /// Where a secret is masked, so many of its characters are kept at most.
  private static final int KEPT = 6;

  /// What stands as a password or private key in any text, and keys of a form of their own.
  private static final String CREDENTIALS =
      "(?<=://[^\\s/:@\"]{1,60}:)[^\\s/@\"]+(?=@)"
          + "|(?<=(?i:password|passwd|pwd|secret|api_?key|token)=)[^\\s\"',;&]{6,}"
          + "|-----BEGIN [A-Z ]{0,30}PRIVATE KEY[^\"]*"
          + "|\\bsk-(?:ant|proj|svcacct|or)-[\\w-]{16,}|\\b[sr]k_(?:live|test)_\\w{10,}"
          + "|\\bAIza[\\w-]{30,}|\\b(?:hf|npm)_[A-Za-z0-9]{20,}|\\beyJ[\\w-]{10,}\\.[\\w.-]{10,}"
          + "|\\b(?i:bearer) [\\w.~+/=-]{16,}";

  private static final Pattern KEY =
      Pattern.compile(
          CREDENTIALS
              + "|(?i)bearer\\s+\\S+|\\b(?:sk|pk|rk)-[\\w-]{6,}|\\b(?:AKIA|ASIA)[A-Z0-9]{8,}"
              + "|\\b(?:gh[pousr]|github_pat|glpat|xox[abpr])[_-][\\w-]{6,}"
              + "|[\\w.+-]+@[\\w-]+\\.[\\w.-]+|(?-i:(?<=\\b[A-Z0-9_]{3,40}=)\\S+)");

  /// A key that no model, task or file is called. Reports show names in full, mail addresses too.
  private static final Pattern TOKEN =
      Pattern.compile(
          CREDENTIALS
              + "|\\b(?:sk|pk|rk)-(?=[\\w-]*\\d)[\\w-]{20,}|\\b(?:AKIA|ASIA)[A-Z0-9]{16}"
              + "|\\b(?:gh[pousr]|github_pat|glpat|xox[abpr])[_-][\\w-]{16,}");

  private static final int SHORTEST_TOKEN = 12;

  /// What such a key has, each of which is rare.
  private static final String[] SIGNS = {
    "sk-",
    "pk-",
    "rk-",
    "k_",
    "KIA",
    "SIA",
    "Iza",
    "ghp",
    "gho",
    "ghu",
    "ghs",
    "ghr",
    "hub_pat",
    "glpat",
    "xox",
    "hf_",
    "npm_",
    "eyJ",
    "earer ",
    "EARER ",
    "@",
    "=",
    "-----BEGIN"
  };

  /// A long run of signs, unless it is a constant of words such as `PROVISIONED_THROUGHPUT`.
  private static final Pattern RUN =
      Pattern.compile(
          "(?![A-Z]{1,30}(?:_[A-Z]{1,30}){1,9}(?![A-Za-z0-9_-]))"
              + "(?=[0-9_-]{0,99}[A-Za-z])[A-Za-z0-9_-]{21,}");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

  private SafeText() {}

  /// `text` made safe.
  public static String of(String text) {
    String shown = withoutTokens(text);
    if (isPlain(shown)) {
      return shown;
    }
    var safe = new StringBuilder(shown.length());
    shown.codePoints().map(point -> isHostile(point) ? '?' : point).forEach(safe::appendCodePoint);
    return COMMAND.matcher(safe).replaceAll("#?");
  }

  /// `text` without keys that no model, task or file is called.
  public static String withoutTokens(String text) {
    return mayHoldToken(text) ? masked(TOKEN, text) : text;
  }

  /// Most texts do not, and patterns take long when they are used for the first time.
  private static boolean mayHoldToken(String text) {
    if (text.length() >= SHORTEST_TOKEN) {
      for (String sign : SIGNS) {
        if (text.contains(sign)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The beginning of the cell of a log, short enough for a message, without what may be a secret.
  public static String quoted(String text) {
    return cut(masked(text));
  }

  /// `text` with whatever may be a secret cut to its beginning: keys, tokens, mail addresses and
  /// long runs of letters and digits.
  public static String masked(String text) {
    return masked(RUN, withoutKeys(text));
  }

  /// `text` without what is written as keys are: what is left may be an id.
  public static String withoutKeys(String text) {
    return masked(KEY, text);
  }

  private static String masked(Pattern secret, String text) {
    return secret
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "%s…(%d characters)"
                        .formatted(
                            found.group().substring(0, Math.min(KEPT, found.group().length() / 3)),
                            found.group().length())));
  }

  /// The beginning of `text`, short enough for a message.
  public static String cut(String text) {
    return cut(text, SHORT);
  }

  /// The first `length` characters of `text`.
  public static String cut(String text, int length) {
    return of(text.length() <= length ? text : text.substring(0, length) + "…");
  }

  /// The first dozen of `names`, for a message.
  public static String list(List<String> names) {
    String shown = names.stream().limit(12).map(SafeText::cut).collect(Collectors.joining(", "));
    return names.size() <= 12 ? shown : shown + ", … (" + names.size() + " in all)";
  }

  /// `text` for a cell of a CSV file: what a spreadsheet would run as a formula gets an apostrophe
  /// in front; numbers stay numbers.
  public static String cell(String text) {
    boolean risky = !text.isEmpty() && startsFormula(text.charAt(0));
    return of(risky && !NUMBER.matcher(text).matches() ? "'" + text : text);
  }

  /// Whether a spreadsheet may run a cell that begins with `first`.
  public static boolean startsFormula(char first) {
    return FORMULA_STARTS.indexOf(first) >= 0;
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character < ' ' || character > '~') {
        return false;
      }
      if (character == '#' && i + 1 < text.length() && text.charAt(i + 1) == '#') {
        return false;
      }
    }
    return true;
  }

  /// Whether a character is not shown but changes how others are.
  public static boolean isHostile(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
