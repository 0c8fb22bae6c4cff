package routercost.cli.console;

/// A run of a command whose output nobody has seen yet.
public record CapturedRun(int exit, String out, String err) {}
