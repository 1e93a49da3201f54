package dev.tutti.resilience.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.config.ConfigSource;
import dev.tutti.config.Kind;
import dev.tutti.resilience.limit.LimitSettings.OnLimit;
import dev.tutti.resilience.limit.Limits.Limit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitSettingsTest {

  private static LimitSettings read(String yaml) {
    return ConfigSource.text("t.yaml", yaml)
        .read(
            Map.of(),
            root ->
                LimitSettings.read(
                    root.section("limits"),
                    root.named("models", Kind.text()),
                    root.named("providers", Kind.text())));
  }

  @Test
  void nothing_is_limited_unless_it_is_said() {
    assertThat(read("models: {fast: {}}")).isEqualTo(LimitSettings.NONE);
    assertThat(LimitSettings.NONE.isFree("fast")).isTrue();
  }

  @Test
  void everything_can_be_said() {
    var settings =
        read(
            """
            limits:
              user: {requests: 10, tokens: 20000, concurrency: 5}
              key: {tokens: 7}
              on_limit: wait
              wait: 3s
            models: {fast: {limits: {requests: 200}}, slow: {}}
            providers: {up: {limits: {concurrency: 4}}}
            """);
    assertThat(settings.user().all())
        .containsExactly(
            new Limit(Measure.REQUESTS, 10),
            new Limit(Measure.TOKENS, 20_000),
            new Limit(Measure.CONCURRENCY, 5));
    assertThat(settings.key().all()).containsExactly(new Limit(Measure.TOKENS, 7));
    assertThat(settings.onLimit()).isEqualTo(OnLimit.WAIT);
    assertThat(settings.longestWait()).isEqualTo(Duration.ofSeconds(3));
    assertThat(settings.models())
        .isEqualTo(
            Map.of(
                "fast",
                List.of(
                    new Bucket(
                        "model:fast:requests", Scope.MODEL, "model fast", Measure.REQUESTS, 200))));
    assertThat(settings.provider("up")).extracting(Bucket::most).containsExactly(4L);
    assertThat(settings.provider("other")).isEmpty();
  }

  @Test
  void what_cannot_be_is_refused() {
    assertThatThrownBy(() -> read("limits: {user: {requests: 0}, on_limit: drop, wiat: 1s}"))
        .hasMessageContaining("limits.user.requests")
        .hasMessageContaining("limits.on_limit")
        .hasMessageContaining("limits.wiat");
  }
}
