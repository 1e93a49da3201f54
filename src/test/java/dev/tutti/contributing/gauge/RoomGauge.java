package dev.tutti.contributing.gauge;

import dev.tutti.alert.engine.Gauges;
import dev.tutti.alert.engine.GroupSample;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Share of its room that each owner has used: a group for each of them.
 *
 * @param used bytes by owner
 * @param room of each
 */
public record RoomGauge(Supplier<Map<String, Long>> used, long room) implements Gauges.Source {

  @Override
  public List<GroupSample> read(Instant now) {
    return used.get().entrySet().stream()
        .map(
            each ->
                new GroupSample(
                    GroupLabels.of(Map.of("owner", each.getKey())),
                    Observation.of((double) each.getValue() / room)))
        .toList();
  }
}
