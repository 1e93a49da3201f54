package dev.tutti.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.telemetry.BatchQueue.Bounds;
import dev.tutti.testing.Gate;
import dev.tutti.testing.Patience;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<List<Integer>> handed = new CopyOnWriteArrayList<>();

  @Test
  void a_full_batch_is_not_held_back() {
    try (var queue = BatchQueue.<Integer>start("t", new Bounds(100, 3, LONG, LONG), handed::add)) {
      for (int i = 0; i < 3; i++) {
        queue.add(i);
      }
      Patience.until(() -> !handed.isEmpty(), "the batch");
    }
    assertThat(handed).containsExactly(List.of(0, 1, 2));
  }

  @Test
  void closing_hands_on_what_waits() {
    var queue = BatchQueue.<Integer>start("t", new Bounds(100, 2, LONG, LONG), handed::add);
    queue.add(1);
    queue.close();
    queue.add(2);
    assertThat(handed).containsExactly(List.of(1));
    assertThat(queue.dropped()).isEqualTo(1);
  }

  @Test
  void what_finds_no_room_is_dropped_and_counted() {
    var gate = new Gate();
    var queue =
        BatchQueue.<Integer>start(
            "t",
            new Bounds(2, 1, Duration.ZERO, LONG),
            batch -> {
              await(gate);
              handed.add(batch);
            });
    for (int i = 0; i < 100; i++) {
      queue.add(i);
    }
    assertThat(queue.dropped()).isBetween(97L, 98L);
    gate.open();
    queue.close();
    assertThat(handed.size() + queue.dropped()).isEqualTo(100);
  }

  @Test
  void a_sink_that_hangs_does_not_hold_up_closing() {
    var queue =
        BatchQueue.<Integer>start(
            "t", new Bounds(9, 1, Duration.ZERO, Duration.ofMillis(20)), _ -> await(new Gate()));
    for (int i = 0; i < 5; i++) {
      queue.add(i);
    }
    queue.close();
    assertThat(queue.dropped()).isGreaterThanOrEqualTo(4);
  }

  @Test
  void a_sink_that_throws_is_called_again() {
    var queue =
        BatchQueue.<Integer>start(
            "t",
            new Bounds(9, 1, Duration.ZERO, LONG),
            batch -> {
              if (batch.contains(1)) {
                throw new IllegalStateException("broken");
              }
              handed.add(batch);
            });
    queue.add(1);
    queue.add(2);
    queue.close();
    assertThat(handed).containsExactly(List.of(2));
    assertThat(queue.dropped()).isEqualTo(1);
  }

  private static void await(Gate gate) {
    try {
      gate.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
