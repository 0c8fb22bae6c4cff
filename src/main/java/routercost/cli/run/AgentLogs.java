package routercost.cli.run;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import routercost.read.exports.LogFormat;
import routercost.read.schema.RowCounts;
import routercost.report.layout.Phrases;

/// The logs of coding agents in words, whose files are called by the ids of sessions: `Claude Code,
/// 99 sessions, 3 projects`.
final class AgentLogs {
  /// The folder of Claude Code and Qwen Code that has one for each project.
  private static final String PROJECTS = "/projects/";

  /// The file of a sub-agent, which is part of a session.
  private static final String SUBAGENT = "agent-";

  private static final int SHOWN = 3;

  private AgentLogs() {}

  /// These logs in words; nothing if they are not those of agents, or are one file that was named.
  ///
  /// @param found whether they were found rather than named
  static String inWords(List<RowCounts> inputs, boolean found) {
    var agents = new TreeSet<String>();
    var projects = new HashSet<String>();
    int files = 0;
    boolean isAnyUsed = inputs.stream().anyMatch(input -> input.used() > 0);
    boolean areSessions = true;
    boolean areProjects = true;
    for (var input : inputs) {
      var format = input.format();
      if (input.used() > 0 || !isAnyUsed) {
        if (!LogFormat.isAgent(format)) {
          return "";
        }
        agents.add(agent(format));
        areSessions &= LogFormat.isSession(format);
        var path = input.path();
        files += path.substring(path.lastIndexOf('/') + 1).startsWith(SUBAGENT) ? 0 : 1;
        int at = path.indexOf(PROJECTS);
        areProjects &= at >= 0;
        projects.add(at < 0 ? "" : path.substring(at + PROJECTS.length()).split("/", 2)[0]);
      }
    }
    if (agents.isEmpty() || (files < 2 && !found)) {
      return "";
    }
    if (!isAnyUsed) {
      return Phrases.few(agents, SHOWN);
    }
    return Phrases.few(agents, SHOWN)
        + ", "
        + Phrases.counted(files, areSessions ? "session" : "file")
        + (areProjects ? ", " + Phrases.counted(projects.size(), "project") : "");
  }

  /// `Claude Code` for `claude-code`.
  private static String agent(String format) {
    return Arrays.stream(format.split("-"))
        .map(word -> word.equals("cli") ? "CLI" : Phrases.capital(word))
        .collect(Collectors.joining(" "));
  }
}
