package routercost.read;

/// A place in a container where a record should be and is not.
record Broken(long line, String reason) implements Entry {}
