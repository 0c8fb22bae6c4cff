package routercost.read.text;

/// An option or a file that people write (prices, routing, budgets) says something that is not
/// allowed. The message names the place, what is wrong and what is allowed. Ends the command with
/// exit code 2.
public final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ConfigurationProblem(String message) {
    super(message);
  }

  public ConfigurationProblem(String message, Throwable cause) {
    super(message, cause);
  }
}
