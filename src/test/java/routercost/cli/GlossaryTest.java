package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GlossaryTest {
  private static final Pattern TYPE = Pattern.compile("`([a-z][\\w.]*\\.[A-Z][\\w.]*)`");

  private static boolean exists(String name) {
    try {
      int type = name.indexOf('.', firstType(name));
      var binary =
          type < 0 ? name : name.substring(0, type) + name.substring(type).replace('.', '$');
      return Class.forName("routercost." + binary, false, GlossaryTest.class.getClassLoader())
          != null;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /// The place of the first capital letter: there the packages end.
  private static int firstType(String name) {
    int at = 0;
    while (!Character.isUpperCase(name.charAt(at))) {
      at++;
    }
    return at;
  }

  @Test
  void everyTypeThatATermIsExplainedByExists() throws IOException {
    var types =
        TYPE.matcher(Files.readString(Path.of("docs/glossary.md")))
            .results()
            .map(MatchResult::group)
            .map(text -> text.replace("`", ""))
            .toList();
    assertThat(types)
        .hasSizeGreaterThan(80)
        .allSatisfy(type -> assertThat(exists(type)).as(type).isTrue());
  }
}
