package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Chat;
import dev.tutti.testing.Patience;
import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the process takes, and what others have measured. */
class MonitorTest {
  @RegisterExtension static final Rig rig = Rig.of(Rig.PLAIN);

  @Test
  void the_process_says_what_it_takes() {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var now = admin.get("/admin/resources").json().path("now");
      assertThat(now.path("heap_bytes").asLong()).isPositive();
      assertThat(now.path("threads").asInt()).isPositive();
      assertThat(now.path("disk_free_bytes").asLong()).isPositive();
      assertThat(now.path("data_bytes").asLong()).isPositive();
    }
    assertThat(rig.tutti().metric("tutti_disk_free_bytes")).isPositive();
  }

  @Test
  void measurements_are_kept_all_or_none() {
    try (var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var bad = admin.post("/admin/metrics", "{\"data\":[{\"type\":\"a\",\"latency_ms\":1},{}]}");
      assertThat(bad.status()).isEqualTo(400);
      assertThat(admin.get("/admin/metrics").json().path("types").path("a").isMissingNode())
          .isTrue();
      var good =
          admin.post(
              "/admin/metrics",
              "{\"type\":\"b\",\"latency_ms\":250,\"cpu\":0.5,\"error\":\"late\"}");
      assertThat(good.json().path("recorded").asInt()).isEqualTo(1);
      var b = admin.get("/admin/metrics").json().path("types").path("b");
      assertThat(b.path("mean_ms").asDouble()).isEqualTo(250);
      assertThat(b.path("success_rate").asDouble()).isZero();
      assertThat(b.path("mean_cpu").asDouble()).isEqualTo(0.5);
      assertThat(b.path("peak_memory_bytes").asLong()).isZero();
    }
  }

  @Test
  void what_an_upstream_tells_of_its_limits_stands_beside_those_of_the_configuration()
      throws Exception {
    rig.upstream()
        .playAlways(
            turn ->
                turn.json(
                    200,
                    Chat.whole("Hello"),
                    "x-ratelimit-limit-tokens: 1000",
                    "x-ratelimit-remaining-tokens: 250",
                    "x-ratelimit-reset-tokens: 6m0s"));
    try (var client = rig.tutti().client();
        var admin = new TestingAdmin(rig.tutti().url(), "")) {
      var body = "{\"model\":\"up/m\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
      assertThat(client.post("/v1/chat/completions", body).answer().status()).isEqualTo(200);
      var told =
          List.of(
              "{\"kind\":\"in_flight\",\"subject\":\"up\",\"limit\":100,\"used\":0,\"waiting\":0}",
              "{\"kind\":\"upstream_tokens\",\"subject\":\"up/m\",\"limit\":1000,\"used\":750,\"waiting\":0}");
      Patience.until(
          () -> {
            var inUse = admin.get("/admin/limits").json().path("in_use").toString();
            return told.stream().allMatch(inUse::contains);
          },
          "it is told: " + told);
      Patience.until(
          () -> admin.get("/admin/reports/capacity?from=-1h").text().contains("upstream_tokens"),
          "the capacity report has it");
      var moved = admin.get("/admin/limits/history?kind=upstream_tokens").json().path("data");
      assertThat(moved).hasSize(1);
      assertThat(admin.get("/admin/limits/history?kind=adaptive").json().toString())
          .doesNotContain("upstream_tokens");
      assertThat(moved.at("/0/points/0/limit").asInt()).isEqualTo(1000);
      assertThat(moved.at("/0/points/0/used").asInt()).isEqualTo(750);
      var forecast = admin.get("/admin/forecasts?of=concurrency").json().path("data");
      assertThat(forecast.path(0).path("provider").asString()).isEmpty();
    }
  }
}
