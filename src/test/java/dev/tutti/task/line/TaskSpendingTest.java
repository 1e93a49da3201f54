package dev.tutti.task.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.task.api.TaskSpendingLimits;
import dev.tutti.task.api.TaskSpendingLimits.SpendingLimit;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import dev.tutti.task.api.TaskUsage;
import dev.tutti.task.line.LineEntry.EntryWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskSpendingTest {
  private static final long ANY = Long.MAX_VALUE;

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final TaskSpending spending = new TaskSpending(() -> now);
  private TaskSpendingLimits limits = TaskSpendingLimits.NONE;

  private static LineEntry entry(String id, String owner) {
    return new LineEntry(id, 1, owner, 0, 0, ANY, 0, new EntryWork("chat", "fast", "", 1, false));
  }

  private Optional<String> ask(String id, String owner, long tokens, long money) {
    return spending
        .reserve(entry(id, owner), new TaskAmount(tokens, money, 0), limits)
        .map(held -> held.hold().word());
  }

  private void node(SpendingLimit limit) {
    limits = new TaskSpendingLimits(limit, SpendingLimit.NONE);
  }

  private static SpendingLimit perMinute(TaskAmount most) {
    return new SpendingLimit(1_000, most, TaskAmount.ANY);
  }

  private static SpendingLimit perDay(TaskAmount most) {
    return new SpendingLimit(1_000, TaskAmount.ANY, most);
  }

  private static TaskAmount tokens(long tokens) {
    return new TaskAmount(tokens, 0, 0);
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void what_runs_is_counted_before_it_has_used_anything() {
    node(perMinute(new TaskAmount(100, ANY, ANY)));
    assertThat(ask("a", "me", 60, 0)).isEmpty();
    assertThat(ask("b", "you", 60, 0)).contains("tokens_per_minute");
    assertThat(ask("c", "you", 40, 0)).isEmpty();
    spending.ended("a");
    assertThat(ask("b", "you", 60, 0)).as("it has used nothing after all").isEmpty();
  }

  @Test
  void what_was_used_takes_the_place_of_what_was_expected_for_a_minute() {
    node(perMinute(new TaskAmount(100, ANY, ANY)));
    assertThat(ask("a", "me", 60, 0)).isEmpty();
    spending.used("a", "me", new TaskUsage(10, 20, 5));
    assertThat(ask("b", "me", 40, 0)).as("30 were used, 30 are reserved").isEmpty();
    spending.ended("a");
    spending.ended("b");
    assertThat(ask("c", "me", 70, 0)).isEmpty();
    spending.ended("c");
    assertThat(ask("d", "me", 71, 0)).contains("tokens_per_minute");
    pass(Duration.ofSeconds(61));
    assertThat(ask("d", "me", 71, 0)).isEmpty();
  }

  @Test
  void money_of_a_day_and_of_an_owner_is_counted_as_well() {
    limits = new TaskSpendingLimits(SpendingLimit.NONE, perDay(new TaskAmount(ANY, 1_000, ANY)));
    spending.used("x", "me", new TaskUsage(1, 1, 990));
    assertThat(ask("a", "me", 10, 20)).contains("owner_cost_per_day");
    assertThat(ask("b", "you", 10, 20)).isEmpty();
    assertThat(ask("c", "me", 10, 0)).as("it costs nothing").isEmpty();
    pass(Duration.ofHours(25));
    assertThat(ask("a", "me", 10, 20)).isEmpty();
  }

  @Test
  void bytes_of_the_network_are_counted_as_well() {
    node(perMinute(new TaskAmount(ANY, ANY, 1_000)));
    spending.used("x", "me", TaskUsage.ofMachine(900, Duration.ZERO));
    var need = new TaskAmount(1, 1, 200);
    var held = spending.reserve(entry("a", "me"), need, limits).orElseThrow().hold();
    assertThat(held.word()).isEqualTo("network_per_minute");
    assertThat(held.text())
        .isEqualTo(
            "900 bytes were sent and received, tasks that run may take 0, this one 200 (at most"
                + " 1000)");
    pass(Duration.ofSeconds(61));
    assertThat(spending.reserve(entry("a", "me"), need, limits)).isEmpty();
  }

  @Test
  void money_is_said_in_dollars() {
    node(perMinute(new TaskAmount(ANY, 2_000_000_000L, ANY)));
    spending.used("x", "me", new TaskUsage(1, 1, 1_500_000_000L));
    var need = new TaskAmount(1, 600_000_000, 1);
    assertThat(spending.reserve(entry("a", "me"), need, limits).orElseThrow().hold().text())
        .isEqualTo("$1.5 were spent, tasks that run may take $0, this one $0.6 (at most $2)");
  }

  @Test
  void what_takes_more_than_a_whole_limit_runs_alone() {
    node(perMinute(new TaskAmount(100, ANY, ANY)));
    assertThat(ask("a", "me", 500, 0)).isEmpty();
    assertThat(ask("b", "me", 1, 0)).contains("tokens_per_minute");
  }

  @Test
  void what_was_used_before_the_start_counts_while_it_is_recent() {
    node(perDay(new TaskAmount(100, ANY, ANY)));
    spending.remember("me", now.minus(Duration.ofHours(30)), tokens(1_000));
    assertThat(ask("a", "me", 50, 0)).isEmpty();
    spending.remember("me", now.minus(Duration.ofHours(3)), tokens(60));
    assertThat(ask("b", "me", 50, 0)).contains("tokens_per_day");
  }

  @Test
  void tasks_of_an_owner_at_once_are_bounded() {
    limits =
        new TaskSpendingLimits(
            SpendingLimit.NONE, new SpendingLimit(1, TaskAmount.ANY, TaskAmount.ANY));
    assertThat(ask("a", "me", 1, 1)).isEmpty();
    assertThat(ask("b", "me", 1, 1)).contains("owner_running");
    assertThat(ask("c", "you", 1, 1)).isEmpty();
    spending.ended("a");
    assertThat(ask("b", "me", 1, 1)).isEmpty();
  }
}
