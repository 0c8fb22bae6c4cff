package routercost.read.schema;

import java.util.SortedMap;

/// A record that could not be read. It is counted, shown and saved, never guessed.
///
/// @param reason what is wrong and what is allowed, in a few words
/// @param fields what the mapped columns held, by canonical column name; never prompts or answers
public record Reject(Origin origin, String reason, SortedMap<String, String> fields) {}
