package routercost.read.build;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import routercost.price.PriceBook;
import routercost.read.builtin.BuiltIn;
import routercost.read.builtin.Column;
import routercost.read.builtin.CostUnit;
import routercost.read.builtin.Synonym;
import routercost.read.builtin.Vocabulary;
import routercost.read.config.YamlFile;
import routercost.read.config.YamlNode;
import routercost.read.config.prices.PriceBooks;
import routercost.read.text.ResourceFile;
import routercost.whatif.routing.RoutingRules;
import routercost.whatif.routing.RoutingRules.RoutingRule;
import routercost.whatif.routing.RoutingRules.TaskPattern;
import routercost.whatif.routing.Tier;

/// The built-in data, read from their YAML files.
public record BuiltInYaml() implements BuiltIn {
  @Override
  public PriceBook prices() {
    return PriceBooks.of("prices.yaml", "builtin", ResourceFile.bytes("prices.yaml"));
  }

  @Override
  public Map<String, List<Synonym>> synonyms() {
    var table = new HashMap<String, List<Synonym>>();
    YamlFile.parse("columns.yaml", ResourceFile.bytes("columns.yaml"))
        .asFields("the columns")
        .byName()
        .forEach(
            (name, field) ->
                ranked(Column.named(name).orElseThrow(), field.value().asFields(name))
                    .forEach(
                        (text, synonym) ->
                            table.computeIfAbsent(text, _ -> new ArrayList<>()).add(synonym)));
    return table;
  }

  /// The names of a column; earlier ones rank first.
  private static Map<String, Synonym> ranked(Column column, YamlNode.Fields fields) {
    var ranked = new LinkedHashMap<String, Synonym>();
    fields
        .byName()
        .forEach(
            (key, field) ->
                names(field.value())
                    .forEach(
                        name ->
                            ranked.merge(
                                Vocabulary.normalised(name),
                                synonym(column, key, ranked.size()),
                                BuiltInYaml::combined)));
    return ranked;
  }

  private static Stream<String> names(YamlNode node) {
    return node instanceof YamlNode.Items(_, var nodes)
        ? nodes.stream().flatMap(BuiltInYaml::names)
        : Stream.of(node.asText("a name"));
  }

  private static Synonym synonym(Column column, String key, int rank) {
    if (key.equals("names")) {
      return new Synonym(column, rank, Set.of(), CostUnit.USD);
    }
    for (var note : Synonym.Note.values()) {
      if (note.name().equalsIgnoreCase(key)) {
        return new Synonym(column, rank, Set.of(note), CostUnit.USD);
      }
    }
    return new Synonym(column, rank, Set.of(), CostUnit.ofKey(key));
  }

  private static Synonym combined(Synonym first, Synonym more) {
    var notes = EnumSet.noneOf(Synonym.Note.class);
    notes.addAll(first.notes());
    notes.addAll(more.notes());
    return new Synonym(first.column(), first.rank(), notes, first.unit());
  }

  @Override
  public RoutingRules routing() {
    var file = YamlFile.parse("routing.yaml", ResourceFile.bytes("routing.yaml"));
    return new RoutingRules(
        file.as(Rules.class, "the rules").rules().stream().map(Rule::routingRule).toList());
  }

  record Rules(YamlFile.Version version, List<Rule> rules) {}

  record Rule(
      String rule,
      String article,
      List<Tier> tier,
      List<String> words,
      String reason,
      String unless) {
    private RoutingRule routingRule() {
      var patterns = words.stream().map(TaskPattern::of).toList();
      return new RoutingRule(rule, article, patterns, tier, reason, unless);
    }
  }

  @Override
  public String version() {
    return ResourceFile.text("version.txt").strip();
  }
}
