package routercost.cli.explore;

import java.util.ArrayList;
import java.util.List;
import routercost.report.layout.Role;
import routercost.report.layout.TextWidth;
import routercost.usage.SafeText;

/// A line of a screen: texts with their meaning, which a terminal shows as colour.
public record StyledLine(List<Span> spans) {
  private static final String ESCAPE = "\u001b[";

  /// A text of one meaning.
  public record Span(String text, Role role) {}

  static final StyledLine EMPTY = new StyledLine(List.of());

  public StyledLine {
    spans = List.copyOf(spans);
  }

  static StyledLine of(String text) {
    return of(text, Role.PLAIN);
  }

  static StyledLine of(String text, Role role) {
    return EMPTY.and(text, role);
  }

  /// This line with one more text, from which all that could steer a terminal is taken.
  StyledLine and(String text, Role role) {
    if (text.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(spans);
    var more = SafeText.of(text);
    if (!all.isEmpty() && all.getLast().role() == role) {
      more = all.removeLast().text() + more;
    }
    all.add(new Span(more, role));
    return new StyledLine(all);
  }

  StyledLine and(StyledLine other) {
    var line = this;
    for (var span : other.spans) {
      line = line.and(span.text(), span.role());
    }
    return line;
  }

  StyledLine and(String text) {
    return and(text, Role.PLAIN);
  }

  /// This line with `text` so that it ends at a column.
  StyledLine atRight(String text, int width, Role role) {
    int gap = width - width() - TextWidth.of(text);
    return gap < 1 ? this : and(" ".repeat(gap)).and(text, role);
  }

  int width() {
    return spans.stream().mapToInt(span -> TextWidth.of(span.text())).sum();
  }

  /// The text alone, without spaces at its end.
  public String text() {
    var text = new StringBuilder();
    spans.forEach(span -> text.append(span.text()));
    return text.toString().stripTrailing();
  }

  /// All of the line in one role.
  StyledLine in(Role role) {
    var whole = new StringBuilder();
    spans.forEach(span -> whole.append(span.text()));
    return new StyledLine(List.of(new Span(whole.toString(), role)));
  }

  /// The first columns of the line.
  StyledLine cut(int columns, String mark) {
    if (width() <= columns) {
      return this;
    }
    var kept = new ArrayList<Span>();
    int left = columns;
    for (var span : spans) {
      int width = TextWidth.of(span.text());
      if (width > left) {
        kept.add(new Span(TextWidth.cut(span.text(), left, mark), span.role()));
        break;
      }
      kept.add(span);
      left -= width;
    }
    return new StyledLine(kept);
  }

  /// The line as a terminal takes it.
  String drawn(boolean color) {
    if (!color) {
      return text();
    }
    var drawn = new StringBuilder();
    for (var span : spans) {
      var code = span.role().code();
      drawn.append(
          code.isEmpty() ? span.text() : ESCAPE + code + "m" + span.text() + ESCAPE + "0m");
    }
    return drawn.toString();
  }
}
