package dev.tutti.selection.auto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.DeploymentId;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptLanguage;
import dev.tutti.selection.analysis.RouteStrategy;
import dev.tutti.selection.analysis.TaskType;
import dev.tutti.selection.decision.Ability;
import dev.tutti.selection.decision.CostEstimate;
import dev.tutti.selection.decision.Fleet;
import dev.tutti.selection.decision.GateVerdict;
import dev.tutti.selection.decision.ModelTier;
import dev.tutti.selection.decision.ModelTraits;
import dev.tutti.selection.decision.QualityKnob;
import dev.tutti.selection.decision.RouteBasis;
import dev.tutti.selection.decision.RouteDecider;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.SelectionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StickyDecisionTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final RouteDecider DECIDER = decider();

  private static ModelTraits tier(ModelTier tier) {
    return new ModelTraits(tier, 0, 0, Ability.UNKNOWN, Ability.UNKNOWN, Ability.UNKNOWN);
  }

  private static RouteDecider decider() {
    var fleet =
        Fleet.of(
            Map.of(
                "small", List.of(new DeploymentId("up", "small")),
                "large", List.of(new DeploymentId("up", "large"))),
            Map.of("small", tier(ModelTier.LIGHT), "large", tier(ModelTier.REASONING)),
            CostEstimate.NONE,
            _ -> Duration.ZERO);
    var settings = SelectionSettings.DEFAULT;
    return new RouteDecider(
        settings, fleet, settings.compiledRules(), CostEstimate.NONE, _ -> false);
  }

  private static RouteDecision decided(String model, GateVerdict... gates) {
    var analysis =
        new PromptAnalysis(
            .5, TaskType.CHAT, 1, PromptLanguage.ENGLISH, RouteStrategy.DEFAULT, List.of());
    return new RouteDecision(
        model,
        RouteBasis.PRIOR,
        "",
        "chat",
        RouteStrategy.DEFAULT,
        Map.of(),
        analysis,
        QualityKnob.usual(.7),
        List.of(),
        List.of(gates),
        List.of());
  }

  private static RouteDecision over(
      String before, Duration ago, boolean fixed, Duration idle, RouteDecision decision) {
    var place = new StickyRoutes.Place(before, NOW.minus(ago));
    return new StickyDecision(place, fixed, idle).over(decision, DECIDER, NOW);
  }

  @Test
  void a_conversation_goes_up_and_not_down() {
    var minute = Duration.ofMinutes(1);
    assertThat(over("small", minute, false, IDLE, decided("large")).model()).isEqualTo("large");
    var kept = over("large", minute, false, IDLE, decided("small"));
    assertThat(kept.model()).isEqualTo("large");
    assertThat(kept.basis()).isEqualTo(RouteBasis.STICKY);
  }

  @Test
  void it_may_come_down_when_nobody_has_spoken_for_a_while() {
    assertThat(over("large", IDLE, false, IDLE, decided("small")).model()).isEqualTo("small");
  }

  @Test
  void where_conversations_keep_no_model_only_loops_do() {
    var minute = Duration.ofMinutes(1);
    var off = Duration.ZERO;
    assertThat(over("large", minute, false, off, decided("small")).model()).isEqualTo("small");
    assertThat(over("large", minute, true, off, decided("small")).model()).isEqualTo("large");
  }

  @Test
  void a_loop_goes_neither_up_nor_down_however_long_it_takes() {
    var day = Duration.ofDays(1);
    assertThat(over("small", day, true, IDLE, decided("large")).model()).isEqualTo("small");
    assertThat(over("large", day, true, IDLE, decided("small")).model()).isEqualTo("large");
  }

  @Test
  void a_model_that_cannot_take_the_request_is_left() {
    var gate = new GateVerdict("small", "vision", "small sees no pictures");
    var decision = over("small", Duration.ZERO, true, IDLE, decided("large", gate));
    assertThat(decision.model()).isEqualTo("large");
    assertThat(decision.reasons())
        .containsExactly("the conversation was with small, but small sees no pictures");
  }

  @Test
  void a_model_that_is_gone_is_left() {
    var decision = over("gone", Duration.ZERO, true, IDLE, decided("small"));
    assertThat(decision.model()).isEqualTo("small");
    assertThat(decision.reasons().getFirst()).contains("not there any more");
  }
}
