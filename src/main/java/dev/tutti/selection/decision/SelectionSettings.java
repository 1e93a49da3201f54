package dev.tutti.selection.decision;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.selection.rule.RoutingRule;
import dev.tutti.selection.rule.RoutingRuleReader;
import dev.tutti.selection.rule.RoutingRules;
import dev.tutti.selection.rule.RuleReview;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Settings of the model {@code auto}.
 *
 * @param enabled whether it is there
 * @param quality how much quality counts against cost, 0 to 1
 * @param candidates names of the models that it chooses among; none for all aliases
 * @param standard name of the model that a request gets about which nothing speaks; empty for the
 *     default tier
 * @param models what the operator tells of models, by name
 * @param rules in the order in which they were given
 * @param zone in which the hours of rules are
 * @param strategies models of several models that strategies go to
 * @param shadow name of the model that answers while decisions are only noted; empty for none
 */
public record SelectionSettings(
    boolean enabled,
    double quality,
    List<String> candidates,
    String standard,
    Map<String, ModelTraits> models,
    List<RoutingRule> rules,
    ZoneId zone,
    StrategyModels strategies,
    String shadow,
    StickySettings sticky,
    ExplorationSettings exploration,
    LearningSettings learning) {

  /** Sections {@code routing} and {@code routing_rules}. */
  public static final SettingsSection<SelectionSettings> SECTION =
      SettingsSection.live(SelectionSettings::read);

  /** Quality counts for more than cost. */
  public static final double QUALITY = .7;

  /** Names of models, whether or not they are there now: providers and aliases come and go. */
  private static final Kind<String> MODEL =
      Kind.text(
          Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.:@/-]{0,199}"),
          "a model's name, or provider/model");

  /** What holds where nothing is said. */
  public static final SelectionSettings DEFAULT =
      new SelectionSettings(
          true,
          QUALITY,
          List.of(),
          "",
          Map.of(),
          List.of(),
          ZoneOffset.UTC,
          StrategyModels.NONE,
          "",
          StickySettings.DEFAULT,
          ExplorationSettings.OFF,
          LearningSettings.DEFAULT);

  /** Keeps copies. */
  public SelectionSettings {
    candidates = List.copyOf(candidates);
    models = Map.copyOf(models);
    rules = List.copyOf(rules);
  }

  /** Reads both sections of a configuration. */
  public static SelectionSettings read(Section root) {
    var section = root.section("routing");
    return new SelectionSettings(
        section.bool("enabled").or(true),
        section.decimal("quality", 0, 1).or(QUALITY),
        section.list("candidates", MODEL).or(List.of()),
        section.value("default", MODEL).or(""),
        models(section),
        RoutingRuleReader.read(root, MODEL),
        section.value("zone", Kind.zone()).or(ZoneOffset.UTC),
        StrategyModels.read(section.section("strategies"), MODEL),
        section.value("shadow", MODEL).or(""),
        StickySettings.read(section.section("sticky")),
        ExplorationSettings.read(section.section("explore")),
        LearningSettings.read(section.section("learning")));
  }

  private static Map<String, ModelTraits> models(Section section) {
    var traits = new HashMap<String, ModelTraits>();
    section
        .named("models", MODEL)
        .forEach((name, each) -> traits.put(name, ModelTraits.read(each)));
    return traits;
  }

  /** The rules, compiled. */
  public RoutingRules compiledRules() {
    return RoutingRules.of(rules, zone);
  }

  /** The same with another knob. */
  public SelectionSettings withQuality(double other) {
    return new SelectionSettings(
        enabled,
        other,
        candidates,
        standard,
        models,
        rules,
        zone,
        strategies,
        shadow,
        sticky,
        exploration,
        learning);
  }

  /** What is likely not meant, in sentences. */
  public List<String> warnings() {
    return RuleReview.of(compiledRules().rules());
  }
}
