package routercost.read;

/// What a container holds at one place: a row, something that should have been one, or something
/// that is left out.
sealed interface Entry permits Row, Broken, Left {
  /// The line on which it begins, from 1.
  long line();
}
