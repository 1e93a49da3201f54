package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import dev.tutti.testing.TestingAdmin;
import dev.tutti.testing.TestingTutti;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rules of a running server. */
class AlertRulesTest {
  private static final String YAML =
      """
      providers: {sim: {preset: sim}}
      alerts: {interval: 1s}
      alert_rules:
        external_min_success_rate: {for: 0s}
        external_max_latency: {for: 0s, by: [type], min_samples: 5}
        external_max_error_rate: {enabled: false}
      """;

  @TempDir Path folder;

  @Test
  void the_sample_of_the_requirement_raises_alerts_that_survive_a_restart() {
    try (var tutti = TestingTutti.start(folder, YAML);
        var admin = new TestingAdmin(tutti.url(), "")) {
      assertThat(admin.post("/admin/metrics", sample()).status()).isEqualTo(200);
      Patience.until(() -> firing(admin).size() == 2, "both alerts fire");
      assertThat(firing(admin))
          .containsExactly("external_max_latency type=cooperation", "external_min_success_rate ");
      var id = admin.get("/admin/alerts").json().at("/alerts/0/id").asString();
      Patience.until(
          () -> !admin.get("/admin/alerts/" + id).json().path("changes").isEmpty(),
          "what the round has changed is written");
      var why = admin.get("/admin/alerts/" + id).json();
      assertThat(why.path("samples").asInt()).isEqualTo(40);
      assertThat(why.path("high").asDouble()).isLessThan(0.9);
      assertThat(why.at("/rule_in_force/below").asDouble()).isEqualTo(0.9);
      assertThat(why.at("/changes/0/kind").asString()).isEqualTo("fired");
      admin.put("/admin/alerts/rules/external_min_success_rate", "{\"enabled\":false}");
      Patience.until(() -> firing(admin).size() == 1, "a rule that is off has no alert");
    }
    try (var tutti = TestingTutti.start(folder, YAML);
        var admin = new TestingAdmin(tutti.url(), "")) {
      Patience.until(() -> firing(admin).size() == 1, "the state is there again");
      assertThat(admin.get("/admin/config/history").json().at("/data/0/kind").asString())
          .isEqualTo("alert_rule");
    }
  }

  private static SortedSet<String> firing(TestingAdmin admin) {
    var firing = new TreeSet<String>();
    for (var each : admin.get("/admin/alerts").json().path("alerts")) {
      if (each.path("state").asString().equals("firing")) {
        firing.add(each.path("rule").asString() + " " + labels(each.path("labels")));
      }
    }
    return firing;
  }

  private static String labels(JsonNode labels) {
    return labels.has("type") ? "type=" + labels.path("type").asString() : "";
  }

  /** 40 requests of four types, of which three of four succeed. */
  private static String sample() {
    var types = new String[] {"simple", "complex", "batch", "cooperation"};
    var millis = new int[] {500, 2_000, 1_200, 3_500};
    var body = Json.object();
    var data = body.putArray("data");
    for (int i = 0; i < 40; i++) {
      data.addObject()
          .put("type", types[i % 4])
          .put("latency_ms", millis[i % 4])
          .put("success", i / 4 % 4 != i % 4);
    }
    return Json.text(body);
  }
}
