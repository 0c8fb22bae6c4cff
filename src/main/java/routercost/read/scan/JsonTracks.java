package routercost.read.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import routercost.read.text.SwarBytes;

/// What stands between the values of the records of one log, learnt while reading; one for each
/// worker. The records of one program differ in little but their values: where all else is the same
/// byte for byte as in a record before, the keys need not be looked at again.
final class JsonTracks {
  /// What stands at the end of a step.
  enum Kind {
    /// A text, whose opening quote is a part of the step.
    TEXT,
    /// A number, in front of which the step ends.
    NUMBER,
    /// `true`, `false` or `null`, which is a part of the step.
    CONSTANT,
    /// The end of the record, which is a part of the step.
    END
  }

  private static final int MOST_STEPS = 1 << 10;
  private static final int MOST_WAYS = 16;
  private static final int FIRST_TRIES = 1 << 10;

  private final Fork start = new Fork();
  private int steps;
  private int followed;
  private int lost;
  private @Nullable Fork learning;
  private int passed;
  private int lengthPassed;

  /// A place in a record, and the ways on from it.
  static class Fork {
    private final List<Step> ways = new ArrayList<>();
    private @Nullable Step latest;

    /// The step that the record takes at `at`; null if it is new.
    @Nullable Step next(byte[] bytes, int at) {
      Step likely = latest;
      if (likely != null && likely.isAt(bytes, at)) {
        return likely;
      }
      for (Step way : ways) {
        if (way.isAt(bytes, at)) {
          latest = way;
          return way;
        }
      }
      return null;
    }
  }

  /// The bytes up to a value, or from the last value to the end.
  static final class Step extends Fork {
    final Kind kind;
    final int width;

    /// How many written characters stand in the step itself.
    final int length;

    /// Whether the value is kept.
    boolean wanted;

    /// Whether the characters of the value count as written; of none that is kept.
    boolean written;

    /// How long a constant is; 0 for `null`, which says nothing.
    int constant;

    /// What a record has that ends here.
    JsonKeys.@Nullable Shape shape;

    private final long[] octets;
    private final long lastMask;

    private Step(byte[] bytes, int from, int to, Kind kind, int length) {
      this.kind = kind;
      this.width = to - from;
      this.length = length;
      this.octets = new long[(width + 7) >> 3];
      this.lastMask = -1L >>> ((octets.length * 8 - width) << 3);
      for (int i = 0; i < octets.length; i++) {
        octets[i] = SwarBytes.at(bytes, from + 8 * i);
      }
      octets[octets.length - 1] &= lastMask;
    }

    private boolean isAt(byte[] bytes, int at) {
      int last = octets.length - 1;
      for (int i = 0; i < last; i++) {
        if (SwarBytes.at(bytes, at + 8 * i) != octets[i]) {
          return false;
        }
      }
      return (SwarBytes.at(bytes, at + 8 * last) & lastMask) == octets[last]
          && (kind != Kind.NUMBER || isNumber(bytes[at + width]));
    }

    /// Whether a number may begin with a byte: a step to one is how a step to `null` begins.
    private static boolean isNumber(byte first) {
      return first == '-' || (first >= '0' && first <= '9');
    }
  }

  /// What every record begins with; null if it does not pay to follow those of this log.
  @Nullable Fork start() {
    return lost > FIRST_TRIES && lost > followed ? null : start;
  }

  /// Notes whether a record could be followed to its end.
  void tried(boolean toItsEnd) {
    followed += toItsEnd ? 1 : 0;
    lost += toItsEnd ? 0 : 1;
  }

  /// Learns from the record at `at`, whose values and end follow, in their order.
  void learn(int at) {
    learning = start();
    passed = at;
    lengthPassed = 0;
  }

  /// Learns where a value stands.
  ///
  /// @param written whether its characters count as written
  /// @param before how many written characters of the record stand before it
  /// @param after the same, with the value
  void value(
      byte[] bytes, int from, int to, boolean wanted, boolean written, int before, int after) {
    Kind kind = kind(bytes[from]);
    if (kind == Kind.CONSTANT && !wanted) {
      return; // goes into the next step
    }
    Step step =
        step(bytes, kind == Kind.CONSTANT ? to : kind == Kind.TEXT ? from + 1 : from, kind, before);
    if (step != null) {
      step.wanted = wanted;
      step.written = written;
      step.constant = bytes[from] == 'n' ? 0 : to - from;
    }
    passed = to;
    lengthPassed = after;
  }

  private static Kind kind(byte first) {
    return switch (first) {
      case '"' -> Kind.TEXT;
      case 'n', 't', 'f' -> Kind.CONSTANT;
      default -> Kind.NUMBER;
    };
  }

  /// Learns where the record ends.
  void end(byte[] bytes, int to, JsonKeys.Shape shape, int length) {
    Step step = step(bytes, to, Kind.END, length);
    if (step != null) {
      step.shape = shape;
    }
    learning = null;
  }

  /// The step from what was passed up to `to`, which is made if it is new; null if there are too
  /// many.
  private @Nullable Step step(byte[] bytes, int to, Kind kind, int length) {
    Fork fork = learning;
    if (fork == null) {
      return null;
    }
    Step step = fork.next(bytes, passed);
    if (step == null && fork.ways.size() < MOST_WAYS && steps < MOST_STEPS) {
      step = new Step(bytes, passed, to, kind, length - lengthPassed);
      fork.ways.add(step);
      steps++;
    }
    learning = step;
    return step;
  }
}
