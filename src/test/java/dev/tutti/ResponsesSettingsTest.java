package dev.tutti;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tutti.config.ConfigException;
import dev.tutti.config.ConfigSource;
import dev.tutti.config.Problem;
import dev.tutti.provider.spi.ResponsesSettings;
import dev.tutti.provider.spi.ResponsesUse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponsesSettingsTest {
  @Test
  void nothing_said_is_what_the_preset_says() {
    assertThat(responses("{preset: openai, api_key: x}")).isEqualTo(ResponsesSettings.DEFAULT);
  }

  @Test
  void a_provider_and_its_models_can_say_it() {
    assertThat(
            responses(
                "{preset: xai, api_key: x, responses: never, models: {a: {responses: always}, b:"
                    + " {max_in_flight: 5}}}"))
        .isEqualTo(new ResponsesSettings(ResponsesUse.NEVER, Map.of("a", ResponsesUse.ALWAYS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{preset: anthropic, api_key: x, responses: always}",
        "{preset: gemini, api_key: x, models: {a: {responses: always}}}",
        "{preset: openai, api_key: x, responses: sometimes}"
      })
  void what_cannot_be_is_said_with_its_place(String provider) {
    assertThat(problems("providers: {p: " + provider + "}"))
        .hasSize(1)
        .first()
        .asString()
        .contains("responses");
  }

  private static ResponsesSettings responses(String provider) {
    return requireNonNull(read("providers: {p: " + provider + "}").providers().get("p"))
        .responses();
  }

  private static Settings read(String yaml) {
    return Settings.read(ConfigSource.text("t.yaml", yaml), Map.of());
  }

  private static List<String> problems(String yaml) {
    return catchThrowableOfType(ConfigException.class, () -> read(yaml)).problems().stream()
        .map(Problem::toString)
        .toList();
  }
}
