package dev.tutti.task.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.line.LineEntry.EntryWork;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdaptiveConcurrencyTest {
  private static final EntryWork WORK = new EntryWork("chat", "fast", "", 1, false);

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final AdaptiveConcurrency concurrency = new AdaptiveConcurrency(() -> now);

  private void begin(int tasks) {
    for (int i = 0; i < tasks; i++) {
      concurrency.started(WORK);
    }
  }

  private void end(int tasks, boolean refused) {
    for (int i = 0; i < tasks; i++) {
      concurrency.ended("chat", "fast", refused, 128);
    }
  }

  @Test
  void a_few_refusals_among_many_successes_change_nothing() {
    begin(100);
    for (int i = 0; i < 50; i++) {
      end(1, true);
      end(3, false);
      now = now.plusSeconds(2);
    }
    assertThat(concurrency.ask(WORK)).isEmpty();
    assertThat(concurrency.most("chat", "fast")).isEmpty();
  }

  @Test
  void refusals_of_most_attempts_let_fewer_run_at_once() {
    begin(100);
    end(20, true);
    assertThat(concurrency.most("chat", "fast")).contains(70);
    end(20, true);
    assertThat(concurrency.most("chat", "fast")).as("once a second").contains(70);
    now = now.plus(Duration.ofSeconds(1));
    end(1, true);
    assertThat(concurrency.most("chat", "fast")).contains(49);
    assertThat(concurrency.ask(WORK))
        .get()
        .satisfies(
            held -> {
              assertThat(held.hold().word()).isEqualTo("refusals");
              assertThat(held.hold().text())
                  .contains("100 tasks about fast run", "20 of the latest");
            });
    assertThat(concurrency.ask(new EntryWork("chat", "other", "", 1, false))).isEmpty();
  }

  @Test
  void successes_let_more_run_until_nothing_is_known_of_refusals() {
    begin(10);
    end(20, true);
    assertThat(concurrency.most("chat", "fast")).contains(7);
    end(8, false);
    assertThat(concurrency.most("chat", "fast")).contains(8);
    end(20_000, false);
    assertThat(concurrency.most("chat", "fast")).isEmpty();
  }

  @Test
  void one_always_may_run() {
    begin(1);
    for (int i = 0; i < 30; i++) {
      end(20, true);
      now = now.plusSeconds(1);
    }
    assertThat(concurrency.most("chat", "fast")).contains(1);
    concurrency.ended(WORK);
    assertThat(concurrency.ask(WORK)).isEmpty();
  }
}
