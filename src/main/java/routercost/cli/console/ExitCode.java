package routercost.cli.console;

import java.util.List;

/// How a run ended, for scripts (DESIGN §7).
public enum ExitCode {
  DONE(0),
  BUG(1),
  CONFIGURATION(2),
  GATE_FAILED(3),
  INPUT_OUTPUT(4),
  /// An input cannot be read at all, or an output cannot be written.
  UNREADABLE(4),
  INCOMPLETE(5);

  /// Which counts where several apply: a breach by what is known outranks what is not known.
  private static final List<ExitCode> PRECEDENCE =
      List.of(BUG, CONFIGURATION, UNREADABLE, GATE_FAILED, INPUT_OUTPUT, INCOMPLETE, DONE);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static ExitCode worst(ExitCode... codes) {
    return PRECEDENCE.stream().filter(List.of(codes)::contains).findFirst().orElse(DONE);
  }
}
