package routercost.read;

/// A record cannot be read; the message is the reason of its rejection. Cheap: it carries no stack
/// trace.
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String reason) {
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
