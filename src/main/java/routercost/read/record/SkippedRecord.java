package routercost.read.record;

import java.util.Optional;

/// Something in an export that is not a call, or one that stands elsewhere too.
///
/// @param reason why it is left out, in one word
/// @param call what it would have been, if it looks like a call
public record SkippedRecord(long line, String reason, Optional<Row> call) implements LogRecord {}
