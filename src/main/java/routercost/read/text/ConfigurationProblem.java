package routercost.read.text;

import java.util.List;

/// An option or a file that people write (prices, routing, budgets) says something that is not
/// allowed. The message names the place, what is wrong and what is allowed. Ends the command with
/// exit code 2.
public final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> messages;

  public ConfigurationProblem(String message) {
    super(message);
    messages = List.of(message);
  }

  /// Several problems of one file.
  public ConfigurationProblem(List<String> messages, Throwable cause) {
    super(String.join("; ", messages), cause);
    this.messages = List.copyOf(messages);
  }

  /// The message for each problem.
  public List<String> messages() {
    return messages;
  }

  public ConfigurationProblem(String message, Throwable cause) {
    super(message, cause);
    messages = List.of(message);
  }
}
