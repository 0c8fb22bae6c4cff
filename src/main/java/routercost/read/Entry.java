package routercost.read;

/// What a container holds at one place: a row, or something that should have been one.
sealed interface Entry permits Row, Broken {
  /// The line on which it begins, from 1.
  long line();
}
