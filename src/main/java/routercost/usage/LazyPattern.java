package routercost.usage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A pattern that is compiled when it is first used. Few logs need any of them, and an audit would
/// compile some thirty before it reads a row.
public final class LazyPattern {
  private final String expression;
  private volatile @Nullable Pattern compiled;

  /// A pattern that is not compiled yet.
  ///
  /// @param expression as `Pattern` takes it
  public LazyPattern(String expression) {
    this.expression = expression;
  }

  /// A matcher of `text`.
  public Matcher matcher(CharSequence text) {
    Pattern pattern = compiled;
    if (pattern == null) {
      pattern = Pattern.compile(expression);
      compiled = pattern;
    }
    return pattern.matcher(text);
  }
}
