package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.testing.Rig;
import dev.tutti.testing.TestingAdmin;
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
}
