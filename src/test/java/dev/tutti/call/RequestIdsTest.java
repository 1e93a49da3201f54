package dev.tutti.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
  private Instant now = Instant.parse("2026-11-29T10:00:00Z");
  private final RequestIds ids = new RequestIds(() -> now, new Random(1));

  @Test
  void later_ids_are_behind_earlier_ones() {
    for (int i = 0; i < 1_000; i++) {
      var earlier = ids.next();
      now = now.plusMillis(1 + i * i);
      assertThat(ids.next()).isGreaterThan(earlier).matches("req_[0-9a-v]{10,22}");
    }
  }

  @Test
  void ids_of_one_moment_differ() {
    var seen = new HashSet<String>();
    for (int i = 0; i < 10_000; i++) {
      assertThat(seen.add(ids.next())).isTrue();
    }
  }

  @Test
  void an_id_tells_when_it_was_made() {
    assertThat(RequestIds.millis(ids.next())).hasValue(now.toEpochMilli());
    for (var other :
        new String[] {"", "req_", "req_123", "call_1k6v3q2a9e4c0t", "req_!!!!!!!!!!!!"}) {
      assertThat(RequestIds.millis(other)).as(other).isEmpty();
    }
  }
}
