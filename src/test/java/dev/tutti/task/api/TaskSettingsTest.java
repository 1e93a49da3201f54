package dev.tutti.task.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.task.api.TaskSpendingLimits.SpendingLimit;
import dev.tutti.task.api.TaskSpendingLimits.TaskAmount;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskSettingsTest {
  private static TaskSettings read(String yaml) {
    return ConfigSource.text("test", yaml).read(Map.of(), TaskSettings.SECTION::read);
  }

  @Test
  void tasks_may_use_anything_by_default() {
    assertThat(read("")).isEqualTo(TaskSettings.DEFAULT);
    assertThat(TaskSettings.DEFAULT.spending().isLimited()).isFalse();
    assertThat(TaskSettings.DEFAULT.decisions().asks(1_000)).as("no model is asked").isFalse();
  }

  @Test
  void everything_can_be_said() {
    var yaml =
        """
        tasks:
          workers: 5
          queue: 6
          memory: 2MiB
          ageing: 1m
          keep: 2d
          adaptive: false
          retry: {base: 2s, max: 3s}
          decisions: {model: judge, timeout: 4s, cost_per_day: 0.25, from_failure: 3}
          spending:
            node: {running: 7, tokens_per_minute: 8, tokens_per_day: 9, network_per_day: 3KiB}
            owner: {cost_per_minute: 0.5, cost_per_day: 1.25, network_per_minute: 2KiB}
        """;
    long any = Long.MAX_VALUE;
    assertThat(read(yaml))
        .isEqualTo(
            new TaskSettings(
                5,
                6,
                2 << 20,
                Duration.ofMinutes(1),
                Duration.ofDays(2),
                new TaskSettings.Retry(Duration.ofSeconds(2), Duration.ofSeconds(3)),
                new TaskSpendingLimits(
                    new SpendingLimit(
                        7, new TaskAmount(8, any, any), new TaskAmount(9, any, 3_072)),
                    new SpendingLimit(
                        Integer.MAX_VALUE,
                        new TaskAmount(any, 500_000_000, 2_048),
                        new TaskAmount(any, 1_250_000_000, any))),
                false,
                new TaskSettings.RetryDecisions("judge", Duration.ofSeconds(4), 250_000_000, 3)));
  }

  @Test
  void what_is_no_limit_is_refused() {
    assertThatThrownBy(() -> read("tasks: {spending: {owner: {tokens_per_day: 0}}}"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> read("tasks: {spending: {owner: {network_per_day: 0}}}"))
        .isInstanceOf(ConfigException.class);
    assertThatThrownBy(() -> read("tasks: {spending: {key: {tokens_per_day: 1}}}"))
        .isInstanceOf(ConfigException.class);
  }
}
