package routercost.cli;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Range;
import picocli.CommandLine.Spec;
import routercost.cli.command.CommandSpecs;
import routercost.cli.command.RouterCost;
import routercost.read.build.BuiltInSource;

/// A generator of Java source for the models of the commands; part of the build, not of the
/// program.
final class CommandSource {
  private static final String HEAD =
      """
      package routercost.cli.command;

      import picocli.CommandLine.IFactory;
      import picocli.CommandLine.Model.*;

      /// Written by the build from the annotations of the commands.
      @SuppressWarnings({"unchecked", "rawtypes"})
      final class CommandCode implements CommandSpecs {
      """;

  private final StringBuilder choice = new StringBuilder();
  private final StringBuilder methods = new StringBuilder();

  /// The fields of options, by package.
  private final SortedMap<String, List<Field>> slots = new TreeMap<>();

  private CommandSource() {}

  /// Writes the classes below a folder; files that would not change are not touched.
  public static void main(String[] folder) throws IOException {
    var sources = of(RouterCost.commandLine(Main.environment(), CommandSpecs.ANNOTATED));
    for (var source : sources.entrySet()) {
      var file = Path.of(folder[0], source.getKey().replace('.', '/') + ".java");
      if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.getValue());
      }
    }
  }

  /// The classes for `line` and its subcommands, by name.
  private static SortedMap<String, String> of(CommandLine line) {
    var java = new CommandSource();
    ours(line).forEach(java::add);
    var sources = new TreeMap<String, String>();
    sources.put(
        CommandSpecs.WRITTEN,
        HEAD
            + "  public CommandSpec of(Class<?> command, IFactory factory) throws Exception {\n"
            + java.choice
            + "    throw new IllegalArgumentException(command.getName());\n  }\n\n"
            + java.methods
            + "}\n");
    java.slots.forEach(
        (home, fields) -> sources.put(home + ".OptionSlot", slotClass(home, fields)));
    return sources;
  }

  private static String slotClass(String home, List<Field> fields) {
    var getters = new StringBuilder();
    var setters = new StringBuilder();
    for (int slot = 0; slot < fields.size(); slot++) {
      var field = fields.get(slot);
      var place = "((%s) owner).%s".formatted(nameIn(field.getDeclaringClass()), field.getName());
      getters.append("        case %d -> %s;\n".formatted(slot, place));
      setters.append(
          "        case %d -> %s = (%s) value;\n".formatted(slot, place, boxed(field.getType())));
    }
    return """
      package %s;

      import picocli.CommandLine.Model.*;

      /// A field that holds the value of an option. Written by the build, beside the types that have
      /// the fields, so that these need not be public.
      @SuppressWarnings({"unchecked", "rawtypes"})
      public record OptionSlot(Object owner, int field) implements IGetter, ISetter {
        public <T> T get() {
          return (T) switch (field) {
      %s        default -> throw new IllegalStateException();
          };
        }

        public <T> T set(T value) {
          switch (field) {
      %s        default -> throw new IllegalStateException();
          }
          return null;
        }
      }
      """
        .formatted(home, getters, setters);
  }

  /// The commands of this program, each once.
  static Stream<CommandSpec> ours(CommandLine line) {
    var byType = new LinkedHashMap<Class<?>, CommandSpec>();
    collect(line, byType);
    return byType.values().stream();
  }

  private static void collect(CommandLine line, Map<Class<?>, CommandSpec> byType) {
    var type = line.getCommandSpec().userObject().getClass();
    if (type.getPackageName().startsWith("routercost.")) {
      byType.putIfAbsent(type, line.getCommandSpec());
    }
    line.getSubcommands().values().forEach(command -> collect(command, byType));
  }

  private void add(CommandSpec spec) {
    var type = spec.userObject().getClass();
    var name = nameIn(type);
    var method = "of" + name.replace(".", "");
    choice.append("    if (command == %s.class) return %s(factory);\n".formatted(name, method));
    methods.append(
        "  private static CommandSpec %s(IFactory factory) throws Exception {\n".formatted(method));
    methods.append("    var it = new %s();\n".formatted(name));
    methods.append("    var spec = CommandSpec.wrapWithoutInspection(it, factory);\n");
    methods.append("    spec.name(%s);\n".formatted(literal(spec.name())));
    methods.append("    spec.interpolateVariables(false);\n"); // our texts have no variables
    var usage = spec.usageMessage();
    methods.append(
        "    spec.usageMessage().description(%s).footer(%s).synopsisSubcommandLabel(%s);\n"
            .formatted(
                literals(usage.description()),
                literals(usage.footer()),
                literal(usage.synopsisSubcommandLabel())));
    var owners = new LinkedHashMap<Class<?>, String>();
    addOwned(type, "it", owners);
    spec.options().forEach(option -> addOption(option, owners));
    spec.positionalParameters().forEach(parameter -> addParameter(parameter, owners));
    methods.append("    return spec;\n  }\n\n");
  }

  /// Creates the mixins of an object, and theirs in turn.
  ///
  /// @param path to the object
  /// @param owners receives the path to the object that has the fields of each type
  private void addOwned(Class<?> type, String path, Map<Class<?>, String> owners) {
    owners.put(type, path);
    for (var field : type.getDeclaredFields()) {
      var place = path + "." + field.getName();
      if (field.isAnnotationPresent(Mixin.class)) {
        methods.append(
            "    %s = factory.create(%s.class);\n"
                .formatted(place, field.getType().getCanonicalName()));
        addOwned(field.getType(), place, owners);
      } else if (field.isAnnotationPresent(Spec.class)) {
        methods.append("    %s = spec;\n".formatted(place));
      }
    }
  }

  private void addOption(OptionSpec option, Map<Class<?>, String> owners) {
    methods.append(
        "    spec.addOption(OptionSpec.builder(%s).usageHelp(%s).versionHelp(%s)%s.build());\n"
            .formatted(
                literals(option.names()),
                option.usageHelp(),
                option.versionHelp(),
                rest(option, owners)));
  }

  private void addParameter(PositionalParamSpec parameter, Map<Class<?>, String> owners) {
    var index = parameter.index();
    methods.append(
        "    spec.addPositional(PositionalParamSpec.builder()%s%s.build());\n"
            .formatted(
                index.isUnspecified() ? "" : range("index", index), rest(parameter, owners)));
  }

  private String rest(ArgSpec arg, Map<Class<?>, String> owners) {
    var aux =
        Arrays.stream(arg.auxiliaryTypes())
            .map(CommandSource::type)
            .collect(Collectors.joining(", "));
    return ".type(%s).auxiliaryTypes(%s).paramLabel(%s).description(%s).required(%s)%s%s%s%s%s"
        .formatted(
            type(arg.type()),
            aux,
            literal(arg.paramLabel()),
            literals(arg.description()),
            arg.required(),
            arg.hidden() ? ".hidden(true)" : "",
            arg.arity().isUnspecified() ? "" : range("arity", arg.arity()),
            arg.defaultValue() == null ? "" : ".defaultValue(" + literal(arg.defaultValue()) + ")",
            arg.splitRegex().isEmpty() ? "" : ".splitRegex(" + literal(arg.splitRegex()) + ")",
            slot(arg, owners));
  }

  private static String range(String what, Range range) {
    return "." + what + "(" + literal(range.toString()) + ")";
  }

  /// The field that receives the value; none for picocli's own options.
  private String slot(ArgSpec arg, Map<Class<?>, String> owners) {
    if (!(arg.userObject() instanceof Field field)
        || !owners.containsKey(field.getDeclaringClass())) {
      return "";
    }
    var home = field.getDeclaringClass().getPackageName();
    var fields = slots.computeIfAbsent(home, _ -> new ArrayList<>());
    if (!fields.contains(field)) {
      fields.add(field);
    }
    var made =
        "new %s.OptionSlot(%s, %d)"
            .formatted(home, owners.get(field.getDeclaringClass()), fields.indexOf(field));
    return ".getter(%s).setter(%s).initialValue(%s.get())".formatted(made, made, made);
  }

  /// The name of a type within its package: `CubeCommand.Build`.
  private static String nameIn(Class<?> type) {
    return type.getCanonicalName().substring(type.getPackageName().length() + 1);
  }

  private static String boxed(Class<?> type) {
    return type == boolean.class ? "Boolean" : type.getCanonicalName();
  }

  private static String type(Class<?> type) {
    return type.getCanonicalName() + ".class";
  }

  private static String literal(String text) {
    return BuiltInSource.literal(text);
  }

  private static String literals(String... texts) {
    return Arrays.stream(texts)
        .map(CommandSource::literal)
        .collect(Collectors.joining(", ", "new String[] {", "}"));
  }
}
