package dev.tutti.contributing.gauge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.engine.GroupSample;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoomGaugeTest {
  @Test
  void each_owner_is_a_group_with_their_share() {
    var gauge = new RoomGauge(() -> Map.of("red", 750L), 1_000);
    assertThat(gauge.read(Instant.EPOCH))
        .containsExactly(
            new GroupSample(GroupLabels.of(Map.of("owner", "red")), Observation.of(0.75)));
  }
}
