package routercost.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideSumTest {
  private static final int CASES = 1000;

  private final Random random = new Random(20261121);

  /// A whole number of any length up to 58 bits: a thousand products of two fit into 128.
  private long any() {
    return random.nextLong() >> random.nextInt(6, 64);
  }

  private static BigInteger product(long one, long other) {
    return BigInteger.valueOf(one).multiply(BigInteger.valueOf(other));
  }

  private static WideSum sum(long one, long other) {
    var sum = new WideSum();
    sum.addProduct(one, other);
    return sum;
  }

  @Test
  void anEmptySumIsZero() {
    assertThat(new WideSum().decimal(18)).isEqualByComparingTo("0");
  }

  @Test
  void theSumHasAsManyDecimalsAsAskedFor() {
    assertThat(sum(25, 5).decimal(2)).isEqualTo(new BigDecimal("1.25"));
  }

  @ParameterizedTest
  @CsvSource({
    "3, 4, 12",
    "3, -4, -12",
    "-3, -4, 12",
    "0, 9223372036854775807, 0",
    "1, 9223372036854775807, 9223372036854775807",
    "-1, 9223372036854775807, -9223372036854775807",
    "1, -9223372036854775808, -9223372036854775808",
    "-1, -9223372036854775808, 9223372036854775808",
    "4294967296, 4294967296, 18446744073709551616",
    "4294967296, -4294967296, -18446744073709551616",
    "65535, 281479271743489, 18446744073709551615",
    "9223372036854775807, 9223372036854775807, 85070591730234615847396907784232501249",
    "-9223372036854775808, 9223372036854775807, -85070591730234615856620279821087277056",
    "-9223372036854775808, -9223372036854775808, 85070591730234615865843651857942052864"
  })
  void aProductOfAnySizeIsExact(long one, long other, BigDecimal product) {
    assertThat(sum(one, other).decimal(0)).isEqualByComparingTo(product);
  }

  @Test
  void aSumLeavesTheRangeOfALongAndComesBack() {
    var sum = sum(1, Long.MAX_VALUE);
    sum.addProduct(1, 1);
    assertThat(sum.decimal(0)).isEqualByComparingTo("9223372036854775808");

    sum.addProduct(1, Long.MAX_VALUE);
    sum.addProduct(1, 1);
    assertThat(sum.decimal(0)).isEqualByComparingTo("18446744073709551616");

    sum.addProduct(-1, 1);
    assertThat(sum.decimal(0)).isEqualByComparingTo("18446744073709551615");

    sum.addProduct(Long.MIN_VALUE, 2);
    assertThat(sum.decimal(0)).isEqualByComparingTo("-1");
  }

  @Test
  void addingNothingChangesNothing() {
    var sum = sum(-7, 1);
    sum.addProduct(0, Long.MIN_VALUE);
    sum.add(new WideSum());

    assertThat(sum.decimal(0)).isEqualByComparingTo("-7");
  }

  @Test
  void anotherSumIsAddedAcrossTheBorderOfTheLowWord() {
    var sum = sum(65535, 281479271743489L);
    sum.add(sum(1, 1));
    assertThat(sum.decimal(0)).isEqualByComparingTo("18446744073709551616");

    sum.add(sum(4294967296L, 4294967296L));
    assertThat(sum.decimal(0)).isEqualByComparingTo("36893488147419103232");

    sum.add(sum(-1, 1));
    assertThat(sum.decimal(0)).isEqualByComparingTo("36893488147419103231");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 425352958651173079236984538921162506245",
    "-9223372036854775807, -425352958651173079236984538921162506245"
  })
  void aSumPast128BitsIsExactAndComesBack(long one, BigDecimal five) {
    var sum = new WideSum();
    for (int i = 0; i < 5; i++) {
      sum.addProduct(one, Long.MAX_VALUE);
    }
    assertThat(sum.decimal(0)).isEqualByComparingTo(five);

    for (int i = 0; i < 5; i++) {
      sum.addProduct(-one, Long.MAX_VALUE);
    }
    assertThat(sum.decimal(0)).isEqualByComparingTo("0");
  }

  @Test
  void sumsPast128BitsAreAdded() {
    var sum = new WideSum();
    var doubled = new WideSum();
    for (int i = 1; i <= 9; i++) {
      sum.addProduct(1L << 60, 1L << 62);
      doubled.add(sum);
    }

    assertThat(doubled.decimal(0))
        .isEqualTo(new BigDecimal(BigInteger.ONE.shiftLeft(122).multiply(BigInteger.valueOf(45))));
  }

  @Test
  void addingDoesNotChangeTheSumThatIsAdded() {
    var other = sum(2, 3);
    sum(5, 7).add(other);

    assertThat(other.decimal(0)).isEqualByComparingTo("6");
  }

  @Test
  void randomProductsSumToWhatBigNumbersGive() {
    var sum = new WideSum();
    var expected = BigInteger.ZERO;
    for (int i = 0; i < CASES; i++) {
      long one = any();
      long other = any();
      sum.addProduct(one, other);
      expected = expected.add(product(one, other));

      assertThat(sum.decimal(0)).as("after %s records", i).isEqualTo(new BigDecimal(expected));
    }
  }

  @Test
  void randomNumbersSumToWhatBigNumbersGive() {
    var sum = new WideSum();
    var expected = BigInteger.ZERO;
    for (int i = 0; i < CASES; i++) {
      long number = any();
      sum.add(number);
      expected = expected.add(BigInteger.valueOf(number));

      assertThat(sum.decimal(0)).as("after %s numbers", i).isEqualTo(new BigDecimal(expected));
    }
  }

  @Test
  void numbersAreAddedAcrossTheBorderOfTheLowWord() {
    var sum = sum(-1, 1);
    sum.add(2);
    assertThat(sum.decimal(0)).isEqualByComparingTo("1");

    sum.add(Long.MIN_VALUE);
    sum.add(Long.MIN_VALUE);
    sum.add(Long.MIN_VALUE);
    assertThat(sum.decimal(0)).isEqualByComparingTo("-27670116110564327423");

    sum.addProduct(Long.MAX_VALUE, 3);
    sum.add(3);
    assertThat(sum.decimal(0)).isEqualByComparingTo("1");
  }

  @Test
  void aSumPast128BitsTakesNumbersToo() {
    var sum = new WideSum();
    var expected = BigInteger.ZERO;
    for (int i = 0; i < 5; i++) {
      sum.addProduct(Long.MAX_VALUE, Long.MAX_VALUE);
      sum.add(Long.MAX_VALUE);
      expected = expected.add(product(Long.MAX_VALUE, Long.MAX_VALUE));
      expected = expected.add(BigInteger.valueOf(Long.MAX_VALUE));
    }

    assertThat(sum.decimal(0)).isEqualTo(new BigDecimal(expected));
  }

  @Test
  void randomPartsSumToWhatTheWholeGives() {
    var whole = new WideSum();
    var parts = new WideSum();
    for (int i = 0; i < CASES; i++) {
      long one = any();
      long other = any();
      whole.addProduct(one, other);
      parts.add(sum(one, other));

      assertThat(parts.decimal(0)).as("after %s records", i).isEqualTo(whole.decimal(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "0, -1, 18446744073709551615",
    "1, 0, 18446744073709551616",
    "-1, -1, -1",
    "-1, 0, -18446744073709551616",
    "9223372036854775807, -1, 170141183460469231731687303715884105727",
    "-9223372036854775808, 0, -170141183460469231731687303715884105728"
  })
  void twoWordsAreOneSignedNumber(long high, long low, BigInteger number) {
    assertThat(WideSum.whole(high, low)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"1", "-1"})
  void sumsBeyond128BitsAreExactHoweverTheyAreAdded(int sign) {
    var products = new WideSum();
    var sums = new WideSum();
    var exact = BigInteger.ZERO;
    for (int i = 0; i < 20; i++) { // 20 x 2^126 is more than 2^127
      products.addProduct(sign * Long.MAX_VALUE, Long.MAX_VALUE);
      products.add(sign * Long.MAX_VALUE);
      exact =
          exact
              .add(product(sign * Long.MAX_VALUE, Long.MAX_VALUE))
              .add(BigInteger.valueOf(sign * Long.MAX_VALUE));
      sums.add(sum(sign * Long.MAX_VALUE, Long.MAX_VALUE));
      sums.add(sum(sign, Long.MAX_VALUE));
    }
    assertThat(products.decimal(0)).isEqualByComparingTo(new BigDecimal(exact));
    assertThat(sums.decimal(0)).isEqualByComparingTo(new BigDecimal(exact));
    sums.add(products);
    assertThat(sums.decimal(0))
        .isEqualByComparingTo(new BigDecimal(exact.multiply(BigInteger.TWO)));
  }
}
