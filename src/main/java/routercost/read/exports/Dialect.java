package routercost.read.exports;

/// How one kind of export says what calls it holds. Made once for all inputs of a run, because
/// exports refer from one file to another.
public interface Dialect {
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

    /// Something that a reader of the totals should know, as a sentence without its full stop.
    default void note(String sentence) {}
  }

  /// Whether a record can only be of this kind of export.
  boolean claims(Fields record);

  /// Tells `sink` what `record` holds.
  void read(Fields record, Sink sink);

  /// Tells `sink` what could not be told before the input had ended.
  default void end(Sink sink) {}
}
