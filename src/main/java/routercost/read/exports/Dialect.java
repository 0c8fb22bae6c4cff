package routercost.read.exports;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import routercost.read.record.NotACount;

/// How one kind of export says what calls it holds. Made once for all inputs of a run, because
/// exports refer from one file to another.
public interface Dialect {
  /// A line of an input.
  record Place(String file, long line) {
    static final Place UNKNOWN = new Place("-", 1);

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /// Takes what a record holds.
  interface Sink {
    /// A call, or what stands for several.
    void call(CallRow call);

    /// Something that is not a call, or is one that stands elsewhere too.
    void leave(String reason);

    /// Something that looks like a call and is left out, with what it would have added.
    default void leave(String reason, CallRow call) {
      leave(reason);
    }

    /// Something that cannot be read.
    default void reject(String reason) {
      leave(reason);
    }

    /// Takes the parts of a record one by one, so that one that cannot be read costs no other.
    default <T> void each(List<T> parts, Consumer<T> part) {
      for (T some : parts) {
        try {
          part.accept(some);
        } catch (NotACount unreadable) {
          reject(String.valueOf(unreadable.getMessage()));
        }
      }
    }

    /// Something that a reader of the totals should know, as a sentence without its full stop.
    default void note(String sentence) {}

    /// Where the record is that is being read.
    default Place place() {
      return Place.UNKNOWN;
    }

    /// Something that was assumed because the records do not say it, as a sentence.
    default void assume(String sentence) {}
  }

  /// The description of the format.
  FieldMap fields();

  /// The fields of each column, for people: `task <- metadata.task`.
  default List<String> columns() {
    return Stream.concat(
            fields().lines().stream().map(FieldLine::toString),
            fields().kept().stream().map(line -> line + "; of the latest such record"))
        .toList();
  }

  /// Whether a record can be of no other format.
  default boolean claims(Fields record) {
    return fields().claims(record);
  }

  /// Learns from one of the first records of an input before any input is read.
  default void preview(Fields record) {}

  /// Why records are left out that are not of the format.
  String NOT_A_LOG_RECORD = "not_a_log_record";

  /// Whether a record is not of the format, so that [#read] cannot say anything of it.
  default boolean isForeign(Fields record) {
    return false;
  }

  /// Passes to `sink` what `record` holds.
  void read(Fields record, Sink sink);

  /// Passes to `sink` what depends on the end of the input.
  default void end(Sink sink) {}

  /// What a reader of the totals should know once no input is left, as a sentence without its full
  /// stop.
  default Optional<String> last() {
    return Optional.empty();
  }
}
