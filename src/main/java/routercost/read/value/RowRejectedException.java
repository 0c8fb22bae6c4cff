package routercost.read.value;

/// A record cannot be read; the message is the reason of its rejection. Cheap: it carries no stack
/// trace.
public final class RowRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  public RowRejectedException(String reason) {
    super(reason, null, false, false);
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}
