package dev.tutti;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.call.DeploymentId;
import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Problem;
import dev.tutti.resilience.concurrency.AdaptiveSettings;
import dev.tutti.routing.scale.ScaleSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CapacitySettingsTest {
  @Test
  void nothing_said_is_off() {
    var settings = read("models: {m: {deployments: [{provider: sim, model: sim}]}}");
    assertThat(settings.routing().adaptive().of(new DeploymentId("sim", "sim")))
        .isEqualTo(AdaptiveSettings.OFF);
    assertThat(scale(settings)).isEqualTo(ScaleSettings.OFF);
  }

  @Test
  void an_empty_section_is_on_with_the_defaults() {
    var settings =
        read(
            """
            providers: {p: {preset: sim, adaptive: {}}}
            models: {m: {deployments: [{provider: p, model: a}, {provider: p, model: b}], scale: {}}}
            """);
    assertThat(settings.routing().adaptive().of(new DeploymentId("p", "anything")))
        .isEqualTo(new AdaptiveSettings(true, 1, 200, 20));
    assertThat(scale(settings))
        .isEqualTo(new ScaleSettings(true, 1, 2, 0.7, Duration.ofSeconds(60)));
  }

  @Test
  void an_alias_says_more_than_a_provider() {
    var settings =
        read(
            """
            providers: {p: {preset: sim, adaptive: {max: 50}}}
            models:
              m: {deployments: [{provider: p, model: a}], adaptive: {min: 2, max: 10, initial: 5},
                  scale: {min: 1, max: 1, target: 0.5, cooldown: 5s}}
            """);
    assertThat(settings.routing().adaptive().of(new DeploymentId("p", "a")))
        .isEqualTo(new AdaptiveSettings(true, 2, 10, 5));
    assertThat(settings.routing().adaptive().of(new DeploymentId("p", "b")).max()).isEqualTo(50);
    assertThat(scale(settings))
        .isEqualTo(new ScaleSettings(true, 1, 1, 0.5, Duration.ofSeconds(5)));
  }

  @Test
  void what_cannot_be_is_said_with_its_place() {
    assertThat(
            problems(
                """
                providers: {p: {preset: sim, adaptive: {min: 9, max: 3}}}
                models:
                  m: {deployments: [{provider: p, model: a}], adaptive: {initial: 900},
                      scale: {max: 2, target: 1.5}}
                """))
        .anyMatch(each -> each.contains("adaptive.max") && each.contains("from min, which is 9"))
        .anyMatch(each -> each.contains("adaptive.initial") && each.contains("from 1 to 200"))
        .anyMatch(each -> each.contains("scale.max") && each.contains("from 1 to 1"))
        .anyMatch(each -> each.contains("scale.target") && each.contains("from 0.05 to 1"))
        .hasSize(4);
  }

  private static Settings read(String yaml) {
    return Settings.read(ConfigSource.text("t.yaml", yaml), Map.of());
  }

  private static ScaleSettings scale(Settings settings) {
    return requireNonNull(settings.models().get("m")).capacity().scale();
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> read(yaml)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
