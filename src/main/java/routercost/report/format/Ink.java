package routercost.report.format;

import routercost.report.layout.Role;

/// Roles as escape sequences of a terminal (ECMA-48, SGR); nothing without colour.
record Ink(boolean color) {
  String of(String text, Role role) {
    return sequence(text, role.code());
  }

  /// The same within a line that is bold.
  String bold(String text, Role role) {
    var code = role.code();
    return sequence(text, code.isEmpty() ? "1" : code.startsWith("1") ? code : "1;" + code);
  }

  private String sequence(String text, String code) {
    return color && !text.isEmpty() && !code.isEmpty()
        ? "\u001b[" + code + "m" + text + "\u001b[0m"
        : text;
  }
}
