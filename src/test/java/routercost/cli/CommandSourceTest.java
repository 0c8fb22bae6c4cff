package routercost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;

class CommandSourceTest {
  private final CommandLine annotated =
      RouterCost.commandLine(Terminals.silent(), CommandSpecs.ANNOTATED);
  private final CommandLine written = RouterCost.commandLine(Terminals.silent());

  @Test
  void theBuildHasWrittenTheCommandsDown() {
    assertThat(CommandSpecs.found().getClass().getName()).isEqualTo(CommandSpecs.WRITTEN);
  }

  @Test
  void theWrittenCommandsAreTheAnnotatedOnes() {
    assertThat(all(written)).isEqualTo(all(annotated)).hasSizeGreaterThan(6);
  }

  private static List<String> all(CommandLine line) {
    return CommandSource.ours(line).map(spec -> described(spec.commandLine())).toList();
  }

  private static String described(CommandLine line) {
    var spec = line.getCommandSpec();
    var args =
        Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
            .map(CommandSourceTest::described)
            .sorted()
            .toList();
    return line.getUsageMessage() + String.join("\n", args);
  }

  private static String described(ArgSpec arg) {
    return String.join(
        " | ",
        arg.paramLabel(),
        arg.typeInfo().toString(),
        arg.arity().toString(),
        String.valueOf(arg.defaultValue()),
        arg.splitRegex(),
        String.valueOf(arg.required()),
        arg instanceof PositionalParamSpec parameter ? parameter.index().toString() : "");
  }
}
