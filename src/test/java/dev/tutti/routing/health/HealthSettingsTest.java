package dev.tutti.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.config.ConfigSource;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What turns probes on, and how an alias inherits. */
class HealthSettingsTest {

  @Test
  void nothing_is_probed_unless_somebody_asks() {
    assertThat(alias("models: {}")).isEqualTo(HealthSettings.DEFAULT);
    assertThat(alias("models: {}").probes()).isFalse();
    assertThat(alias("health: {interval: 5s}").probes()).isFalse();
  }

  @Test
  void a_section_of_its_own_turns_them_on() {
    assertThat(alias("m: {health: {}}").probes()).isTrue();
    assertThat(alias("m: {health: {probe: models}}").probe())
        .isEqualTo(HealthSettings.ProbeKind.MODELS);
    assertThat(alias("m: {health: {enabled: false}}").probes()).isFalse();
    assertThat(alias("m: {health: {probe: off}}").probes()).isFalse();
  }

  @Test
  void what_holds_for_all_holds_where_the_alias_says_nothing() {
    var all =
        "health: {enabled: true, probe: models, interval: 5s, timeout: 1s, failures: 7,"
            + " recoveries: 8}\n";
    assertThat(alias(all))
        .isEqualTo(
            new HealthSettings(
                true,
                HealthSettings.ProbeKind.MODELS,
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                7,
                8));
    assertThat(alias(all + "m: {health: {enabled: false}}").probes()).isFalse();
    assertThat(alias(all + "m: {health: {failures: 1}}").interval())
        .isEqualTo(Duration.ofSeconds(5));
  }

  private static HealthSettings alias(String yaml) {
    return ConfigSource.text("test", yaml)
        .read(
            Map.of(),
            root -> {
              root.has("models");
              var all = HealthSettings.read(root.section("health"));
              return HealthSettings.ofAlias(root.section("m"), all);
            });
  }
}
