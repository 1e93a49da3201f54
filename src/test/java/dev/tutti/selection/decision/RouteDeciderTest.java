package dev.tutti.selection.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Fault;
import dev.tutti.config.ConfigSource;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptLanguage;
import dev.tutti.selection.analysis.PromptSignal;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.quality.ModelOutcome;
import dev.tutti.selection.quality.PromptVector;
import dev.tutti.selection.quality.QualityLearner;
import dev.tutti.selection.quality.QualityModel;
import dev.tutti.selection.quality.QualityPriors;
import dev.tutti.selection.rule.RuleSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteDeciderTest {
  private static final QualityModel NOTHING = QualityModel.of(QualityPriors.EVEN);
  private static final Map<String, Long> PRICES = Map.of("small", 1L, "middle", 5L, "large", 30L);
  private static final PromptAnalysis SIMPLE = analysis(.1, RouteStrategy.LIGHT, "greeting");
  private static final PromptAnalysis HARD = analysis(.85, RouteStrategy.REASONING, "proof");
  private static final PromptAnalysis SILENT = analysis(.35, RouteStrategy.DEFAULT);

  private static PromptAnalysis analysis(
      double complexity, RouteStrategy strategy, String... signals) {
    return new PromptAnalysis(
        complexity,
        TaskType.CHAT,
        .9,
        PromptLanguage.ENGLISH,
        strategy,
        List.of(signals).stream().map(name -> new PromptSignal(name, .1, name)).toList());
  }

  private static RouteDecider decider(String yaml, String... names) {
    var settings = ConfigSource.text("test", yaml).read(Map.of(), SelectionSettings::read);
    var targets = new LinkedHashMap<String, List<DeploymentId>>();
    for (var name : names) {
      targets.put(name, List.of(new DeploymentId("up", name)));
    }
    CostEstimate costs =
        (target, usage) ->
            PRICES.containsKey(target.model())
                ? OptionalLong.of(PRICES.get(target.model()) * usage.total())
                : OptionalLong.empty();
    var fleet = Fleet.of(targets, settings.models(), costs, _ -> Duration.ZERO);
    return new RouteDecider(settings, fleet, settings.compiledRules(), costs, "there"::equals);
  }

  private static RouteDecider usual() {
    return decider("{}", "small", "middle", "large");
  }

  private static RouteQuestion question(PromptAnalysis analysis, double quality) {
    return question(analysis, quality, RequestNeeds.LITTLE, _ -> true);
  }

  private static RouteQuestion question(
      PromptAnalysis analysis, double quality, RequestNeeds needs, Predicate<String> allowed) {
    return new RouteQuestion(
        analysis,
        PromptVector.of("", analysis),
        needs,
        new RuleSubject("some text", TaskType.CHAT, "", "", "", Set.of(), Instant.EPOCH),
        QualityKnob.usual(quality),
        allowed);
  }

  private static String chosen(RouteDecider decider, RouteQuestion question) {
    return decider.decide(question, NOTHING).model();
  }

  @Test
  void simple_work_goes_to_a_light_model_and_hard_work_to_a_strong_one() {
    assertThat(chosen(usual(), question(SIMPLE, .7))).isEqualTo("small");
    assertThat(chosen(usual(), question(HARD, .7))).isEqualTo("large");
  }

  @ParameterizedTest
  @CsvSource({".3, middle", ".5, middle", ".7, middle", ".9, middle"})
  void what_nothing_speaks_about_goes_to_the_default_tier(double quality, String expected) {
    var decision = usual().decide(question(SILENT, quality), NOTHING);
    assertThat(decision.model()).isEqualTo(expected);
    assertThat(decision.basis()).isEqualTo(RouteBasis.DEFAULT);
  }

  @Test
  void without_a_default_tier_it_goes_to_the_stronger_model() {
    assertThat(chosen(decider("{}", "small", "large"), question(SILENT, .7))).isEqualTo("large");
  }

  @Test
  void the_configuration_may_name_the_default_model() {
    var decider = decider("routing: {default: small}", "small", "large");
    assertThat(chosen(decider, question(SILENT, .7))).isEqualTo("small");
  }

  @Test
  void the_knob_goes_from_the_cheapest_to_the_best() {
    assertThat(chosen(usual(), question(HARD, 0))).isEqualTo("small");
    assertThat(chosen(usual(), question(SIMPLE, 1))).isEqualTo("large");
  }

  @Test
  void sizes_in_names_stand_for_prices() {
    var decider = decider("{}", "qwen3_32b", "qwen3_8b");
    assertThat(chosen(decider, question(SIMPLE, .7))).isEqualTo("qwen3_8b");
    assertThat(chosen(decider, question(HARD, .7))).isEqualTo("qwen3_32b");
  }

  @Test
  void models_of_which_nothing_is_known_are_alike() {
    assertThat(decider("{}", "one", "two").fleet().candidates())
        .extracting(RouteCandidate::tier)
        .containsOnly(ModelTier.DEFAULT);
  }

  @Test
  void what_the_operator_says_of_a_model_counts() {
    var decider =
        decider("routing: {models: {one: {tier: reasoning}, two: {tier: light}}}", "one", "two");
    assertThat(chosen(decider, question(HARD, .7))).isEqualTo("one");
    assertThat(chosen(decider, question(SIMPLE, .7))).isEqualTo("two");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          context: 300     | context
          vision: false    | vision
          tools: false     | tools
          json: false      | json
          """)
  void gates_keep_requests_away_from_models_that_cannot(String trait, String gate) {
    var decider = decider("routing: {models: {small: {%s}}}".formatted(trait), "small", "large");
    var needs = new RequestNeeds(100, 256, true, true, true, false);
    var decision = decider.decide(question(SIMPLE, .7, needs, _ -> true), NOTHING);
    assertThat(decision.model()).isEqualTo("large");
    assertThat(decision.gates()).extracting(GateVerdict::gate).containsExactly(gate);
    assertThat(decision.alternatives())
        .extracting(RouteAlternative::model)
        .containsExactly("large", "small");
  }

  @Test
  void what_is_not_known_keeps_nothing_away() {
    var needs = new RequestNeeds(1_000_000, 100_000, true, true, true, false);
    assertThat(usual().decide(question(SIMPLE, .7, needs, _ -> true), NOTHING).gates()).isEmpty();
  }

  @Test
  void what_is_known_of_a_model_keeps_requests_away_while_another_is_left() {
    var pictures = new RequestNeeds(100, 256, true, false, false, false);
    var decision =
        decider("{}", "gpt-4o-mini", "gpt-3.5-turbo")
            .decide(question(SIMPLE, .7, pictures, _ -> true), NOTHING);
    assertThat(decision.model()).isEqualTo("gpt-4o-mini");
    assertThat(decision.gates())
        .singleElement()
        .satisfies(
            gate -> {
              assertThat(gate.model()).isEqualTo("gpt-3.5-turbo");
              assertThat(gate.reason()).contains("sees no pictures, as far as is known");
            });
    var blind = decider("{}", "gpt-3.5-turbo", "qwen/qwen3-8b");
    assertThat(blind.decide(question(SIMPLE, .7, pictures, _ -> true), NOTHING).gates()).isEmpty();
  }

  @Test
  void what_the_operator_says_of_a_model_counts_more_than_what_is_known() {
    var large = new RequestNeeds(20_000, 256, true, false, false, false);
    var decider =
        decider(
            "routing: {models: {gpt-3.5-turbo: {vision: true, context: 30000}}}",
            "gpt-3.5-turbo",
            "gpt-4o");
    assertThat(decider.decide(question(SIMPLE, .7, large, _ -> true), NOTHING).gates()).isEmpty();
    var usual = decider("{}", "gpt-3.5-turbo", "gpt-4o");
    assertThat(usual.decide(question(SIMPLE, .7, large, _ -> true), NOTHING).gates())
        .extracting(GateVerdict::gate)
        .containsExactly("context");
  }

  @Test
  void a_key_gets_the_models_that_it_may_use() {
    var question = question(SIMPLE, .7, RequestNeeds.LITTLE, "middle"::equals);
    assertThat(chosen(usual(), question)).isEqualTo("middle");
  }

  @Test
  void a_key_that_may_use_auto_alone_gets_any_model() {
    var question = question(SIMPLE, .7, RequestNeeds.LITTLE, "auto"::equals);
    assertThat(chosen(usual(), question)).isEqualTo("small");
  }

  @Test
  void a_request_that_no_model_can_take_is_refused_with_the_reasons() {
    var decider = decider("routing: {models: {small: {vision: false}}}", "small");
    var needs = new RequestNeeds(1, 1, true, false, false, false);
    assertThatThrownBy(() -> decider.decide(question(SIMPLE, .7, needs, _ -> true), NOTHING))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("small sees no pictures");
  }

  @Test
  void a_rule_names_the_model_and_its_parameters() {
    var decider =
        decider(
            "routing: {rules: [{name: r, category: prose, regex: text, model: large, params:"
                + " {temperature: 0.9}}]}",
            "small",
            "large");
    var decision = decider.decide(question(SIMPLE, .7), NOTHING);
    assertThat(decision.model()).isEqualTo("large");
    assertThat(decision.rule()).isEqualTo("r");
    assertThat(decision.category()).isEqualTo("prose");
    assertThat(decision.params()).containsKey("temperature");
    assertThat(decision.alternatives()).hasSize(2);
  }

  @Test
  void a_rule_may_want_a_strategy_only() {
    var decider =
        decider("routing: {rules: [{name: r, regex: t, strategy: reasoning}]}", "small", "large");
    assertThat(chosen(decider, question(SIMPLE, .7))).isEqualTo("large");
  }

  @Test
  void a_strategy_may_have_a_model_of_several_models() {
    var decider =
        decider(
            "routing: {strategies: {cascade: there}, rules: [{name: r, regex: t, strategy:"
                + " cascade}]}",
            "small",
            "large");
    var decision = decider.decide(question(SIMPLE, .7), NOTHING);
    assertThat(decision.model()).isEqualTo("there");
    assertThat(decision.basis()).isEqualTo(RouteBasis.STRATEGY);
    assertThat(decision.reasons()).contains("the strategy cascade goes to there");
    assertThat(chosen(decider, question(SIMPLE, .7, RequestNeeds.LITTLE, "small"::equals)))
        .isEqualTo("small");
    var several = new RequestNeeds(100, 256, false, false, false, true);
    assertThat(chosen(decider, question(SIMPLE, .7, several, _ -> true))).isNotEqualTo("there");
  }

  @ParameterizedTest
  @CsvSource({"large, large sees no pictures", "gone, there is no model gone"})
  void a_rule_whose_model_cannot_be_asked_leaves_the_choice_open(String model, String why) {
    var decider =
        decider(
            "routing: {models: {large: {vision: false}}, rules: [{name: r, regex: t, model: %s}]}"
                .formatted(model),
            "small",
            "large");
    var needs = new RequestNeeds(1, 1, true, false, false, false);
    var decision = decider.decide(question(SIMPLE, .7, needs, _ -> true), NOTHING);
    assertThat(decision.model()).isEqualTo("small");
    assertThat(decision.reasons()).contains("but " + why);
  }

  @Test
  void a_rule_may_name_a_model_that_is_no_candidate() {
    var decider = decider("routing: {rules: [{name: r, regex: t, model: there}]}", "small");
    assertThat(chosen(decider, question(SIMPLE, .7))).isEqualTo("there");
  }

  @Test
  void outcomes_outweigh_what_was_believed() {
    var learner = new QualityLearner(QualityPriors.EVEN);
    var prompt = PromptVector.of("", HARD);
    for (int i = 0; i < 100; i++) {
      learner.learn(prompt, "small", ModelOutcome.of(1), 1);
      learner.learn(prompt, "large", ModelOutcome.of(i % 2), 1);
      learner.learn(prompt, "middle", ModelOutcome.of(i % 2), 1);
    }
    var decision = usual().decide(question(HARD, .7), learner.model());
    assertThat(decision.model()).isEqualTo("small");
    assertThat(decision.basis()).isEqualTo(RouteBasis.OUTCOMES);
  }

  @Test
  void a_scarce_budget_bends_the_knob_visibly() {
    var bent = QualityKnob.usual(.7).bent("key/k/day", .1);
    assertThat(bent.value()).isEqualTo(.35, offset(1e-9));
    assertThat(bent.reason())
        .isEqualTo("10 % of the budget key/k/day are left, so quality 0.70 counts as 0.35");
    assertThat(QualityKnob.usual(.7).bent("key/k/day", .5).reason()).isEmpty();
  }

  @Test
  void only_models_of_the_least_quality_are_tried() {
    var decider =
        decider("routing: {explore: {share: 0.5, min_quality: 0.8}}", "small", "middle", "large");
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      assertThat(decider.explore(question(HARD, .7), NOTHING, random).model())
          .isNotEqualTo("small");
    }
  }

  @Test
  void the_same_question_gets_the_same_answer() {
    var first = usual().decide(question(HARD, .6), NOTHING);
    assertThat(usual().decide(question(HARD, .6), NOTHING)).isEqualTo(first);
  }
}
