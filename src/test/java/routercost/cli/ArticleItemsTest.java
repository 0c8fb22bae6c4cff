package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What the articles say beside their pipelines, item by item: a command, and what it has to print.
class ArticleItemsTest {
  private static final Path ITEMS = Path.of("src/test/resources/article-items.tsv");
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private record Item(String id, String command, String text) {
    List<String> words() {
      var words = new ArrayList<String>();
      for (var found : WORD.matcher(command).results().toList()) {
        var word = found.group(1) == null ? found.group(2) : found.group(1);
        if (word.equals("P")) {
          words.addAll(List.of("--prices", "samples/prices/articles.yaml"));
        } else {
          words.add(
              word.replaceFirst("^A/", "src/test/resources/articles/")
                  .replaceFirst("^S/", "samples/articles/"));
        }
      }
      return words;
    }

    void check() {
      var run = Terminals.run(words());
      assertThat(run.exit()).as(run.err()).isZero();
      var printed = run.out().replaceAll("[\\s#]+", " ");
      for (var part : text.split(" && ", -1)) {
        var expected = part.replaceFirst("^!", "").replaceAll("[\\s#]+", " ");
        assertThat(printed.contains(expected))
            .as(id + ": " + part + "\n" + run.out())
            .isEqualTo(!part.startsWith("!"));
      }
    }
  }

  private static Stream<Item> items() throws IOException {
    return Files.readAllLines(ITEMS).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .map(cells -> new Item(cells[0], cells[1], cells[2]));
  }

  @TestFactory
  Stream<DynamicTest> everyItemPrintsWhatItHasTo() throws IOException {
    return items()
        .filter(item -> !item.command().isEmpty())
        .map(item -> DynamicTest.dynamicTest(item.id() + " " + item.command(), item::check));
  }

  @Test
  void anItemWithoutACommandSaysWhy() throws IOException {
    assertThat(items()).allSatisfy(item -> assertThat(item.text()).isNotBlank());
    var ids = new TreeSet<>(items().map(Item::id).toList());
    assertThat(ids).hasSize(64);
  }
}
