package routercost.read;

/// Something in an export that is not a call, or one that stands elsewhere too.
///
/// @param reason why it is left out, in one word
record Left(long line, String reason) implements Entry {}
