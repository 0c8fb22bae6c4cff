package routercost.report.layout;

/// The meaning of a text. A terminal shows it as colour; the words say it too, so that nothing is
/// lost without.
///
/// These are the eight colours that every terminal has and that people choose for their background:
/// no bright yellow on white, no black on black.
public enum Role {
  PLAIN(""),
  HEADLINE("1"),
  HEADING("1"),
  SAVING("32"),
  OK("32"),
  WARNING("33"),
  BREACH("1;31"),
  /// Where calls run now.
  CURRENT("7"),
  /// What is of second interest.
  DIM("2");

  private final String code;

  Role(String code) {
    this.code = code;
  }

  /// The parameters of the escape sequence that a terminal takes; empty for none.
  public String code() {
    return code;
  }

  /// The role of a change in cost.
  static Role ofChange(int sign) {
    return sign == 0 ? PLAIN : sign > 0 ? WARNING : SAVING;
  }
}
