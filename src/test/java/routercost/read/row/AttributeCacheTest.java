package routercost.read.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import routercost.read.record.Row;

/// Records are of one kind if all the cells that count are equal, and only then.
class AttributeCacheTest {
  private final TextCells row = new TextCells();

  private void record(List<String> texts) {
    row.fill(texts);
  }

  private static AttributeCache.Kind kind(int number) {
    var kind = new AttributeCache.Kind();
    kind.task = number;
    return kind;
  }

  @Test
  void aKindIsFoundByEqualCells() {
    var kinds = new AttributeCache(0, 1);
    record(List.of("plan", "claude-haiku-4-5-20251001"));
    assertThat(kinds.find(row)).isNull();
    kinds.put(row, kind(7));

    record(List.of("plan", "claude-haiku-4-5-20251001", "and more"));
    assertThat(kinds.find(row)).extracting(kind -> kind.task).isEqualTo(7);
  }

  @Test
  void cellsThatDoNotCountMakeNoDifference() {
    var kinds = new AttributeCache(2, -1, 2);
    record(List.of("one", "two", "three"));
    kinds.put(row, kind(1));

    record(List.of("another", "", "three"));
    assertThat(kinds.find(row)).isNotNull();
  }

  @Test
  void cellsThatLookAlikeAreToldApart() {
    var alike =
        List.of(
            List.of("", "ab"),
            List.of("ab", ""),
            List.of("a", "b"),
            List.of("ab", "\0"),
            List.of("ab\0", ""),
            List.of("aaaaaaaa", "a"),
            List.of("aaaaaaaaa", ""),
            List.of("aaaaaaaaaa", ""),
            List.of("aaaaaaaaaaaaaaaa", "aaaaaaaa"),
            List.of("aaaaaaaaaaaaaaaaa", "aaaaaaa"),
            List.of("12345678-middle-12345678", "x"),
            List.of("12345678-riddle-12345678", "x"));
    var kinds = new AttributeCache(0, 1);
    for (int i = 0; i < alike.size(); i++) {
      record(alike.get(i));
      assertThat(kinds.find(row)).as("%s before it is known", alike.get(i)).isNull();
      kinds.put(row, kind(i));
    }

    for (int i = 0; i < alike.size(); i++) {
      record(alike.get(i));
      assertThat(kinds.find(row)).extracting(kind -> kind.task).isEqualTo(i);
    }
  }

  @Test
  void manyRandomKindsKeepWhatTheyMean() {
    var random = new Random(20261121);
    int[] places = IntStream.range(0, 40).toArray();
    var kinds = new AttributeCache(places);
    Map<List<String>, Integer> known = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      List<String> cells = cells(random, places.length);
      record(cells);
      AttributeCache.Kind found = kinds.find(row);
      assertThat(found == null ? null : found.task).isEqualTo(known.get(cells));
      if (found == null) {
        kinds.put(row, kind(i));
        known.put(cells, i);
      }
    }
    assertThat(known).hasSizeBetween(1000, 19_000);
  }

  private static List<String> cells(Random random, int count) {
    var cells = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      boolean varies = i < 3 || i == count - 1;
      cells.add(varies ? "abcdefgh".repeat(random.nextInt(4)) + random.nextInt(4) : "same");
    }
    return cells;
  }

  @Test
  void recordsWithACellThatIsTooLongAreNotKept() {
    var kinds = new AttributeCache(0);
    record(List.of("x".repeat(Row.LONGEST_CELL + 1)));
    kinds.put(row, kind(1));

    assertThat(kinds.find(row)).isNull();
  }
}
