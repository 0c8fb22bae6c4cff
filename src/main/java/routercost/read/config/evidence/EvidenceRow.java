package routercost.read.config.evidence;

import routercost.read.record.Row;
import routercost.read.text.ConfigurationProblem;
import routercost.usage.SafeText;

/// One row of evidence, with its place for messages.
record EvidenceRow(String path, Row row) {
  /// The text under `name`; empty if there is no such cell.
  String find(String name) {
    int at = row.names().indexOf(name);
    return at < 0 ? "" : row.cells().get(at).strip();
  }

  /// The text under `name`, which must not be empty.
  String text(String name) {
    var text = find(name);
    if (text.isEmpty()) {
      throw new ConfigurationProblem(place() + ": " + name + " is empty");
    }
    return text;
  }

  /// The whole number under `name`.
  long count(String name) {
    var text = find(name);
    if (!text.matches("\\d{1,9}")) {
      throw refusal(name, "a whole number");
    }
    return Long.parseLong(text);
  }

  /// Whether `samples` are as many as were planned before the first was looked at.
  boolean isPlanned(String name, long samples) {
    return !find(name).isEmpty() && count(name) == samples;
  }

  ConfigurationProblem refusal(String name, String expected) {
    return new ConfigurationProblem(
        "%s: %s is '%s'; expected %s".formatted(place(), name, SafeText.cut(find(name)), expected));
  }

  private String place() {
    return path + ":" + row.line();
  }
}
