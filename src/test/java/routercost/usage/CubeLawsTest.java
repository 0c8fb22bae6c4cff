package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CubeLawsTest {
  private static final int CASES = 200;

  private final RandomCubes random = RandomCubes.of(20261121, List.of("opus", "haiku"));

  @Test
  void plusIsAssociative() {
    for (int i = 0; i < CASES; i++) {
      var a = random.cube();
      var b = random.cube();
      var c = random.cube();
      assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    }
  }

  @Test
  void plusIsCommutative() {
    for (int i = 0; i < CASES; i++) {
      var a = random.cube();
      var b = random.cube();
      assertThat(a.plus(b)).isEqualTo(b.plus(a));
    }
  }

  @Test
  void theEmptyCubeIsNeutral() {
    for (int i = 0; i < CASES; i++) {
      var a = random.cube();
      assertThat(a.plus(UsageCube.EMPTY)).isEqualTo(a);
      assertThat(UsageCube.EMPTY.plus(a)).isEqualTo(a);
    }
  }

  @Test
  void theTotalOfASumIsTheSumOfTheTotals() {
    for (int i = 0; i < CASES; i++) {
      var a = random.cube();
      var b = random.cube();
      assertThat(a.plus(b).total()).isEqualTo(a.total().plus(b.total()));
    }
  }

  @Test
  void aLogTalliedInPartsGivesTheCubeOfTheWhole() {
    for (int i = 0; i < CASES; i++) {
      var rows = random.rows();
      int cut = random.random().nextInt(rows.size() + 1);
      var parts =
          tally(rows.subList(0, cut)).cube().plus(tally(rows.subList(cut, rows.size())).cube());
      assertThat(parts).isEqualTo(tally(rows).cube());
    }
  }

  @Test
  void talliesOfWorkersAddUpToOneTally() {
    for (int i = 0; i < CASES; i++) {
      var rows = random.rows();
      var workers = List.of(new Tally(), new Tally(), new Tally());
      rows.forEach(row -> add(random.any(workers), row));
      var all = new Tally();
      workers.forEach(all::addAll);
      assertThat(all.cube()).isEqualTo(tally(rows).cube());
    }
  }

  @Test
  void theOrderOfALogDoesNotMatter() {
    for (int i = 0; i < CASES; i++) {
      var rows = random.rows();
      assertThat(tally(rows.reversed()).cube()).isEqualTo(tally(rows).cube());
    }
  }

  private static Tally tally(List<RandomCubes.Row> rows) {
    var tally = new Tally();
    rows.forEach(row -> add(tally, row));
    return tally;
  }

  private static void add(Tally tally, RandomCubes.Row row) {
    tally.add(
        row.key(), row.counts().stream().mapToLong(Long::longValue).toArray(), row.loggedUsd());
  }
}
