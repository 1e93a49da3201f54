package dev.tutti;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.cache.CacheBounds;
import dev.tutti.cache.CacheSettings;
import dev.tutti.cache.SemanticSettings;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Problem;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheSettingsTest {
  private static final String MODEL = "models: {m: {deployments: [{provider: sim, model: sim}]";

  @Test
  void nothing_said_is_off() {
    var settings = read(MODEL + "}}");
    assertThat(settings.routing().otherwise().cache()).isEqualTo(CacheSettings.OFF);
    assertThat(settings.of(CacheBounds.SECTION)).isEqualTo(CacheBounds.USUAL);
    assertThat(ofModel(settings)).isEqualTo(CacheSettings.OFF);
  }

  @Test
  void a_section_turns_it_on_for_everything_or_for_one() {
    var all = read("cache: {}\n" + MODEL + ", cache: {enabled: false}}}");
    assertThat(all.routing().otherwise().cache())
        .isEqualTo(
            new CacheSettings(
                true, Duration.ofMinutes(5), Duration.ZERO, 1 << 20, SemanticSettings.OFF));
    assertThat(ofModel(all).enabled()).isFalse();
    var one = read("cache: {enabled: false, ttl: 1m}\n" + MODEL + ", cache: {stale: 1h}}}");
    assertThat(one.routing().otherwise().cache().enabled()).isFalse();
    assertThat(ofModel(one).enabled()).isTrue();
    assertThat(ofModel(one).ttl()).isEqualTo(Duration.ofMinutes(1));
    assertThat(ofModel(one).stale()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void everything_can_be_said() {
    var settings =
        read(
            """
            cache:
              {ttl: 1h, stale: 2h, max_answer: 2MiB, max_bytes: 3MiB, database: true,
               database_max: 4MiB, vectors_max: 5MiB,
               semantic: {model: sim/embed, threshold: 0.9, timeout: 1s}}
            models:
              m:
                deployments: [{provider: sim, model: sim}]
                cache: {ttl: 1m, semantic: {threshold: 0.8}}
              n:
                deployments: [{provider: sim, model: sim}]
                cache: {semantic: {enabled: false}}
            """);
    assertThat(settings.of(CacheBounds.SECTION))
        .isEqualTo(new CacheBounds(3 << 20, true, 4 << 20, 5 << 20));
    var second = Duration.ofSeconds(1);
    assertThat(settings.routing().otherwise().cache())
        .isEqualTo(
            new CacheSettings(
                true,
                Duration.ofHours(1),
                Duration.ofHours(2),
                2 << 20,
                new SemanticSettings("sim/embed", 0.9, second)));
    assertThat(ofModel(settings).semantic())
        .isEqualTo(new SemanticSettings("sim/embed", 0.8, second));
    assertThat(requireNonNull(settings.models().get("n")).cache().semantic().enabled()).isFalse();
  }

  @Test
  void what_cannot_be_is_said_with_its_place() {
    var yaml =
        """
        cache: {ttl: 0s, max_bytes: 1KiB, semantic: {model: nobody/x, threshold: 2}}
        models: {m: {deployments: [{provider: sim, model: sim}], cache: {max_bytes: 1MiB}}}
        """;
    var wrong = requireNonNull(catchThrowableOfType(ConfigException.class, () -> read(yaml)));
    var problems = wrong.problems().stream().map(Problem::toString).toList();
    assertThat(problems)
        .anyMatch(each -> each.contains("cache.ttl"))
        .anyMatch(each -> each.contains("cache.max_bytes") && each.contains("from 1MiB"))
        .anyMatch(each -> each.contains("cache.semantic.model"))
        .anyMatch(each -> each.contains("cache.semantic.threshold") && each.contains("0.5 to 1"))
        .anyMatch(each -> each.contains("models.m.cache.max_bytes"))
        .hasSize(5);
  }

  private static CacheSettings ofModel(Settings settings) {
    return requireNonNull(settings.models().get("m")).cache();
  }

  private static Settings read(String yaml) {
    return Settings.read(ConfigSource.text("t.yaml", yaml), Map.of());
  }
}
