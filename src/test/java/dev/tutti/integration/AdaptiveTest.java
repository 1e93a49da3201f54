package dev.tutti.integration;

import static dev.tutti.testing.Chat.finish;
import static dev.tutti.testing.Chat.question;
import static dev.tutti.testing.Chat.streamed;
import static dev.tutti.testing.Chat.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Calls at once follow what the upstream can do, and deployments follow the load. */
class AdaptiveTest {
  @RegisterExtension
  static final Rig rig =
      Rig.of(
          """
          providers:
            narrow: {base_url: "{upstream}", queue_timeout: 200ms, adaptive: {max: 1}}
            wide: {base_url: "{upstream}", adaptive: {min: 2, max: 8, initial: 4}}
            first: {base_url: "{upstream}", max_in_flight: 4}
            second: {base_url: "{upstream}", max_in_flight: 4}
          models:
            pooled:
              deployments: [{provider: first, model: m}, {provider: second, model: m}]
              scale: {min: 1, max: 2, target: 0.5, cooldown: 0s}
          """);

  @Test
  void who_waits_too_long_for_the_limit_is_told_so() throws Exception {
    var gate = new Gate();
    rig.upstream().play(held(gate));
    try (var first = rig.ask(streamed("narrow/m"))) {
      rig.upstream().turn();
      try (var late = rig.ask(question("narrow/m"))) {
        var heard = late.answer();
        assertThat(heard.status()).isEqualTo(503);
        Envelopes.assertError(heard, "concurrency_timeout", Optional.empty());
        assertThat(heard.body()).contains("adaptive limit of narrow/m: all 1 stayed in use");
      }
      gate.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
    rig.upstream().play(Chat.answers("another model has a limit of its own"));
    try (var other = rig.ask(question("narrow/other"))) {
      assertThat(other.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void a_refusal_of_the_upstream_lowers_the_limit_and_gives_the_place_back() throws Exception {
    rig.upstream().play(Chat.answers("Hi"));
    try (var answered = rig.ask(question("wide/m"))) {
      assertThat(answered.answer().status()).isEqualTo(200);
    }
    assertThat(limit("wide/m").path("limit").asInt(0)).isEqualTo(4);
    rig.upstream().play(turn -> turn.json(429, "{\"error\":{\"message\":\"slow down\"}}"));
    try (var refused = rig.ask(question("wide/m"))) {
      assertThat(refused.answer().status()).isEqualTo(429);
    }
    rig.upstream().play(turn -> turn.json(404, "{\"error\":{\"message\":\"no such model\"}}"));
    try (var invented = rig.ask(question("wide/invented"))) {
      assertThat(invented.answer().status()).isEqualTo(404);
    }
    var limit = limit("wide/m");
    assertThat(limit.path("limit").asInt(0)).isEqualTo(3);
    assertThat(limit.path("in_flight").asInt(-1)).isZero();
    assertThat(rig.tutti().get("/metrics"))
        .contains("tutti_concurrency_limit{model=\"m\",provider=\"wide\"} 3.0")
        .contains("tutti_concurrency_in_flight{model=\"m\",provider=\"wide\"} 0.0")
        .doesNotContain("tutti_concurrency_limit{model=\"invented\"")
        .contains("tutti_concurrency_waiting{model=\"m\",provider=\"wide\"} 0.0");
  }

  @Test
  void load_adds_a_deployment_and_its_end_drains_it() throws Exception {
    var gate = new Gate();
    assertThat(states()).isEqualTo("active standby");
    rig.upstream().play(held(gate), held(gate), held(gate));
    try (var one = rig.ask(streamed("pooled"));
        var two = rig.ask(streamed("pooled"));
        var three = rig.ask(streamed("pooled"))) {
      rig.upstream().turn();
      rig.upstream().turn();
      rig.upstream().turn();
      Patience.until(() -> states().equals("active active"), "the second deployment is active");
      awaitMetric("tutti_scale_active{kind=\"model\",name=\"pooled\"} 2.0");
      awaitMetric("tutti_capacity_desired{kind=\"model\",name=\"pooled\"} 6.0");
      assertThat(deploymentsOf(2)).contains("second/m");
      gate.open();
      assertThat(one.answer().status()).isEqualTo(200);
      assertThat(two.answer().status()).isEqualTo(200);
      assertThat(three.answer().status()).isEqualTo(200);
    }
    Patience.until(() -> states().equals("active standby"), "the second deployment is drained");
    assertThat(deploymentsOf(4)).containsOnly("first/m");
  }

  /** Who answers the next calls, whole answers of this alias. */
  private static List<String> deploymentsOf(int calls) throws IOException {
    var deployments = new ArrayList<String>();
    for (int i = 0; i < calls; i++) {
      rig.upstream().play(Chat.answers("Hi"));
      try (var client = rig.ask(question("pooled"))) {
        deployments.add(client.answer().header("x-tutti-deployment"));
      }
    }
    return deployments;
  }

  /** Meters of the scale are shown a moment after it has changed. */
  private static void awaitMetric(String line) {
    Patience.until(() -> rig.tutti().get("/metrics").contains(line), line);
  }

  private static String states() {
    for (var model : scale().path("data")) {
      if (model.path("model").asString("").equals("pooled")) {
        var deployments = model.path("deployments");
        return deployments.path(0).path("state").asString("")
            + " "
            + deployments.path(1).path("state").asString("");
      }
    }
    return "none";
  }

  private static JsonNode limit(String deployment) {
    for (var limit : scale().path("limits")) {
      if (limit.path("deployment").asString("").equals(deployment)) {
        return limit;
      }
    }
    return Json.object().path("none");
  }

  private static JsonNode scale() {
    return Json.tree(rig.tutti().get("/admin/scale"));
  }

  private static Script held(Gate gate) {
    return turn -> turn.stream().event(text("Hi")).await(gate).event(finish()).done();
  }
}
